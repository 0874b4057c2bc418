namespace Riemann.FSharp

open System
open Riemann.Kernels

/// What is known of a value before any kernel runs: its shape and its element type.
[<Struct; NoComparison>]
type Aval =
    { Shape: Shape
      DType: DType }

    override x.ToString() = $"{x.Shape} {x.DType.Name()}"

/// A setting of a primitive: an axis, a shape, a flag. Equal settings make equal primitives.
[<NoComparison>]
type Parameter =
    | Axis of int
    | Axes of int list
    | Dimensions of Shape
    | ElementType of DType
    | Number of string * int64
    | Real of string * float
    | Numbers of string * int list
    /// Plain data of a kind of their own, which say themselves what they equal.
    | Data of string * obj

/// Where a primitive is smooth in one operand, and what values the operand takes. It tells a reader
/// where a derivative exists, and the laws where to take samples.
[<RequireQualifiedAccess>]
type Domain =
    /// All real numbers.
    | Real
    /// The open interval.
    | Between of low: float * high: float
    /// All real numbers but the integers and the half-integers.
    | OffGrid
    /// All real numbers but zero.
    | NonZero
    /// Real numbers of which no two are equal, over all operands.
    | Distinct
    /// Truth values.
    | Truth
    /// Indices along an axis of this length.
    | Index of length: int
    /// Keys of the random number generator.
    | Key

module internal Domains =
    let pair = [ Domain.Real; Domain.Real ]

/// The kernel behind a primitive. Elementwise ones take their operands without an array.
[<RequireQualifiedAccess; NoEquality; NoComparison>]
type Kernel =
    /// One operand, which may be of either float type.
    | Unary of Func<NDArray, NDArray>
    /// Two operands of one element type, which may be either float type, broadcast against each other.
    | Binary of Func<NDArray, NDArray, NDArray>
    /// Anything else.
    | General of (NDArray[] -> NDArray)

module internal Kernel =
    /// A method of two operands as a kernel, called without a tuple.
    let inline binary ([<InlineIfLambda>] f: NDArray * NDArray -> NDArray) =
        Kernel.Binary(Func<_, _, _>(fun x y -> f (x, y)))
