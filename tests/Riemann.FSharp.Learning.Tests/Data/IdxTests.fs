module Riemann.FSharp.Learning.Tests.IdxTests

open System
open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private unsignedByte = 0x08uy
let private values = Array.init 24 (fun index -> byte (index * index))
let private small = Files.idx unsignedByte [ 2u; 3u; 4u ] values

let private readBytes (bytes: byte[]) =
    let path = Path.GetTempFileName()

    try
        File.WriteAllBytes(path, bytes)
        Idx.tryRead path
    finally
        File.Delete path

let private expectError error bytes = Assert.Equal(Error error, readBytes bytes)

[<Fact>]
let ``a plain file gives its axes and elements`` () =
    Assert.Equal(Ok { Dimensions = [ 2; 3; 4 ]; Values = values }, readBytes small)

[<Fact>]
let ``a gzip file is known by its bytes`` () =
    Assert.Equal(Ok { Dimensions = [ 2; 3; 4 ]; Values = values }, readBytes (Files.gzip small))

[<Fact>]
let ``an axis may be empty, whatever the others are`` () =
    let bytes = Files.idx unsignedByte [ 0u; 0x7fffffffu; 0x7fffffffu ] [||]
    Assert.Equal(Ok { Dimensions = [ 0; Int32.MaxValue; Int32.MaxValue ]; Values = [||] }, readBytes bytes)

[<Fact>]
let ``a file of more than one buffer is read whole`` () =
    let values = Array.init 200_003 (fun index -> byte (index % 251))
    let bytes = Files.idx unsignedByte [ 200_003u ] values
    let expected = Ok { Dimensions = [ 200_003 ]; Values = values }
    Assert.Equal(expected, readBytes bytes)
    Assert.Equal(expected, readBytes (Files.gzip bytes))

[<Fact>]
let ``a plain file cut anywhere says how far it goes`` () =
    for length in 0 .. small.Length - 1 do
        let expected =
            if length < 4 then 4
            elif length < 16 then 16
            else small.Length

        expectError (IdxError.EndsEarly(length, expected)) small[.. length - 1]

[<Fact>]
let ``a gzip file cut anywhere is an error`` () =
    let compressed = Files.gzip small

    for length in 2 .. compressed.Length - 1 do
        expectError IdxError.DamagedGzip compressed[.. length - 1]

[<Fact>]
let ``any changed byte of the content of a gzip file is an error`` () =
    let compressed = Files.gzip small

    for index in 10 .. compressed.Length - 1 do
        let damaged = Array.copy compressed
        damaged[index] <- damaged[index] ^^^ 0x10uy
        Assert.True((readBytes damaged).IsError, $"byte {index}")

[<Fact>]
let ``a gzip file whose content is cut says how far that goes`` () =
    for length in 0 .. small.Length - 1 do
        match readBytes (Files.gzip small[.. length - 1]) with
        | Error(IdxError.EndsEarly(found, _)) -> Assert.Equal(int64 length, found)
        | other -> failwith $"{length}: {other}"

[<Fact>]
let ``bytes after the last element are an error`` () =
    let longer = Array.append small [| 0uy |]
    expectError (IdxError.GoesOn small.Length) longer
    expectError (IdxError.GoesOn small.Length) (Files.gzip longer)

[<Fact>]
let ``bytes after a gzip stream are an error`` () =
    expectError IdxError.DamagedGzip (Array.append (Files.gzip small) [| 1uy; 2uy; 3uy |])

[<Fact>]
let ``a file of another kind is an error`` () =
    expectError (IdxError.NotIdx(byte 'P', byte 'N')) "PNG, perhaps"B
    expectError (IdxError.NotIdx(0uy, 1uy)) [| 0uy; 1uy; 8uy; 1uy; 0uy; 0uy; 0uy; 0uy |]

[<Theory>]
[<InlineData(0x00uy)>]
[<InlineData(0x09uy)>]
[<InlineData(0x0Duy)>]
let ``elements that are not unsigned bytes are an error`` (code: byte) =
    expectError (IdxError.ElementType code) (Files.idx code [ 1u ] [| 0uy; 0uy; 0uy; 0uy |])

[<Fact>]
let ``a header without axes is an error`` () = expectError IdxError.NoAxis (Files.idx unsignedByte [] [| 7uy |])

[<Fact>]
let ``sizes that no array can hold are an error, also where their product overflows`` () =
    for sizes in
        [ [ 0xffffffffu ]
          [ 0x7fffffffu ]
          [ 0u; 0x80000000u ]
          [ 65536u; 65536u ]
          [ 0x10000u; 0x10000u; 0x10000u; 0x10000u; 1u ]
          List.replicate 255 0xffffffffu ] do
        expectError (IdxError.TooLarge sizes) (Files.idx unsignedByte sizes values)

[<Fact>]
let ``a header that lies costs no memory`` () =
    for bytes in [ Files.idx unsignedByte [ 2_000_000_000u ] values ] |> List.collect (fun b -> [ b; Files.gzip b ]) do
        let before = GC.GetAllocatedBytesForCurrentThread()
        expectError (IdxError.EndsEarly(8L + 24L, 2_000_000_008L)) bytes
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L)

[<Fact>]
let ``a gzip file that unpacks to far more than its header promises is left at once`` () =
    let bomb = Files.gzip (Array.append small (Array.zeroCreate 50_000_000))
    let before = GC.GetAllocatedBytesForCurrentThread()
    expectError (IdxError.GoesOn small.Length) bomb
    Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L)

[<Fact>]
let ``a file that is not there, and a folder, are errors`` () =
    Files.inNewFolder (fun folder ->
        Assert.Equal(Error IdxError.Missing, Idx.tryRead (Path.Combine(folder, "none")))
        Assert.Equal(Error IdxError.Missing, Idx.tryRead (Path.Combine(folder, "none", "none")))

        match Idx.tryRead folder with
        | Error(IdxError.Unreadable _) -> ()
        | other -> failwith $"{other}")

[<Fact>]
let ``read raises the file, what was found and what is expected`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "images")
        File.WriteAllBytes(path, small[..29])
        let error = Assert.Throws<RiemannException>(fun () -> Idx.read path |> ignore)

        match error.Error with
        | RiemannError.Malformed(source, found, expected) ->
            Assert.Equal((path, "it ends after 30 bytes", "its header promises 40"), (source, found, expected))
        | other -> failwith $"{other}")
