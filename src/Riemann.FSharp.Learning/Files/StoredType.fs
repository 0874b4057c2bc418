namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The types that elements have in files. Those that tensors do not have are widened when they are read: `DType` says to
/// what.
[<RequireQualifiedAccess>]
type StoredType =
    /// IEEE 754 binary16.
    | Float16
    /// The upper half of a binary32.
    | BFloat16
    | Float32
    | Float64
    | Int8
    | Int16
    | Int32
    | Int64
    | UInt8
    | UInt16
    | UInt32
    /// Read as Int64, and refused where a number is above 2^63 - 1.
    | UInt64
    /// One byte, 0 or 1.
    | Bool

    /// Bytes of one element.
    member stored.Size =
        match stored with
        | Float64
        | Int64
        | UInt64 -> 8
        | Float32
        | Int32
        | UInt32 -> 4
        | Float16
        | BFloat16
        | Int16
        | UInt16 -> 2
        | Int8
        | UInt8
        | Bool -> 1

    /// The element type of a tensor that such elements are read into: the same or, where there is none, one that holds
    /// their values.
    member stored.DType =
        match stored with
        | Float16
        | BFloat16
        | Float32 -> DType.Float32
        | Float64 -> DType.Float64
        | Int8
        | Int16
        | UInt16
        | Int32 -> DType.Int32
        | UInt32
        | UInt64
        | Int64 -> DType.Int64
        | UInt8 -> DType.UInt8
        | Bool -> DType.Bool

    /// The field's name of the type: float16, bfloat16, uint64, ...
    member stored.Name = (string stored).ToLowerInvariant()

[<RequireQualifiedAccess>]
module StoredType =
    /// `StoredType.ofDType dtype` is how a tensor's elements are written.
    let ofDType (dtype: DType) : StoredType =
        match dtype with
        | DType.Float32 -> StoredType.Float32
        | DType.Float64 -> StoredType.Float64
        | DType.Int32 -> StoredType.Int32
        | DType.Int64 -> StoredType.Int64
        | DType.UInt8 -> StoredType.UInt8
        | _ -> StoredType.Bool
