namespace Riemann.FSharp.Learning

open System
open System.Buffers.Binary
open System.IO
open System.Text
open Riemann.FSharp
open Riemann.Kernels

/// What an NPY file says of its array.
type NpyHeader =
    {
        /// The type of the elements in the file.
        Stored: StoredType
        /// Whether the first byte of an element is its highest.
        IsBigEndian: bool
        /// Whether the first index runs fastest.
        IsFortran: bool
        /// The lengths of the axes, which may be more elements than a tensor can have.
        Shape: int64 list
    }

    /// The number of elements.
    member header.Length: int64 = List.fold (*) 1L header.Shape

    /// The element type of the tensor that is read.
    member header.DType: DType = header.Stored.DType

/// Reads and writes headers of NPY files: \x93NUMPY, a version in two bytes, the length of what follows in 2 bytes
/// (version 1) or 4, and a Python dictionary, padded with spaces. Source: NumPy enhancement proposal 1 (Kern, 2007) and
/// numpy.lib.format.
module internal NpyHeaders =
    let private magic = [| 0x93uy; byte 'N'; byte 'U'; byte 'M'; byte 'P'; byte 'Y' |]

    /// Bytes of a dictionary, of which honest ones have about a hundred.
    let private longest = 1 <<< 20

    /// NumPy's limit.
    let private mostAxes = 64

    let private typeNames =
        [ "f2", StoredType.Float16
          "f4", StoredType.Float32
          "f8", StoredType.Float64
          "i1", StoredType.Int8
          "i2", StoredType.Int16
          "i4", StoredType.Int32
          "i8", StoredType.Int64
          "u1", StoredType.UInt8
          "u2", StoredType.UInt16
          "u4", StoredType.UInt32
          "u8", StoredType.UInt64
          "b1", StoredType.Bool ]

    let private exactly (stream: Stream) what length =
        let bytes: byte[] = Array.zeroCreate length
        let found = stream.ReadAtLeast(bytes.AsSpan(), length, false)
        if found < length then Reading.refuse $"it ends after {found} bytes of {what}" $"{length} bytes"
        bytes

    let private elementType (name: string) =
        let order, kind = if name <> "" && "<>|=".Contains name[0] then name[0], name[1..] else '<', name

        match List.tryFind (fun (known, _) -> known = kind) typeNames with
        | Some(_, stored) -> stored, order = '>'
        | None ->
            Reading.refuse
                $"its elements are of type '{name}'"
                ("one of " + String.concat ", " (List.map fst typeNames))

    let private shape (axes: PythonLiteral list) =
        let lengths =
            [ for axis in axes ->
                  match axis with
                  | PythonLiteral.Integer length when length >= 0L -> length
                  | _ -> Reading.refuse "its shape has an axis that is no length" "integers, 0 or more" ]

        if lengths.Length > mostAxes then Reading.refuse $"its shape has {lengths.Length} axes" $"at most {mostAxes}"

        // No product of some of the lengths overflows, also where another length is 0.
        let product = lengths |> List.fold (fun product length -> product * bigint (max 1L length)) 1I

        if product > bigint (Int64.MaxValue / 8L) then
            let text = lengths |> List.map string |> String.concat ", "
            Reading.refuse $"its shape is ({text})" "elements that fit into 2^63 bytes"

        lengths

    let private ofDictionary (items: (PythonLiteral * PythonLiteral) list) : NpyHeader =
        let find name =
            match items |> List.filter (fun (key, _) -> key = PythonLiteral.Text name) with
            | [ _, value ] -> value
            | found ->
                Reading.refuse
                    $"its header has {found.Length} entries '{name}'"
                    "descr, fortran_order and shape, each once"

        if items.Length <> 3 then
            Reading.refuse $"its header has {items.Length} entries" "descr, fortran_order and shape, each once"

        let stored, isBigEndian =
            match find "descr" with
            | PythonLiteral.Text name -> elementType name
            | _ -> Reading.refuse "its elements are records" "elements of one type"

        let isFortran =
            match find "fortran_order" with
            | PythonLiteral.Truth value -> value
            | _ -> Reading.refuse "its fortran_order is no truth value" "True or False"

        match find "shape" with
        | PythonLiteral.Tuple axes ->
            { Stored = stored; IsBigEndian = isBigEndian; IsFortran = isFortran; Shape = shape axes }
        | _ -> Reading.refuse "its shape is no tuple" "a tuple of lengths, such as (2, 3), (5,) or ()"

    /// The header at the beginning of a stream, and how many bytes it takes. Raises `Refused` where it is none.
    let read (stream: Stream) : NpyHeader * int64 =
        let start = exactly stream "its beginning" (magic.Length + 2)

        if start[.. magic.Length - 1] <> magic then
            Reading.refuse
                $"it begins with {Convert.ToHexString(start, 0, magic.Length)}"
                $"{Convert.ToHexString magic}, the sign of an NPY file"

        let version = start[magic.Length]

        if version < 1uy || version > 3uy || start[magic.Length + 1] <> 0uy then
            Reading.refuse $"it is of version {version}.{start[magic.Length + 1]}" "version 1.0, 2.0 or 3.0"

        let lengthBytes = exactly stream "the length of its header" (if version = 1uy then 2 else 4)

        let length =
            if version = 1uy then
                uint32 (BinaryPrimitives.ReadUInt16LittleEndian(ReadOnlySpan lengthBytes))
            else
                BinaryPrimitives.ReadUInt32LittleEndian(ReadOnlySpan lengthBytes)

        if length > uint32 longest then
            Reading.refuse $"its header promises to be {length} bytes long" $"at most {longest}"

        let bytes = exactly stream "its header" (int length)
        let text = (if version = 3uy then Encoding.UTF8 else Encoding.Latin1).GetString bytes

        match PythonLiteral.parse text with
        | PythonLiteral.Dictionary items -> ofDictionary items, int64 (start.Length + lengthBytes.Length) + int64 length
        | _ -> Reading.refuse "its header is no dictionary" "descr, fortran_order and shape, each once"

    /// The bytes of the header of an array that is written row-major and little-endian. The data begin at a multiple of 64.
    let format (array: NDArray) : byte[] =
        let stored = StoredType.ofDType array.DType
        let kind = typeNames |> List.find (fun (_, known) -> known = stored) |> fst
        let order = if stored.Size = 1 then '|' else '<'
        let lengths = Shapes.toList array.Shape |> List.map string |> String.concat ", "
        let axes = if array.Rank = 1 then $"({lengths},)" else $"({lengths})"
        let text = $"{{'descr': '{order}{kind}', 'fortran_order': False, 'shape': {axes}, }}"
        let before = magic.Length + 4
        let length = (before + text.Length + 1 + 63) / 64 * 64 - before
        let padded = text.PadRight(length - 1) + "\n"

        Array.concat [ magic; [| 1uy; 0uy; byte length; byte (length >>> 8) |]; Encoding.Latin1.GetBytes padded ]
