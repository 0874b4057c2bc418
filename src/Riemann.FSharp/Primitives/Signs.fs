namespace Riemann.FSharp

open Riemann.Kernels

module internal SignsPrimitives =
    /// Where it does not jump, it does not move with its second operand.
    let copySign =
        let push x _ z i =
            let slope: Tensor = if i = 0 then Tensor.Sign x * Tensor.Sign z else Tensor.Weak(0.0, z)
            fun t -> Primitive.apply2 Arithmetic.multiplyOrZero t slope

        Primitive.binary "copySign" [ Domain.NonZero; Domain.NonZero ] (Kernel.binary Elementwise.CopySign) push

[<AutoOpen>]
module Signs =
    open SignsPrimitives

    type Tensor with
        /// `Tensor.copySign x y` is the magnitude of x with the sign of y, which zeros and NaN have too. The shapes
        /// broadcast. The derivative in y is 0.
        static member copySign (x: Tensor) (y: Tensor) = Primitive.apply2 copySign x y

        /// `Tensor.heaviside atZero x` is 0 where x < 0, `atZero` at 0, 1 where x > 0, and NaN where x is. Its
        /// derivative is 0.
        static member heaviside (atZero: float) (x: Tensor) =
            let isZero = Tensor.equal x (Tensor.Weak(0.0, x))
            Tensor.where isZero (Tensor.Weak(atZero, x)) ((Tensor.Sign x + 1.0) * 0.5)
