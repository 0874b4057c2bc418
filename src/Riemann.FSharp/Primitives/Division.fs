namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Division with a remainder, of floats and of integers.
module internal DivisionPrimitives =
    let private division name (kernel: NDArray * NDArray -> NDArray) push =
        let guarded x y =
            try
                kernel (x, y)
            with :? DivideByZeroException ->
                Fail.raise
                    name
                    (RiemannError.Value("an integer is divided by 0", "Tensor.cast DType.Float64 them first"))

        { Primitive.binary name [ Domain.Real; Domain.NonZero ] (Kernel.Binary(Func<_, _, _> guarded)) push with
            Shape = Rules.numbers }

    let floorDivide =
        { division "floorDivide" Elementwise.FloorDivide (fun _ _ _ _ -> id) with
            Derivative = fun _ _ _ -> LinearMap.zero }

    /// x minus a whole multiple of y, the quotient. It is taken from the exact remainder: x / y rounds, and may come
    /// out at an integer that it is below.
    let private remainder name kernel (quotient: Tensor -> Tensor -> Tensor -> Tensor) =
        let push (x: Tensor) (y: Tensor) z i =
            if i = 0 then id else fun t -> Primitive.apply2 Arithmetic.multiplyOrZero t (-(quotient x y z))

        division name kernel push

    let floored = remainder "remainder" Elementwise.Remainder (fun x y _ -> Primitive.apply2 floorDivide x y)
    let truncated = remainder "fmod" Elementwise.TruncatedRemainder (fun x y z -> round ((x - z) / y))

[<AutoOpen>]
module Division =
    open DivisionPrimitives

    type Tensor with
        /// `Tensor.remainder x y` is what division by y leaves of x, with the sign of y, as in Python; exact. For
        /// numbers of any type; the shapes broadcast. By 0 it is NaN for floats and an error for integers.
        static member remainder (x: Tensor) (y: Tensor) = Primitive.apply2 floored x y

        /// `Tensor.fmod x y` is what division by y leaves of x, with the sign of x, as F#'s own `%`; exact. Otherwise
        /// like `Tensor.remainder`.
        static member fmod (x: Tensor) (y: Tensor) = Primitive.apply2 truncated x y

        /// `Tensor.floorDivide x y` is the largest integer not above x / y, so that y times it and the remainder make
        /// x. For numbers of any type; the shapes broadcast. Its derivative is 0. By 0 it is as x / 0 for floats and
        /// an error for integers.
        static member floorDivide (x: Tensor) (y: Tensor) = Primitive.apply2 floorDivide x y
