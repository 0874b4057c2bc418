namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Numbers beside tensors, such as the 2 of `2.0 * x`. The same few occur in every step of a program, so the
/// latest of each hash is kept; entries are immutable and replaced whole, which is safe on any thread.
module internal Scalars =
    [<AllowNullLiteral>]
    type private Entry(number: float, dtype: DType, array: NDArray) =
        member _.Array = array

        /// Compared by bits, so that 0.0 and -0.0 are two numbers and NaN is one.
        member _.Is(other: float, otherType: DType) =
            BitConverter.DoubleToInt64Bits other = BitConverter.DoubleToInt64Bits number && otherType = dtype

    let private entries: Entry[] = Array.zeroCreate 64

    /// The number as an array without axes.
    let array (number: float) (dtype: DType) =
        let bits = BitConverter.DoubleToInt64Bits number
        let place = int ((uint64 bits * 0x9E3779B97F4A7C15UL) >>> 58)
        let entry = entries[place]

        if not (isNull entry) && entry.Is(number, dtype) then
            entry.Array
        else
            let entry = Entry(number, dtype, NDArray.Scalar(dtype, number))
            entry.Array.Show() // kept beyond the transformation that asked first
            entries[place] <- entry
            entry.Array
