namespace Riemann.FSharp.Learning.Tests

open System
open System.Diagnostics
open System.IO
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Randomly damaged files, and what becomes of them.
module Damage =
    let private malformed (result: Result<unit, RiemannError>) =
        match result with
        | Ok() -> false
        | Error(RiemannError.Malformed(_, found, expected)) when found <> "" && expected <> "" -> true
        | Error other -> failwith $"%A{other}"

    /// Whether each reader of a format refuses the file. Anything but a value or an error in words raises.
    let private readers: Map<string, string -> bool list> =
        let safely (read: unit -> unit) =
            try
                read ()
                false
            with :? RiemannException as error ->
                malformed (Error error.Error)

        Map
            [ "npy",
              fun path ->
                  [ malformed (Npy.tryRead path |> Result.map ignore)
                    safely (fun () ->
                        use file = NpyFile.openRead path
                        file.Read() |> ignore) ]
              "npz",
              fun path ->
                  [ malformed (Npz.tryRead path |> Result.map ignore)
                    malformed (Npz.tryHeaders path |> Result.map ignore) ]
              "safetensors",
              fun path ->
                  [ malformed (Safetensors.tryRead path |> Result.map ignore)
                    safely (fun () ->
                        use file = SafetensorsFile.openRead path

                        for name in file.Names do
                            file.Read name |> ignore) ]
              "idx",
              fun path -> [ malformed (Idx.tryRead path |> Result.mapError (Idx.malformed path) |> Result.map ignore) ] ]

    /// Whole files of each format.
    let private whole folder : (string * byte[]) list =
        let path = Path.Combine(folder, "whole")

        let written format write =
            write path
            format, File.ReadAllBytes path

        let tensors: (string * Tensor) list =
            [ "weight", tensor [ [ 1.0f; 2.0f; nanf ]; [ 4.0f; 5.0f; 6.0f ] ]
              "truth", tensor [ true; false; true ]
              "long", Tensor.arangeOf DType.Int64 0.0 300.0 1.0 ]

        [ for _, x in tensors do
              written "npy" (fun path -> Npy.write path x)
          written "npz" (fun path -> Npz.write path tensors)
          written "npz" (fun path -> Npz.writeCompressed path tensors)
          written "safetensors" (fun path ->
              Safetensors.write path { Tensors = tensors; Metadata = Map [ "by", "a test" ] })
          let idx = Files.idx 8uy [ 4u; 5u; 6u ] (Array.init 120 byte)
          "idx", idx
          "idx", Files.gzip idx ]

    let private lies = [| 0UL; 1UL; 0x7fffffffUL; 0x80000000UL; 0xffffffffUL; 0x7fffffffffffffffUL; UInt64.MaxValue |]

    /// A place in the file, which is often near one of its ends, where lengths are.
    let private place (random: Random) length =
        let within = min length (if random.Next 2 = 0 then length else 128)
        let place = random.Next within
        if random.Next 4 = 0 then length - 1 - place else place

    let private damage (random: Random) (bytes: byte[]) : byte[] =
        let damaged = Array.copy bytes

        match random.Next 6 with
        | 0 -> damaged[.. random.Next bytes.Length - 1]
        | 1
        | 2 ->
            for _ in 0 .. random.Next 4 do
                let place = place random bytes.Length
                damaged[place] <- damaged[place] ^^^ byte (1 <<< random.Next 8)

            damaged
        | 3 ->
            let lie = BitConverter.GetBytes lies[random.Next lies.Length]
            let place = place random bytes.Length
            let width = min (1 <<< random.Next 4) (bytes.Length - place)
            Array.blit lie 0 damaged place width
            damaged
        | 4 ->
            // A digit of a header in words, or any byte.
            let digits =
                [| for i in 0 .. bytes.Length - 1 do
                       if Char.IsAsciiDigit(char bytes[i]) then i |]

            let place = if digits.Length > 0 then digits[random.Next digits.Length] else random.Next bytes.Length
            let more = Array.init (random.Next 12) (fun _ -> byte (int '0' + random.Next 10))
            Array.concat [ damaged[.. place - 1]; more; damaged[place..] ]
        | _ ->
            let first, second = random.Next bytes.Length, random.Next bytes.Length
            Array.append damaged[..first] damaged[second..]

    /// Prints, for each format, how many files were refused and how many read, and in the end the seconds, those of the
    /// slowest file, and the megabytes that the process had at most.
    let run (count: int) (folder: string) =
        let whole = whole folder |> List.toArray
        let path = Path.Combine(folder, "damaged")
        let watch = Stopwatch.StartNew()
        let mutable slowest = TimeSpan.Zero

        let outcomes =
            [| for seed in 0 .. count - 1 do
                   let format, bytes = whole[seed % whole.Length]
                   File.WriteAllBytes(path, damage (Random seed) bytes)
                   let before = watch.Elapsed

                   let refused =
                       try
                           readers[format] path
                       with error ->
                           raise (Exception($"file {seed}, {format}", error))

                   slowest <- max slowest (watch.Elapsed - before)
                   format, List.contains true refused |]

        for format, found in Array.groupBy fst outcomes do
            let refused = found |> Array.filter snd |> Array.length
            printfn $"{format} {refused} {found.Length - refused}"

        let peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000L
        printfn $"total {watch.Elapsed.TotalSeconds:F1} {slowest.TotalSeconds:F2} {peak}"
