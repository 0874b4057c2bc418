module Riemann.FSharp.Learning.Tests.SafetensorsFileTests

open System
open System.IO
open System.Text
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private inFile (test: string -> unit) =
    Files.inNewFolder (fun folder -> test (Path.Combine(folder, "file.safetensors")))

[<Fact>]
let ``one tensor at a time, with headers and metadata`` () =
    inFile (fun path ->
        let tensors: (string * Tensor) list =
            [ "long", tensor [ Int64.MinValue; 7L ]
              "x", tensor [ [ 1.5f; nanf ]; [ -0.0f; infinityf ] ]
              "empty", Tensor.full DType.Float32 [ 0; 3 ] 0.0
              "truth", tensor [ true; false; true ] ]

        Safetensors.write path { Tensors = tensors; Metadata = Map [ "by", "a test" ] }
        use file = SafetensorsFile.openRead path
        Assert.Equal<string list>([ "long"; "x"; "empty"; "truth" ], file.Names)
        Assert.Equal<Map<string, string>>(Map [ "by", "a test" ], file.Metadata)
        Assert.Equal({ Stored = StoredType.Float32; Shape = [ 0; 3 ] }, snd file.Headers[2])

        for name, wanted in List.rev tensors do
            let found = file.Read name
            Assert.Equal((wanted.DType, wanted.Shape, string wanted), (found.DType, found.Shape, string found))

        Numbers.refused "SafetensorsFile.Read" "it has no tensor named y" (fun () -> file.Read "y"))

/// A file with one tensor of this type.
let private write path (dtype: string) (count: int) (data: byte[]) =
    let json = $"""{{"x":{{"dtype":"{dtype}","shape":[{count}],"data_offsets":[0,{data.Length}]}}}}"""
    let header = Encoding.UTF8.GetBytes json
    File.WriteAllBytes(path, Array.concat [ BitConverter.GetBytes(uint64 header.Length); header; data ])

[<Fact>]
let ``types that no tensor has are widened`` () =
    inFile (fun path ->
        let check dtype (wanted: Tensor) count data =
            write path dtype count data
            use file = SafetensorsFile.openRead path

            for found in [ file.Read "x"; snd (Safetensors.read path).Tensors.Head ] do
                Assert.Equal((wanted.DType, string wanted), (found.DType, string found))

        let bytes (values: 'T[]) (convert: 'T -> byte[]) = values |> Array.collect convert
        let halves = [| Half.op_Explicit 1.5f; Half.MinValue; Half.Epsilon; Half.NaN; Half.NegativeInfinity |]
        let wide = tensor [ 1.5f; -65504.0f; float32 (2.0 ** -24.0); nanf; -infinityf ]
        check "F16" wide 5 (bytes halves BitConverter.GetBytes)
        let upper (x: float32) = (BitConverter.GetBytes x)[2..]
        check "BF16" (tensor [ 1.5f; -infinityf; nanf; -0.0f ]) 4 (bytes [| 1.5f; -infinityf; nanf; -0.0f |] upper)
        check "I8" (tensor [ -128; 127 ]) 2 [| 128uy; 127uy |]
        check "I16" (tensor [ -32768; 32767 ]) 2 (bytes [| Int16.MinValue; Int16.MaxValue |] BitConverter.GetBytes)
        check "U16" (tensor [ 0; 65535 ]) 2 (bytes [| 0us; UInt16.MaxValue |] BitConverter.GetBytes)
        check "U32" (tensor [ 0L; 4294967295L ]) 2 (bytes [| 0u; UInt32.MaxValue |] BitConverter.GetBytes)
        check "U64" (tensor [ Int64.MaxValue ]) 1 (BitConverter.GetBytes(uint64 Int64.MaxValue))
        write path "U64" 1 (BitConverter.GetBytes UInt64.MaxValue)
        use file = SafetensorsFile.openRead path

        Numbers.refused "SafetensorsFile.Read" "x: it holds 18446744073709551615" (fun () -> file.Read "x"))

[<SparseFileFact>]
let ``of a file larger than memory one tensor is read`` () =
    inFile (fun path ->
        let length = 100_000_000_000L
        let size = length / 100L

        let entry i =
            $"\"t{i}\":{{\"dtype\":\"U8\",\"shape\":[{size}],\"data_offsets\":[{int64 i * size},{int64 (i + 1) * size}]}}"

        let small = $"\"small\":{{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[{length},{length + 2L}]}}"
        let header = Encoding.UTF8.GetBytes("{" + String.concat "," [ yield! List.init 100 entry; small ] + "}")

        let start = Array.append (BitConverter.GetBytes(uint64 header.Length)) header
        SparseFile.create path start length [| 7uy; 8uy |]

        use file = SafetensorsFile.openRead path
        Assert.Equal(101, file.Headers.Length)
        let before = GC.GetAllocatedBytesForCurrentThread()
        Assert.Equal<byte>([| 7uy; 8uy |], (file.Read "small").ToArray<byte>())
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 100_000L))

[<Fact>]
let ``what is no safetensors file is refused when it is opened`` () =
    inFile (fun path ->
        Numbers.refused "SafetensorsFile.openRead" "there is no such file" (fun () -> SafetensorsFile.openRead path)
        File.WriteAllText(path, "nothing")
        Numbers.refused "SafetensorsFile.openRead" "it ends after 7 bytes" (fun () -> SafetensorsFile.openRead path)
        File.Delete path)
