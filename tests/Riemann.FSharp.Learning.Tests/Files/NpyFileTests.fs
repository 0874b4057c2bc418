module Riemann.FSharp.Learning.Tests.NpyFileTests

open System
open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private inFile (test: string -> unit) = Files.inNewFolder (fun folder -> test (Path.Combine(folder, "file.npy")))

[<Fact>]
let ``rows are those of the whole array`` () =
    inFile (fun path ->
        let x = Tensor.reshape [ 7; 3; 2 ] (Tensor.arangeOf DType.Float32 0.0 42.0 1.0)
        Npy.write path x
        use file = NpyFile.openRead path
        Assert.Equal<int64 list>([ 7L; 3L; 2L ], file.Header.Shape)
        Assert.Equal(string x, string (file.Read()))

        for first, count in [ 0, 7; 2, 3; 6, 1; 7, 0; 0, 0 ] do
            let rows = file.Rows(int64 first, count)
            Assert.Equal<int list>([ count; 3; 2 ], rows.Shape)

            Assert.Equal<float32>(
                (x.ToArray<float32>())[first * 6 .. (first + count) * 6 - 1],
                rows.ToArray<float32>()
            ))

[<Fact>]
let ``rows that are not there are refused, and so is what is no NPY file`` () =
    inFile (fun path ->
        Npy.write path (tensor [ 1.0; 2.0; 3.0 ])
        use file = NpyFile.openRead path

        for first, count in [ -1L, 1; 0L, 4; 3L, 1; 0L, -1; Int64.MaxValue, 1; 1L, Int32.MaxValue ] do
            Numbers.refused "NpyFile.Rows" "the array has 3 rows" (fun () -> file.Rows(first, count))

        let scalar = path + ".scalar"
        Npy.write scalar (tensor 1.0)
        use file = NpyFile.openRead scalar
        Numbers.refused "NpyFile.Rows" "the array has no axes" (fun () -> file.Rows(0L, 1))
        Assert.Equal(1.0, file.Read().ToFloat())

        File.WriteAllBytes(path, [||])
        Numbers.refused "NpyFile.openRead" "it ends after 0 bytes of its beginning" (fun () -> NpyFile.openRead path)
        File.Delete path
        Numbers.refused "NpyFile.openRead" "there is no such file" (fun () -> NpyFile.openRead path))

[<SparseFileFact>]
let ``a part of a file with more elements than a tensor can have`` () =
    inFile (fun path ->
        let rows, columns = 3_000_000L, 1000
        let header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({rows}, {columns}), }}\n"
        let text = Text.Encoding.ASCII.GetBytes header
        let start = [| 0x93uy; yield! "NUMPY"B; 1uy; 0uy; byte text.Length; 0uy; yield! text |]
        SparseFile.create path start ((rows - 1L) * int64 columns) (Array.init columns byte)
        use file = NpyFile.openRead path
        let before = GC.GetAllocatedBytesForCurrentThread()
        let last = file.Rows(rows - 2L, 2)
        Assert.Equal<byte>(Array.append (Array.zeroCreate columns) (Array.init columns byte), last.ToArray<byte>())
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0L, 100_000L)
        Numbers.refused "NpyFile.Read" "at most 2147483647 elements in a tensor" (fun () -> file.Read()))
