module Riemann.FSharp.Learning.Tests.SafetensorsTests

open System
open System.IO
open System.Text
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private inFile (test: string -> unit) =
    Files.inNewFolder (fun folder -> test (Path.Combine(folder, "file.safetensors")))

let private bytesOf (header: string) (data: byte[]) =
    let json = Encoding.UTF8.GetBytes header
    Array.concat [ BitConverter.GetBytes(uint64 json.Length); json; data ]

let private tryBytes (bytes: byte[]) =
    let mutable result = Error(RiemannError.Value("", ""))

    inFile (fun path ->
        File.WriteAllBytes(path, bytes)
        result <- Safetensors.tryRead path)

    result

/// Asserts that the file is refused with these words.
let private refused (found: string) (expected: string) bytes =
    match tryBytes bytes with
    | Error(RiemannError.Malformed(_, actualFound, actualExpected)) ->
        Assert.Equal((found, expected), (actualFound, actualExpected))
    | other -> failwith $"{other}"

let private all: (string * Tensor) list =
    [ "bytes", tensor [ 0uy; 255uy; 7uy ]
      "a.truth", tensor [ [ true; false ]; [ false; true ] ]
      "ünïcode \"name\"", tensor [ 1.5f; nanf; -0.0f; infinityf ]
      "scalar", tensor -2.25
      "int", tensor [ [ Int32.MinValue; Int32.MaxValue ] ]
      "long", tensor [ Int64.MinValue; 1L; Int64.MaxValue ]
      "empty", Tensor.full DType.Float32 [ 0; 3 ] 0.0
      "view", (Tensor.transpose (tensor [ [ 1.0; 2.0; 3.0 ]; [ 4.0; 5.0; 6.0 ] ]))
      "spread", Tensor.full DType.Float64 [ 2; 2 ] 3.0 ]

[<Fact>]
let ``every element type comes back as it was, views and empty tensors too`` () =
    inFile (fun path ->
        let metadata = Map [ "by", "a test"; "ü", "\n\"" ]
        Safetensors.write path { Tensors = all; Metadata = metadata }
        let back = Safetensors.read path
        Assert.Equal<Map<string, string>>(metadata, back.Metadata)
        Assert.Equal<Set<string>>(set (List.map fst all), set (List.map fst back.Tensors))

        for name, found in back.Tensors do
            let wanted = Map.ofList all |> Map.find name
            Assert.Equal((wanted.DType, wanted.Shape, string wanted), (found.DType, found.Shape, string found))

        let exact = (Map.find "long" (Map.ofList back.Tensors)).ToArray<int64>()
        Assert.Equal<int64>([| Int64.MinValue; 1L; Int64.MaxValue |], exact)
        Assert.Equal<string>([ path ], Directory.GetFiles(Path.GetDirectoryName path)))

[<Fact>]
let ``the bytes are those of the format`` () =
    inFile (fun path ->
        Safetensors.write
            path
            { Tensors = [ "b", tensor [ true ]; "a", tensor [ 1.0f ] ]; Metadata = Map [ "k", "v" ] }

        let bytes = File.ReadAllBytes path
        let length = int (BitConverter.ToUInt64(bytes, 0))
        Assert.Equal(0, (8 + length) % 8)

        let header =
            """{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"BOOL","shape":[1],"data_offsets":[4,5]}}"""

        Assert.Equal(header, Encoding.UTF8.GetString(bytes, 8, length).TrimEnd ' ')
        Assert.Equal<byte>([| 0uy; 0uy; 0x80uy; 0x3fuy; 1uy |], bytes[8 + length ..]))

[<Fact>]
let ``a file without tensors, and one that another program wrote`` () =
    match tryBytes (bytesOf "{}" [||]) with
    | Ok file -> Assert.True(file.Tensors.IsEmpty && file.Metadata.IsEmpty)
    | Error error -> failwith $"{error}"

    let header =
        """{"w":{"shape":[2],"data_offsets":[2,10],"dtype":"I32"},"v":{"dtype":"U8","shape":[2,1],"data_offsets":[0,2]}}   """

    match tryBytes (bytesOf header [| 5uy; 6uy; 1uy; 0uy; 0uy; 0uy; 0xffuy; 0xffuy; 0xffuy; 0xffuy |]) with
    | Ok { Tensors = [ "w", w; "v", v ] } ->
        Assert.Equal<int>([| 1; -1 |], w.ToArray<int>())
        Assert.Equal<byte>([| 5uy; 6uy |], v.ToArray<byte>())
        Assert.Equal<int list>([ 2; 1 ], v.Shape)
    | other -> failwith $"{other}"

[<Fact>]
let ``a file cut anywhere is an error`` () =
    inFile (fun path ->
        Safetensors.write path { Tensors = all; Metadata = Map.empty }
        let bytes = File.ReadAllBytes path

        for length in 0 .. bytes.Length - 1 do
            match tryBytes bytes[.. length - 1] with
            | Error(RiemannError.Malformed _) -> ()
            | other -> failwith $"{length}: {other}")

[<Fact>]
let ``any changed byte of the header gives a file or a clear error`` () =
    inFile (fun path ->
        Safetensors.write path { Tensors = List.truncate 4 all; Metadata = Map [ "a", "b" ] }
        let bytes = File.ReadAllBytes path
        let length = int (BitConverter.ToUInt64(bytes, 0))

        for place in 0 .. length + 7 do
            for change in [ 0x01uy; 0x10uy; 0x80uy ] do
                let damaged = Array.copy bytes
                damaged[place] <- damaged[place] ^^^ change
                File.WriteAllBytes(path, damaged)

                match Safetensors.tryRead path with
                | Ok _
                | Error(RiemannError.Malformed _) -> ()
                | other -> failwith $"{place}: {other}")

[<Fact>]
let ``a header that lies about lengths costs no memory`` () =
    let huge = "1000000000"
    let header = $"""{{"a":{{"dtype":"F64","shape":[{huge}],"data_offsets":[0,8{huge[1..]}]}}}}"""
    let long = Array.append (BitConverter.GetBytes 90_000_000UL) "{}      "B

    for bytes in [ bytesOf header [| 0uy |]; long ] do
        let before = GC.GetAllocatedBytesForCurrentThread()
        Assert.True((tryBytes bytes).IsError)
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 1_000_000L)

let private one dtype shape offsets = $"""{{"a":{{"dtype":"{dtype}","shape":{shape},"data_offsets":{offsets}}}}}"""

let private fields = "dtype, shape and data_offsets of every tensor"

[<Fact>]
let ``lies of the header, each in its words`` () =
    refused "it ends after 3 bytes" "the length of the header in 8 bytes" [| 1uy; 2uy; 3uy |]
    let promise (length: uint64) = Array.append (BitConverter.GetBytes length) "{}"B
    refused "it ends after 10 bytes" "a header of 3 bytes after the first 8" (promise 3UL)

    let tooLong = "a header of at most 100000000 bytes"
    refused "its header promises to be 18446744073709551615 bytes long" tooLong (promise UInt64.MaxValue)
    refused "its header promises to be 100000001 bytes long" tooLong (promise 100_000_001UL)
    refused "its header is no object" "a JSON object" (bytesOf "[]" [||])
    refused "a is not an object" fields (bytesOf """{"a":1}""" [||])
    refused "a has no dtype" fields (bytesOf """{"a":{}}""" [||])
    let types = "one of F16, BF16, F32, F64, I8, I16, I32, I64, U8, U16, U32, U64, BOOL"
    refused "a is of type C64" types (bytesOf (one "C64" "[1]" "[0,8]") (Array.zeroCreate 8))
    let integers = "a list of integers, 0 or more"
    refused "the shape of a is [-1]" integers (bytesOf (one "U8" "[-1]" "[0,1]") [| 0uy |])
    refused "the shape of a is [1.5]" integers (bytesOf (one "U8" "[1.5]" "[0,1]") [| 0uy |])
    refused "the shape of a is 1" integers (bytesOf (one "U8" "1" "[0,1]") [| 0uy |])
    refused "the shape of a is [1e99]" integers (bytesOf (one "U8" "[1e99]" "[0,1]") [| 0uy |])
    let most = "at most 2147483647 elements"
    refused "a has the shape [65536; 65536]" most (bytesOf (one "U8" "[65536,65536]" "[0,1]") [| 0uy |])
    refused "a has the shape [4294967296; 0]" most (bytesOf (one "U8" "[4294967296,0]" "[0,0]") [||])
    let place = "the first byte and the end of 4 bytes"
    refused "a lies at [0, 3]" place (bytesOf (one "F32" "[1]" "[0,3]") (Array.zeroCreate 3))
    refused "a lies at [8, 4]" place (bytesOf (one "F32" "[1]" "[8,4]") (Array.zeroCreate 8))
    refused "a lies at [4]" place (bytesOf (one "F32" "[1]" "[4]") (Array.zeroCreate 8))

    refused
        "the data are 5 bytes"
        "the tensors of its header have 4"
        (bytesOf (one "F32" "[]" "[0,4]") (Array.zeroCreate 5))

    refused
        "the data are 3 bytes"
        "the tensors of its header have 4"
        (bytesOf (one "F32" "[]" "[0,4]") (Array.zeroCreate 3))

    let two first second =
        let entry name offsets = $"\"{name}\":{{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":{offsets}}}"
        bytesOf ("{" + entry "a" first + "," + entry "b" second + "}") (Array.zeroCreate 4)

    refused "b begins at byte 1 of the data, inside another" "one after the other" (two "[0,2]" "[1,3]")
    refused "bytes 0 to 1 of the data are no tensor's" "no gap before a" (two "[1,3]" "[3,5]")
    refused "the metadata k is 1" "a string" (bytesOf """{"__metadata__":{"k":1}}""" [||])
    refused "its header names a twice" "each name once" (bytesOf """{"a":{},"a":{}}""" [||])
    refused "a: it holds the truth value 2" "0 or 1" (bytesOf (one "BOOL" "[1]" "[0,1]") [| 2uy |])

[<Fact>]
let ``what is no JSON, or no Unicode, is an error`` () =
    let starts (words: string) bytes =
        match tryBytes bytes with
        | Error(RiemannError.Malformed(_, found, _)) -> Assert.StartsWith(words, found)
        | other -> failwith $"{other}"

    starts "its header is no JSON: " (bytesOf "" [||])
    starts "its header is no JSON: " (bytesOf "{\"a\":" [||])
    starts "its header is no JSON: " (bytesOf (String.replicate 1000 "[") [||])
    starts "its header is damaged: " (bytesOf """{"\ud800":{}}""" [||])

[<Fact>]
let ``a file that is not there, a folder, and names that are not names`` () =
    Files.inNewFolder (fun folder ->
        Numbers.refused "Safetensors.read" "there is no such file" (fun () ->
            Safetensors.read (Path.Combine(folder, "no")))

        Numbers.refused "Safetensors.read" "the file cannot be read: " (fun () -> Safetensors.read folder)

        let write names =
            Safetensors.write folder { Tensors = [ for name in names -> name, tensor 1.0 ]; Metadata = Map.empty }

        Numbers.refused "Safetensors.write" "two tensors are named a" (fun () -> write [ "a"; "a" ])
        Numbers.refused "Safetensors.write" "a tensor is named __metadata__" (fun () -> write [ "__metadata__" ])
        Numbers.refused "Safetensors.write" "cannot be written" (fun () -> write [ "a" ]))

[<Fact>]
let ``what fails in the middle leaves the old file`` () =
    inFile (fun path ->
        Safetensors.write path { Tensors = [ "a", tensor 1.0 ]; Metadata = Map.empty }
        let before = File.ReadAllBytes path

        // Inside vmap a tensor is not one array.
        let write (x: Tensor) =
            Safetensors.write path { Tensors = [ "a", x ]; Metadata = Map.empty }
            x

        Assert.Throws<RiemannException>(fun () -> vmap write (tensor [ 1.0; 2.0 ]) |> ignore) |> ignore
        Assert.Equal<byte>(before, File.ReadAllBytes path))
