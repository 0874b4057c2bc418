module Riemann.FSharp.Learning.Tests.NpzTests

open System
open System.Buffers.Binary
open System.IO
open System.IO.Compression
open System.Text
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private inFile (test: string -> unit) = Files.inNewFolder (fun folder -> test (Path.Combine(folder, "file.npz")))

/// Asserts that reading and, where it is the archive's fault, opening is refused with these words.
let private refused (words: string) path =
    match Npz.tryRead path with
    | Error(RiemannError.Malformed(_, found, expected)) -> Assert.Contains(words, $"{found} / {expected}")
    | other -> failwith $"{other}"

/// An archive with these entries, as they stand.
let private archive path (level: CompressionLevel) (entries: (string * byte[]) list) =
    use file = File.Create path
    use archive = new ZipArchive(file, ZipArchiveMode.Create)

    for name, bytes in entries do
        use content = archive.CreateEntry(name, level).Open()
        content.Write bytes

let private npy (x: Tensor) =
    let path = Path.GetTempFileName()

    try
        Npy.write path x
        File.ReadAllBytes path
    finally
        File.Delete path

let private some: (string * Tensor) list =
    [ "weights", tensor [ [ 1.0f; nanf ]; [ -0.0f; 4.0f ] ]
      "layer/bias", tensor [ Int64.MinValue; Int64.MaxValue ]
      "", tensor true
      "empty", Tensor.full DType.UInt8 [ 0; 3 ] 0.0
      "ü 名", Tensor.transpose (tensor [ [ 1; 2; 3 ]; [ 4; 5; 6 ] ]) ]

[<Fact>]
let ``arrays come back in their order, compressed or not, and the same arrays give the same bytes`` () =
    inFile (fun path ->
        for write in [ Npz.write; Npz.writeCompressed ] do
            write path some
            let bytes = File.ReadAllBytes path
            Assert.Equal<string list>(List.map fst some, List.map fst (Npz.read path))
            use file = NpzFile.openRead path
            Assert.Equal<string list>(List.map fst some, file.Names)

            for (name, wanted), (_, found) in List.zip some (Npz.read path) do
                for found in [ found; file.Read name ] do
                    Assert.Equal((wanted.DType, wanted.Shape, string wanted), (found.DType, found.Shape, string found))

            Threading.Thread.Sleep 10
            write path some
            Assert.Equal<byte>(bytes, File.ReadAllBytes path)

        Numbers.refused "NpzFile.Read" "it has no array named no" (fun () ->
            use file = NpzFile.openRead path
            file.Read "no"))

[<Fact>]
let ``headers are read without the elements`` () =
    inFile (fun path ->
        Npz.writeCompressed path [ "a", Tensor.full DType.Float64 [ 1000; 1000 ] 1.0; "b", tensor 1uy ]
        let before = GC.GetAllocatedBytesForCurrentThread()

        match Npz.tryHeaders path with
        | Ok [ "a", a; "b", b ] ->
            Assert.Equal((StoredType.Float64, [ 1000L; 1000L ]), (a.Stored, a.Shape))
            Assert.Equal((StoredType.UInt8, 1L, DType.UInt8), (b.Stored, b.Length, b.DType))
        | other -> failwith $"{other}"

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L))

[<Fact>]
let ``names that come twice, lead away or name no array`` () =
    inFile (fun path ->
        let x = npy (tensor 1.0)
        archive path CompressionLevel.Optimal [ "a.npy", x; "b.npy", x; "a.npy", x ]
        refused "2 arrays are named a" path

        for name in [ "../a"; "/a"; "a/../../b"; "a\\b" ] do
            archive path CompressionLevel.Optimal [ name + ".npy", x ]
            refused "names that lead nowhere else" path
            Numbers.refused "Npz.write" "a name without" (fun () -> Npz.write path [ name, tensor 1.0 ])

        archive path CompressionLevel.Optimal [ "data.pkl", x ]
        refused "it holds 'data.pkl'" path
        archive path CompressionLevel.Optimal [ "a.npy", "nothing like it"B ]
        refused "a: it begins with 6E6F7468696E" path

        Numbers.refused "Npz.writeCompressed" "2 tensors are named a" (fun () ->
            Npz.writeCompressed path [ "a", tensor 1.0; "a", tensor 2.0 ]))

/// Where the directory of an archive with one entry begins.
let private directory (bytes: byte[]) = bytes.AsSpan().LastIndexOf(ReadOnlySpan [| 0x50uy; 0x4buy; 1uy; 2uy |])

/// The archive with a field of its directory changed, and of the entry's own header where that has it.
let private changed path local central (value: byte[]) =
    let bytes = File.ReadAllBytes path
    value.CopyTo(bytes, directory bytes + central)
    local |> Option.iter (fun local -> value.CopyTo(bytes, int local))
    File.WriteAllBytes(path, bytes)

let private word (value: uint32) = BitConverter.GetBytes value

[<Fact>]
let ``encrypted, compressed in an unknown way, with another checksum or other lengths`` () =
    let check local central value words =
        inFile (fun path ->
            Npz.writeCompressed path [ "a", Tensor.full DType.Float64 [ 1000 ] 1.0 ]
            changed path local central value
            refused words path)

    check (Some 6) 8 [| 1uy; 0uy |] "a is encrypted"
    check (Some 8) 10 [| 99uy; 0uy |] "a is damaged: "
    check None 16 (word 7u) "a: the checksum of its content is "
    check None 24 (word 8000u) "a: the archive says 8000 bytes / 8128 by its header"
    check None 24 (word 4_000_000_000u) "promise to be 4000000000"
    check None 20 (word 4_000_000_000u) "damaged"
    check None 42 (word 4_000_000_000u) "damaged"

[<Fact>]
let ``a changed byte of the data is noticed by the checksum`` () =
    inFile (fun path ->
        Npz.write path [ "a", tensor [ 1.0; 2.0; 3.0 ] ]
        let bytes = File.ReadAllBytes path
        bytes[directory bytes - 5] <- bytes[directory bytes - 5] ^^^ 1uy
        File.WriteAllBytes(path, bytes)
        refused "a: the checksum of its content is " path)

[<Fact>]
let ``a header that promises more than there is costs no memory`` () =
    inFile (fun path ->
        // 100 MB of zeros by the header, of which a thousandth is there.
        let lying = npy (Tensor.full DType.Float64 [ 12_500_000 ] 0.0)
        archive path CompressionLevel.Optimal [ "a.npy", lying[..100_000] ]
        changed path None 24 (word (uint32 lying.Length))
        let length = FileInfo(path).Length
        Assert.True(length < 1000L)
        let before = GC.GetAllocatedBytesForCurrentThread()
        refused $"promise to be {lying.Length}" path
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L)

        // As much as the compression could reach, so that only the bytes that arrive can tell.
        let noise = Array.zeroCreate<byte> 200_000
        Random(1).NextBytes noise
        archive path CompressionLevel.Optimal [ "a.npy", Array.append lying[..127] noise ]
        changed path None 24 (word (uint32 lying.Length))
        let before = GC.GetAllocatedBytesForCurrentThread()
        refused "a: its data end after 200000 bytes" path
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 4_000_000L))

[<Fact>]
let ``a bomb is refused where its arrays promise more than allowed`` () =
    inFile (fun path ->
        Npz.writeCompressed path [ for i in 1..4 -> $"a{i}", Tensor.full DType.Float64 [ 1_000_000 ] 0.0 ]
        Assert.True(FileInfo(path).Length < 100_000L)
        let before = GC.GetAllocatedBytesForCurrentThread()

        match Npz.tryReadWithin 32_000_511L path with
        | Error(RiemannError.Malformed(_, "its arrays promise to take 32000512 bytes", "at most 32000511")) -> ()
        | other -> failwith $"{other}"

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L)
        Assert.Equal(4, (Npz.tryReadWithin 32_000_512L path |> Result.defaultValue []).Length))

[<Fact>]
let ``no archive, an empty one, and a file cut anywhere`` () =
    inFile (fun path ->
        Numbers.refused "Npz.read" "there is no such file" (fun () -> Npz.read path)
        File.WriteAllBytes(path, [||])
        refused "it is damaged: " path
        Npz.write path []
        Assert.Empty(Npz.read path)
        Npz.write path (List.truncate 2 some)
        let bytes = File.ReadAllBytes path

        for length in 0 .. bytes.Length - 1 do
            File.WriteAllBytes(path, bytes[.. length - 1])
            Assert.True((Npz.tryRead path).IsError, $"{length}"))
