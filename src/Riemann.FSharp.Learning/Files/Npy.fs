namespace Riemann.FSharp.Learning

open System.IO
open Riemann.FSharp
open Riemann.Kernels

/// Reads and writes NumPy's format for one array. Read are versions 1 to 3, both byte orders, row-major and Fortran order,
/// booleans, integers of 8 to 64 bits, signed or not, and floats of 16 to 64 bits: see `StoredType` for those that no
/// tensor has. Written is version 1, row-major and little-endian. Source: NumPy enhancement proposal 1 (Kern, 2007).
[<RequireQualifiedAccess>]
module Npy =
    let private kind = "an NPY file"

    /// A shape that a tensor can have.
    let internal shapeOf (lengths: int64 list) : Shape =
        let fitting = lengths |> List.filter (fun length -> length <= int64 System.Int32.MaxValue)

        match Shapes.ofArray [| for length in fitting -> int length |] with
        | Ok shape when fitting.Length = lengths.Length -> shape
        | _ ->
            let text = lengths |> List.map string |> String.concat ", "
            Reading.refuse $"its shape is ({text})" "at most 2147483647 elements in a tensor"

    /// An array from elements of which the last index of the shape, or in Fortran order the first, runs fastest.
    let internal readElements (header: NpyHeader) (lengths: int64 list) isCertain (stream: Stream) : Tensor =
        let elements =
            { Type = header.Stored
              IsBigEndian = header.IsBigEndian
              Shape = shapeOf (if header.IsFortran then List.rev lengths else lengths)
              IsCertain = isCertain }

        let array = Tensor(Elements.read elements stream, null)
        if header.IsFortran then Tensor.permute [ lengths.Length - 1 .. -1 .. 0 ] array else array

    /// The header, where it says as much as there is.
    let internal readHeader (stream: Stream) (length: int64) : NpyHeader * int64 =
        let header, start = NpyHeaders.read stream
        let promised = start + header.Length * int64 header.Stored.Size
        if promised <> length then Reading.refuse $"it is {length} bytes long" $"its header promises {promised}"
        header, start

    /// `Npy.tryRead path` is the array in a file. What the header says is checked against the file's length before memory
    /// is asked for. An array in Fortran order is a transposed view. A NaN is read as it is.
    let tryRead (path: string) : Result<Tensor, RiemannError> =
        Reading.attempt path kind (fun () ->
            use file = File.OpenRead path
            let header, _ = readHeader file file.Length
            readElements header header.Shape true file)

    /// `Npy.read path` is what `tryRead` reads. Raises where the file is not there or not as it should be.
    let read (path: string) : Tensor = tryRead path |> Fail.get "Npy.read"

    /// `Npy.tryHeader path` is what the file says of its array. No element is read.
    let tryHeader (path: string) : Result<NpyHeader, RiemannError> =
        Reading.attempt path kind (fun () ->
            use file = File.OpenRead path
            readHeader file file.Length |> fst)

    let internal writeTo (stream: Stream) (array: NDArray) =
        stream.Write(System.ReadOnlySpan(NpyHeaders.format array))
        Elements.write stream array

    /// `Npy.write path x` makes the file, or puts it in the place of another, at once. Raises where it cannot be written.
    let write (path: string) (x: Tensor) : unit =
        let array = x.Read()
        AtomicFile.write "Npy.write" path (fun file -> writeTo file array)
