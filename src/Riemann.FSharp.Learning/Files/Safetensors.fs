namespace Riemann.FSharp.Learning

open System
open System.Buffers.Binary
open System.IO
open System.Runtime.InteropServices
open Riemann.FSharp
open Riemann.Kernels

/// What a safetensors file holds: tensors by name in the order of the file's header, and strings by name.
[<NoEquality; NoComparison>]
type Safetensors = { Tensors: (string * Tensor) list; Metadata: Map<string, string> }

/// Reads and writes the safetensors format: the length of the header as a little-endian 64-bit integer, the header in JSON,
/// then the elements of one tensor after the other, row-major and little-endian. Other programs read and write it too.
/// Source: the format's description in the repository huggingface/safetensors (2022).
[<RequireQualifiedAccess>]
module Safetensors =
    open SafetensorsHeader

    /// Elements that are read or written at a time.
    let private atOnce = 1 <<< 20

    let inline private forParts (values: 'T[]) ([<InlineIfLambda>] act: int -> int -> unit) =
        for start in 0..atOnce .. values.Length - 1 do
            act start (min atOnce (values.Length - start))

    let private readAs<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>
        (file: Stream)
        (shape: Shape)
        : NDArray =
        let values: 'T[] = Array.zeroCreate shape.Length
        forParts values (fun start count -> file.ReadExactly(MemoryMarshal.AsBytes(Span(values, start, count))))
        NDArray.Of(ReadOnlySpan values, shape)

    let private writeAs<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>
        (file: Stream)
        (array: NDArray)
        =
        let values = array.ToArray<'T>()
        forParts values (fun start count -> file.Write(MemoryMarshal.AsBytes(ReadOnlySpan(values, start, count))))

    /// Truth values are one byte each, 0 or 1, on which kernels rely.
    let private readTruths file (entry: SafetensorsEntry) =
        let bytes = readAs<byte> file entry.Shape

        match bytes.ToArray<byte>() |> Array.tryFind (fun value -> value > 1uy) with
        | Some value -> refuse $"{entry.Name} holds the truth value {value}" "0 or 1"
        | None -> Elementwise.Cast(bytes, DType.Bool)

    let private readTensor (file: Stream) dataStart (entry: SafetensorsEntry) =
        file.Position <- dataStart + entry.First

        let array =
            match entry.DType with
            | DType.Float32 -> readAs<float32> file entry.Shape
            | DType.Float64 -> readAs<float> file entry.Shape
            | DType.Int32 -> readAs<int> file entry.Shape
            | DType.Int64 -> readAs<int64> file entry.Shape
            | DType.UInt8 -> readAs<byte> file entry.Shape
            | _ -> readTruths file entry

        entry.Name, Tensor(array, null)

    let private writeArray (file: Stream) (array: NDArray) =
        match array.DType with
        | DType.Float32 -> writeAs<float32> file array
        | DType.Float64 -> writeAs<float> file array
        | DType.Int32 -> writeAs<int> file array
        | DType.Int64 -> writeAs<int64> file array
        | DType.UInt8 -> writeAs<byte> file array
        | _ -> writeAs<bool> file array

    let private lengthBytes = 8

    let private readWhole (file: Stream) : Safetensors =
        let start: byte[] = Array.zeroCreate lengthBytes

        if file.Length < int64 lengthBytes then
            refuse $"it ends after {file.Length} bytes" "the length of the header in 8 bytes"

        file.ReadExactly(start.AsSpan())
        let length = BinaryPrimitives.ReadUInt64LittleEndian(ReadOnlySpan start)
        let rest = file.Length - int64 lengthBytes

        if length > uint64 longest then
            refuse $"its header promises to be {length} bytes long" $"a header of at most {longest} bytes"

        if length > uint64 rest then
            refuse $"it ends after {file.Length} bytes" $"a header of {length} bytes after the first 8"

        let json: byte[] = Array.zeroCreate (int length)
        file.ReadExactly(json.AsSpan())
        let entries, metadata = parse (ReadOnlyMemory json) (rest - int64 length)

        { Tensors = [ for entry in entries -> readTensor file (int64 lengthBytes + int64 length) entry ]
          Metadata = metadata }

    /// `Safetensors.tryRead path` are the tensors and strings of a file. Sizes, places and element types are checked before
    /// memory is asked for, which is never more than the file's length and one tensor more. A NaN is read as it is.
    let tryRead (path: string) : Result<Safetensors, RiemannError> =
        let malformed found expected = Error(RiemannError.Malformed(path, found, expected))

        try
            use file = File.OpenRead path
            Ok(readWhole file)
        with
        | Refused(found, expected) -> malformed found expected
        | :? FileNotFoundException
        | :? DirectoryNotFoundException -> malformed "there is no such file" "a safetensors file"
        | error when AtomicFile.isRefusal error ->
            malformed $"the file cannot be read: {error.Message}" "a safetensors file"

    /// `Safetensors.read path` is what `tryRead` reads. Raises where the file is not there or not as it should be.
    let read (path: string) : Safetensors = tryRead path |> Fail.get "Safetensors.read"

    /// Each tensor with its place, those with the longest elements first, so that every element lies at a multiple of its
    /// own length.
    let private place (tensors: (string * Tensor) list) =
        let next first (name, tensor: Tensor) =
            let array = tensor.Read()
            let last = first + int64 array.Length * int64 (array.DType.Size())
            ({ Name = name; DType = array.DType; Shape = array.Shape; First = first; Last = last }, array), last

        tensors |> List.sortByDescending (fun (_, x) -> x.DType.Size()) |> List.mapFold next 0L |> fst

    /// `Safetensors.write path content` makes the file, or puts it in the place of another, at once: a run that ends in
    /// the middle leaves the old one. Raises where a name comes twice or is `__metadata__`, and where the file cannot be
    /// written.
    let write (path: string) (content: Safetensors) : unit =
        let refuse problem =
            Fail.raise "Safetensors.write" (RiemannError.Value(problem, "a name of its own for each tensor"))

        for name, count in content.Tensors |> List.countBy fst do
            if count > 1 then refuse $"two tensors are named {name}"
            if name = "__metadata__" then refuse "a tensor is named __metadata__"

        let placed = place content.Tensors
        let header = format (List.map fst placed) content.Metadata

        AtomicFile.write "Safetensors.write" path (fun file ->
            let start: byte[] = Array.zeroCreate lengthBytes
            BinaryPrimitives.WriteUInt64LittleEndian(start.AsSpan(), uint64 header.Length)
            file.Write(ReadOnlySpan start)
            file.Write(ReadOnlySpan header)
            placed |> List.iter (snd >> writeArray file))
