// PyTorch in a process of its own, which answers a line with a line.
#load "Calls.fsx"

open System
open System.ComponentModel
open System.Diagnostics
open System.Text.Json
open System.Text.Json.Serialization
open Riemann.FSharp
open Riemann.Kernels

/// Elements in row-major order, whatever their type.
type Numbers = { Shape: int list; Values: float[] }

type Answer = { Value: Numbers; Pulled: Numbers list; Pushed: Numbers option }

let numbers (x: Tensor) : Numbers = { Shape = x.Shape; Values = (Tensor.cast DType.Float64 x).ToArray<float>() }

// NaN and the infinities, which JSON does not know, travel as text.
let private options = JsonSerializerOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)

let private encode (x: Tensor) =
    {| ``type`` = x.DType.ToString().ToLowerInvariant(); shape = x.Shape; values = (numbers x).Values |}

let private decode (json: JsonElement) : Numbers =
    { Shape = [ for length in json.GetProperty("shape").EnumerateArray() -> length.GetInt32() ]
      Values = json.GetProperty("values").Deserialize<float[]>(options) |> nonNull }

[<Sealed>]
type Peer(python: Process) =
    /// The answer, or why there is none. Without a cotangent no derivative is asked for.
    member _.Ask
        (expression: string, operands: Tensor list, tangents: Tensor list, cotangent: Tensor option)
        : Result<Answer, string> =
        let request =
            {| expression = expression
               operands = operands |> List.map encode
               tangents = tangents |> List.map encode
               cotangent = cotangent |> Option.map encode |}

        python.StandardInput.WriteLine(JsonSerializer.Serialize(request, options))
        python.StandardInput.Flush()

        match python.StandardOutput.ReadLine() with
        | null -> failwith "PyTorch stopped"
        | line ->
            let answer = JsonDocument.Parse(line).RootElement

            let find (name: string) =
                match answer.TryGetProperty name with
                | true, found -> Some found
                | _ -> None

            match find "error" with
            | Some error -> Error(error.ToString())
            | None ->
                Ok
                    { Value = decode (answer.GetProperty "value")
                      Pulled =
                        [ for pulled in find "pulled" |> Option.toList do
                              yield! Seq.map decode (pulled.EnumerateArray()) ]
                      Pushed = find "pushed" |> Option.map decode }

    interface IDisposable with
        member _.Dispose() =
            python.StandardInput.Close()
            if not (python.WaitForExit 5000) then python.Kill()
            python.Dispose()

let private start (python: string) (arguments: string list) =
    ProcessStartInfo(python, arguments, RedirectStandardInput = true, RedirectStandardOutput = true) |> Process.Start

let private has (library: string) (python: string) =
    try
        let info = ProcessStartInfo(python, [ "-c"; $"import {library}" ], RedirectStandardError = true)
        use probe = Process.Start info
        probe.StandardError.ReadToEnd() |> ignore
        probe.WaitForExit()
        probe.ExitCode = 0
    with :? Win32Exception ->
        false

/// A Python with PyTorch, where one is installed.
let private python =
    [ yield! Environment.GetEnvironmentVariable "RIEMANN_PYTHON" |> Option.ofObj |> Option.toList
      "/usr/bin/python3"
      "python3" ]
    |> List.tryFind (has "torch")

/// Whether it has scipy too.
let hasScipy = lazy (python |> Option.exists (has "scipy"))

/// The peer, where it is installed.
let tryStart (script: string) : Peer option = python |> Option.map (fun python -> new Peer(start python [ script ]))
