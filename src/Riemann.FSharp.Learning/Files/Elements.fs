namespace Riemann.FSharp.Learning

open System
open System.Buffers.Binary
open System.IO
open System.Runtime.InteropServices
open Riemann.FSharp
open Riemann.Kernels

/// Turns the bytes of a file into elements.
type internal Decode<'T> = delegate of source: ReadOnlySpan<byte> * target: Span<'T> -> unit

/// Elements row-major in a stream.
[<NoEquality; NoComparison>]
type internal StoredElements =
    {
        Type: StoredType
        IsBigEndian: bool
        Shape: Shape
        /// Whether the stream is known to be long enough: otherwise memory is asked for as bytes arrive, at most twice what
        /// has come so far.
        IsCertain: bool
    }

/// Reads and writes the elements of arrays, whatever the file around them.
module internal Elements =
    /// Elements that are read or written at a time.
    let private atOnce = 1 <<< 16

    let private reverse size (bytes: Span<byte>) =
        match size with
        | 2 ->
            let words = MemoryMarshal.Cast<byte, uint16> bytes
            BinaryPrimitives.ReverseEndianness(Span<uint16>.op_Implicit words, words)
        | 4 ->
            let words = MemoryMarshal.Cast<byte, uint32> bytes
            BinaryPrimitives.ReverseEndianness(Span<uint32>.op_Implicit words, words)
        | 8 ->
            let words = MemoryMarshal.Cast<byte, uint64> bytes
            BinaryPrimitives.ReverseEndianness(Span<uint64>.op_Implicit words, words)
        | _ -> ()

    let private load<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>
        (elements: StoredElements)
        (stream: Stream)
        (decode: Decode<'T>)
        : NDArray =
        let count, size = elements.Shape.Length, elements.Type.Size
        let buffer: byte[] = Array.zeroCreate (size * min atOnce count)
        let mutable values: 'T[] = Array.zeroCreate (if elements.IsCertain then count else min atOnce count)

        for start in 0..atOnce .. count - 1 do
            let part = min atOnce (count - start)
            let bytes = buffer.AsSpan(0, part * size)
            let found = stream.ReadAtLeast(bytes, bytes.Length, false)

            if found < bytes.Length then
                let found = int64 start * int64 size + int64 found
                Reading.refuse $"its data end after {found} bytes" $"{int64 count * int64 size} bytes of data"

            if elements.IsBigEndian then reverse size bytes

            if start + part > values.Length then
                Array.Resize(&values, int (min (int64 count) (2L * int64 values.Length)))

            decode.Invoke(Span<byte>.op_Implicit bytes, values.AsSpan(start, part))

        NDArray.Of(ReadOnlySpan values, elements.Shape)

    let inline private each ([<InlineIfLambda>] convert: 'From -> 'To) =
        Decode<'To>(fun source target ->
            let source = MemoryMarshal.Cast<byte, 'From> source

            for i in 0 .. target.Length - 1 do
                target[i] <- convert source[i])

    let private same<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType> =
        Decode<'T>(fun source target -> source.CopyTo(MemoryMarshal.AsBytes target))

    /// Kernels rely on truth values being 0 or 1.
    let private truth (value: byte) =
        if value > 1uy then Reading.refuse $"it holds the truth value {value}" "0 or 1"
        value = 1uy

    let private signed (value: uint64) =
        if value > uint64 Int64.MaxValue then Reading.refuse $"it holds {value}" $"integers up to {Int64.MaxValue}"
        int64 value

    /// The elements that come next in the stream. Raises `Refused` where it ends too early, and where a value is none of
    /// the tensor's type.
    let read (elements: StoredElements) (stream: Stream) : NDArray =
        match elements.Type with
        | StoredType.Float16 -> load elements stream (each (fun (value: Half) -> float32 value))
        | StoredType.BFloat16 ->
            load elements stream (each (fun (value: uint16) -> BitConverter.UInt32BitsToSingle(uint32 value <<< 16)))
        | StoredType.Float32 -> load<float32> elements stream same
        | StoredType.Float64 -> load<float> elements stream same
        | StoredType.Int8 -> load elements stream (each (fun (value: sbyte) -> int value))
        | StoredType.Int16 -> load elements stream (each (fun (value: int16) -> int value))
        | StoredType.UInt16 -> load elements stream (each (fun (value: uint16) -> int value))
        | StoredType.Int32 -> load<int> elements stream same
        | StoredType.Int64 -> load<int64> elements stream same
        | StoredType.UInt32 -> load elements stream (each (fun (value: uint32) -> int64 value))
        | StoredType.UInt64 -> load elements stream (each signed)
        | StoredType.UInt8 -> load<byte> elements stream same
        | StoredType.Bool -> load elements stream (each truth)

    let private store<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>
        (stream: Stream)
        (array: NDArray)
        =
        let values = array.ToArray<'T>()

        for start in 0..atOnce .. values.Length - 1 do
            let part = ReadOnlySpan(values, start, min atOnce (values.Length - start))
            stream.Write(MemoryMarshal.AsBytes part)

    /// The elements of an array, row-major and little-endian.
    let write (stream: Stream) (array: NDArray) =
        match array.DType with
        | DType.Float32 -> store<float32> stream array
        | DType.Float64 -> store<float> stream array
        | DType.Int32 -> store<int> stream array
        | DType.Int64 -> store<int64> stream array
        | DType.UInt8 -> store<byte> stream array
        | _ -> store<bool> stream array
