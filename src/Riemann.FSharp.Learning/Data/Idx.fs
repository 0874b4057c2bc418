namespace Riemann.FSharp.Learning

open System
open System.Buffers.Binary
open System.IO
open Riemann.FSharp

/// <summary>An array of unsigned bytes, as an IDX file holds it.</summary>
type IdxArray =
    {
        /// The length of each axis, the outermost first.
        Dimensions: int list
        /// The elements in row-major order, as many as the product of <c>Dimensions</c>.
        Values: byte[]
    }

/// <summary>Why a file could not be read as IDX.</summary>
[<RequireQualifiedAccess>]
type IdxError =
    /// There is no such file.
    | Missing
    /// The system refused to read the file.
    | Unreadable of reason: string
    /// The file does not begin with two zero bytes.
    | NotIdx of first: byte * second: byte
    /// The elements are not unsigned bytes.
    | ElementType of code: byte
    /// The header names no axis.
    | NoAxis
    /// The header promises more elements than an array can hold.
    | TooLarge of dimensions: uint32 list
    /// The content ends after so many bytes of those that its header, as far as it goes, promises.
    | EndsEarly of found: int64 * expected: int64
    /// The content goes on after the bytes that its header promises.
    | GoesOn of expected: int64
    /// The file is a gzip stream that is damaged, ends early or is followed by other bytes.
    | DamagedGzip

/// <summary>
/// Reads the IDX format: 0, 0, element type, number of axes; then the length of each axis as a big-endian 32-bit
/// integer; then the elements. Source: LeCun, Cortes and Burges (1998), "The MNIST database of handwritten digits".
/// </summary>
[<RequireQualifiedAccess>]
module Idx =
    let private unsignedByte = 8uy

    /// <summary><c>malformed path error</c> is the error with the file, what was found and what is expected.</summary>
    let malformed (path: string) (error: IdxError) : RiemannError =
        let found, expected =
            match error with
            | IdxError.Missing -> "there is no such file", "an IDX file, plain or gzip"
            | IdxError.Unreadable reason -> $"the file cannot be read: {reason}", "an IDX file, plain or gzip"
            | IdxError.NotIdx(first, second) ->
                $"it begins with the bytes {first:X2} {second:X2}", "an IDX file begins with 00 00"
            | IdxError.ElementType code -> $"its elements are of type {code:X2}", "unsigned bytes are of type 08"
            | IdxError.NoAxis -> "its header has no axis", "an array has at least one"
            | IdxError.TooLarge sizes ->
                let sizes = sizes |> List.map string |> String.concat " x "
                $"its header promises {sizes} elements", $"an array holds at most {Array.MaxLength}"
            | IdxError.EndsEarly(found, expected) -> $"it ends after {found} bytes", $"its header promises {expected}"
            | IdxError.GoesOn expected -> $"it goes on after {expected} bytes", "its header promises no more"
            | IdxError.DamagedGzip ->
                "a gzip stream that is damaged, ends early or is followed by other bytes", "one whole gzip stream"

        RiemannError.Malformed(path, found, expected)

    let private headerLength axes = 4 + 4 * axes

    /// Reads on until the header has so many bytes.
    let private extend (stream: Stream) length (header: byte[]) =
        let longer = Array.zeroCreate length
        header.CopyTo(longer, 0)
        let rest = longer.AsSpan header.Length
        let found = header.Length + stream.ReadAtLeast(rest, rest.Length, false)

        if found = length then Ok longer else Error(IdxError.EndsEarly(found, length))

    let private numberOfAxes (magic: byte[]) =
        if magic[0] <> 0uy || magic[1] <> 0uy then Error(IdxError.NotIdx(magic[0], magic[1]))
        elif magic[2] <> unsignedByte then Error(IdxError.ElementType magic[2])
        elif magic[3] = 0uy then Error IdxError.NoAxis
        else Ok(int magic[3])

    let private dimensions (header: byte[]) =
        let sizes =
            [ for start in 4..4 .. header.Length - 4 ->
                  BinaryPrimitives.ReadUInt32BigEndian(ReadOnlySpan(header, start, 4)) ]

        let length = sizes |> List.fold (fun product size -> product * bigint size) 1I

        if length <= bigint Array.MaxLength && sizes |> List.forall (fun size -> size <= uint32 Int32.MaxValue) then
            Ok(sizes |> List.map int)
        else
            Error(IdxError.TooLarge sizes)

    /// The buffer grows with the bytes that arrive, so that a header that lies costs no memory.
    let private readValues (stream: Stream) start length =
        let mutable values = Array.zeroCreate (min length 65536)
        let mutable found = 0
        let mutable ended = false

        while found < length && not ended do
            if found = values.Length then Array.Resize(&values, int (min (int64 length) (2L * int64 found)))

            let count = stream.Read(values, found, values.Length - found)
            found <- found + count
            ended <- (count = 0)

        let expected = int64 start + int64 length

        if found < length then Error(IdxError.EndsEarly(int64 start + int64 found, expected))
        elif stream.ReadByte() >= 0 then Error(IdxError.GoesOn expected)
        else Ok values

    let private readArray stream =
        extend stream (headerLength 0) Array.empty
        |> Result.bind (fun magic ->
            numberOfAxes magic |> Result.bind (fun axes -> extend stream (headerLength axes) magic))
        |> Result.bind dimensions
        |> Result.bind (fun sizes ->
            readValues stream (headerLength sizes.Length) (List.fold (*) 1 sizes)
            |> Result.map (fun values -> { Dimensions = sizes; Values = values }))

    /// The array, and how long the content is, where it ended.
    let private readWhole stream =
        match readArray stream with
        | Ok array -> struct (Ok array, ValueSome(int64 (headerLength array.Dimensions.Length + array.Values.Length)))
        | Error(IdxError.EndsEarly(found, _)) as result -> result, ValueSome found
        | Error _ as result -> result, ValueNone

    /// <summary>
    /// <c>tryRead path</c> is the array in an IDX file of unsigned bytes, plain or gzip; which of the two, the file's
    /// first bytes say, not its name. It reads no further than one byte past what the header promises.
    /// </summary>
    let tryRead (path: string) : Result<IdxArray, IdxError> =
        try
            use file = File.OpenRead path
            Gzip.tryRead file readWhole |> Option.defaultValue (Error IdxError.DamagedGzip)
        with
        | :? FileNotFoundException
        | :? DirectoryNotFoundException -> Error IdxError.Missing
        | :? IOException as error -> Error(IdxError.Unreadable error.Message)
        | :? UnauthorizedAccessException as error -> Error(IdxError.Unreadable error.Message)

    /// <summary>
    /// <c>read path</c> is what <c>tryRead</c> reads. Raises where the file is not there or not as it should be, with the
    /// file, what was found and what is expected.
    /// </summary>
    let read (path: string) : IdxArray = tryRead path |> Result.mapError (malformed path) |> Fail.get "Idx.read"
