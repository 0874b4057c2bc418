namespace Riemann.FSharp

open System
open Riemann.Kernels

/// What belongs to sin, cos and atan2, which are F#'s own, in Core/Tensor.fs.
module internal TrigonometricPrimitives =
    /// The derivative of sinc of an order from 0 on: as a quotient it would not be smooth at 0.
    let rec sinc (order: int) : Primitive =
        let slope x = Primitive.apply1 (sinc (order + 1)) x

        { Primitive.unary "sinc" Domain.Real (fun x -> Elementwise.SincDerivative(x, order)) (Slope.OfOperand slope) with
            Parameters = [ Number("order", int64 order) ] }

    let hypot =
        let push x y z i =
            let own: Tensor = if i = 0 then x else y
            fun t -> Primitive.apply2 Arithmetic.multiplyOrZero t (own / z)

        Primitive.binary "hypot" [ Domain.NonZero; Domain.NonZero ] (Kernel.binary Elementwise.Hypot) push

[<AutoOpen>]
module Trigonometric =
    open TrigonometricPrimitives

    type Tensor with
        /// `Tensor.sinc x` is sin (pi x) / (pi x), and 1 at 0, with derivatives of every order there too; at most
        /// 2 ulp off.
        static member sinc(x: Tensor) = Primitive.apply1 (sinc 0) x

        /// `Tensor.hypot x y` is sqrt (x x + y y), which overflows only where the result does. The shapes broadcast.
        /// The derivative is NaN at the origin.
        static member hypot (x: Tensor) (y: Tensor) = Primitive.apply2 hypot x y

        /// `Tensor.degreesToRadians x` is x pi / 180.
        static member degreesToRadians(x: Tensor) = x * (Math.PI / 180.0)

        /// `Tensor.radiansToDegrees x` is x 180 / pi.
        static member radiansToDegrees(x: Tensor) = x * (180.0 / Math.PI)
