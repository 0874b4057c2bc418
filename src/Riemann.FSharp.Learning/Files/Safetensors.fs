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
    open Reading
    open SafetensorsHeader

    let private lengthBytes = 8

    let private elements (entry: SafetensorsEntry) : StoredElements =
        { Type = entry.Stored; IsBigEndian = false; Shape = entry.Shape; IsCertain = true }

    /// One tensor, from a stream that begins with its elements.
    let internal readTensor (entry: SafetensorsEntry) (stream: Stream) : Tensor =
        try
            Tensor(Elements.read (elements entry) stream, null)
        with Refused(found, expected) ->
            refuse $"{entry.Name}: {found}" expected

    /// The header, from the beginning of the file: the tensors, the metadata, and where the data begin.
    let internal readHeader (file: Stream) =
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

        entries, metadata, int64 lengthBytes + int64 length

    let private readWhole (file: Stream) : Safetensors =
        let entries, metadata, dataStart = readHeader file

        { Tensors =
            [ for entry in entries do
                  file.Position <- dataStart + entry.First
                  entry.Name, readTensor entry file ]
          Metadata = metadata }

    /// `Safetensors.tryRead path` are the tensors and strings of a file. Sizes, places and element types are checked before
    /// memory is asked for, which is never more than the file's length and one tensor more, as far as its elements are not
    /// widened: see `StoredType`. A NaN is read as it is. `SafetensorsFile` reads one tensor at a time.
    let tryRead (path: string) : Result<Safetensors, RiemannError> =
        attempt path "a safetensors file" (fun () ->
            use file = File.OpenRead path
            readWhole file)

    /// `Safetensors.read path` is what `tryRead` reads. Raises where the file is not there or not as it should be.
    let read (path: string) : Safetensors = tryRead path |> Fail.get "Safetensors.read"

    /// Each tensor with its place, those with the longest elements first, so that every element lies at a multiple of its
    /// own length.
    let private place (tensors: (string * Tensor) list) =
        let next first (name, tensor: Tensor) =
            let array = tensor.Read()
            let last = first + int64 array.Length * int64 (array.DType.Size())

            ({ Name = name; Stored = StoredType.ofDType array.DType; Shape = array.Shape; First = first; Last = last },
             array),
            last

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
            placed |> List.iter (snd >> Elements.write file))
