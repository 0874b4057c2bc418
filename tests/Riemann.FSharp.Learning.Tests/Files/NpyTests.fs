module Riemann.FSharp.Learning.Tests.NpyTests

open System
open System.IO
open System.Text
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private inFile (test: string -> unit) = Files.inNewFolder (fun folder -> test (Path.Combine(folder, "file.npy")))

let private tryBytes (bytes: byte[]) =
    let mutable result = Error(RiemannError.Value("", ""))

    inFile (fun path ->
        File.WriteAllBytes(path, bytes)
        result <- Npy.tryRead path)

    result

let private magic = [| 0x93uy; yield! "NUMPY"B |]

/// A file with this header, as it stands, and these data.
let private bytesOf (header: string) (data: byte[]) =
    let text = Encoding.Latin1.GetBytes header
    Array.concat [ magic; [| 1uy; 0uy; byte text.Length; byte (text.Length >>> 8) |]; text; data ]

let private header descr order shape = $"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"

let private refused (found: string) (expected: string) bytes =
    match tryBytes bytes with
    | Error(RiemannError.Malformed(_, actualFound, actualExpected)) ->
        Assert.Equal((found, expected), (actualFound, actualExpected))
    | other -> failwith $"{other}"

[<Fact>]
let ``the bytes are those of the format`` () =
    inFile (fun path ->
        Npy.write path (tensor [ 1.0f; 2.0f ])
        let bytes = File.ReadAllBytes path
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
        Assert.Equal<byte>([| yield! magic; 1uy; 0uy; 118uy; 0uy |], bytes[..9])
        Assert.Equal(text.PadRight 117 + "\n", Encoding.ASCII.GetString(bytes, 10, 118))
        Assert.Equal<byte>([| 0uy; 0uy; 0x80uy; 0x3fuy; 0uy; 0uy; 0uy; 0x40uy |], bytes[128..])
        Assert.Equal<string>([ path ], Directory.GetFiles(Path.GetDirectoryName path))

        match Npy.tryHeader path with
        | Ok header ->
            Assert.Equal((StoredType.Float32, [ 2L ], 2L), (header.Stored, header.Shape, header.Length))
            Assert.False(header.IsBigEndian || header.IsFortran)
        | Error error -> failwith $"{error}")

[<Fact>]
let ``every element type comes back as it was, views and empty tensors too`` () =
    inFile (fun path ->
        for x in
            [ tensor [ nanf; -0.0f; infinityf ]
              tensor 2.5
              tensor [ [ Int32.MinValue; Int32.MaxValue ] ]
              tensor [ Int64.MinValue; Int64.MaxValue ]
              tensor [ 0uy; 255uy ]
              tensor [ true; false ]
              Tensor.full DType.Float32 [ 3; 0; 2 ] 0.0
              Tensor.full DType.Float64 [ 2; 2 ] 3.0
              Tensor.transpose (tensor [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ] ])
              Tensor.arangeOf DType.Int64 0.0 200_003.0 1.0 ] do
            Npy.write path x
            let back = Npy.read path
            Assert.Equal((x.DType, x.Shape, string x), (back.DType, back.Shape, string back))

        let last = (Npy.read path).ToArray<int64>()
        Assert.Equal<int64>(Array.init 200_003 int64, last))

[<Fact>]
let ``the header may be spelled in any way that Python allows`` () =
    for text in
        [ "{\"shape\":(2L,),'fortran_order' :False,'descr':'<i2'}"
          "{'descr': 'i2', 'fortran_order': False, 'shape': (2,)}   "
          "\n{\t'descr': '=i2', 'fortran_order': True, 'shape': ((2) , ), }" ] do
        match tryBytes (bytesOf text [| 1uy; 0uy; 0xfeuy; 0xffuy |]) with
        | Ok x -> Assert.Equal<int>([| 1; -2 |], x.ToArray<int>())
        | Error error -> failwith $"{text}: {error}"

[<Fact>]
let ``what is no element of a tensor is refused`` () =
    let one descr = header $"'{descr}'" "False" "(1,)"
    refused "it holds the truth value 2" "0 or 1" (bytesOf (one "|b1") [| 2uy |])

    let largest = $"integers up to {Int64.MaxValue}"
    refused "it holds 18446744073709551615" largest (bytesOf (one "<u8") (Array.create 8 255uy))
    refused "it holds 9223372036854775808" largest (bytesOf (one ">u8") [| 0x80uy; yield! Array.zeroCreate 7 |])

    let kinds = "one of f2, f4, f8, i1, i2, i4, i8, u1, u2, u4, u8, b1"

    for name in [ "<c8"; "|O"; "<U3"; "|S4"; "<M8[s]"; "<f16"; "|V8"; ""; ">"; "<i" ] do
        refused $"its elements are of type '{name}'" kinds (bytesOf (one name) (Array.zeroCreate 16))

    refused "its elements are records" "elements of one type" (bytesOf (header "[('a', '<f4')]" "False" "(1,)") [||])

[<Fact>]
let ``lies of the header, each in its words`` () =
    let valid = header "'<f4'" "False" "(2,)"
    refused "it ends after 3 bytes of its beginning" "8 bytes" magic[..2]

    refused
        "it begins with 504B03040000"
        "934E554D5059, the sign of an NPY file"
        [| 0x50uy; 0x4buy; 3uy; 4uy; 0uy; 0uy; 0uy; 0uy |]

    refused "it is of version 4.0" "version 1.0, 2.0 or 3.0" [| yield! magic; 4uy; 0uy |]
    refused "it is of version 1.7" "version 1.0, 2.0 or 3.0" [| yield! magic; 1uy; 7uy |]
    refused "it ends after 1 bytes of the length of its header" "4 bytes" [| yield! magic; 2uy; 0uy; 0uy |]

    refused
        "its header promises to be 4294967295 bytes long"
        "at most 1048576"
        [| yield! magic; 3uy; 0uy; 255uy; 255uy; 255uy; 255uy |]

    refused "it ends after 2 bytes of its header" "256 bytes" [| yield! magic; 1uy; 0uy; 0uy; 1uy; 1uy; 1uy |]
    refused "it is 75 bytes long" "its header promises 76" (bytesOf valid (Array.zeroCreate 7))
    refused "it is 77 bytes long" "its header promises 76" (bytesOf valid (Array.zeroCreate 9))

    let entries = "descr, fortran_order and shape, each once"
    refused "its header is no dictionary" entries (bytesOf "(1, 2)" [||])
    refused "its header has 2 entries" entries (bytesOf "{'descr': '<f4', 'shape': ()}" [||])
    refused "its header has 2 entries 'descr'" entries (bytesOf "{'descr': '<f4', 'descr': '<f4', 'shape': ()}" [||])
    refused "its fortran_order is no truth value" "True or False" (bytesOf (header "'<f4'" "1" "()") [||])
    let tuple = "a tuple of lengths, such as (2, 3), (5,) or ()"
    refused "its shape is no tuple" tuple (bytesOf (header "'<f4'" "False" "(2)") [||])
    let lengths = "integers, 0 or more"
    refused "its shape has an axis that is no length" lengths (bytesOf (header "'<f4'" "False" "(2, -1)") [||])
    refused "its shape has an axis that is no length" lengths (bytesOf (header "'<f4'" "False" "('2',)") [||])
    let many = String.replicate 65 "1, "
    refused "its shape has 65 axes" "at most 64" (bytesOf (header "'<f4'" "False" $"({many})") [||])

    refused
        "its shape is (4294967296, 4294967296, 0)"
        "elements that fit into 2^63 bytes"
        (bytesOf (header "'<f4'" "False" "(4294967296, 4294967296, 0)") [||])

    refused
        "its shape is (4294967296, 0)"
        "at most 2147483647 elements in a tensor"
        (bytesOf (header "'<f4'" "False" "(4294967296, 0)") [||])

[<Fact>]
let ``what is no literal of Python says where`` () =
    let at found expected text = refused found expected (bytesOf text [||])
    at "its header has the end at character 0" "a string, an integer, True, False, None, (, [ or {" ""

    at
        "its header has the character 'f' at character 10"
        "a string, an integer, True, False, None, (, [ or {"
        "{'descr': f}"

    at "its header has the end at character 8" "':'" "{'descr'"
    at "its header has the end at character 7" "the closing ' of a string" "{'descr"
    at "its header has the character 'x' at character 3" "the end of the header" "{} x"

    at
        "its header has the character '[' at character 17"
        "at most 16 brackets within each other"
        (String.replicate 999 "[")

    at "its header has the number 99999999999999999999" "an integer of 64 bits" "(99999999999999999999,)"
    at "its header has the character 'n' at character 2" "\\\\, \\' or \\\"" "'\\n'"

[<Fact>]
let ``a file cut anywhere is an error, and a header that lies costs no memory`` () =
    inFile (fun path ->
        Npy.write path (tensor [ 1.0; 2.0; 3.0 ])
        let bytes = File.ReadAllBytes path

        for length in 0 .. bytes.Length - 1 do
            match tryBytes bytes[.. length - 1] with
            | Error(RiemannError.Malformed _) -> ()
            | other -> failwith $"{length}: {other}"

        let before = GC.GetAllocatedBytesForCurrentThread()
        let lying = bytesOf (header "'<f8'" "False" "(1000000000,)") (Array.zeroCreate 1000)
        Assert.True((tryBytes lying).IsError)
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L))

[<Fact>]
let ``a file that is not there, a folder, and a folder to write into`` () =
    Files.inNewFolder (fun folder ->
        Numbers.refused "Npy.read" "there is no such file" (fun () -> Npy.read (Path.Combine(folder, "no")))
        Numbers.refused "Npy.read" "the file cannot be read: " (fun () -> Npy.read folder)
        Numbers.refused "Npy.write" "cannot be written" (fun () -> Npy.write folder (tensor 1.0)))
