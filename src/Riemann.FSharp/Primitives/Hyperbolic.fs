namespace Riemann.FSharp

open Riemann.Kernels

/// The inverse hyperbolic functions; sinh, cosh and tanh are F#'s own, in Core/Tensor.fs.
module internal HyperbolicPrimitives =
    let asinh =
        Primitive.unary "asinh" Domain.Real Elementwise.Asinh (Slope.OfOperand(fun x -> 1.0 / sqrt (x * x + 1.0)))

    let acosh =
        Primitive.unary
            "acosh"
            (Domain.Between(1.0, infinity))
            Elementwise.Acosh
            (Slope.OfOperand(fun x -> 1.0 / sqrt (x * x - 1.0)))

    let atanh =
        Primitive.unary
            "atanh"
            (Domain.Between(-1.0, 1.0))
            Elementwise.Atanh
            (Slope.OfOperand(fun x -> 1.0 / (1.0 - x * x)))

[<AutoOpen>]
module Hyperbolic =
    open HyperbolicPrimitives

    type Tensor with
        /// `Tensor.asinh x` is the inverse of sinh.
        static member asinh(x: Tensor) = Primitive.apply1 asinh x

        /// `Tensor.acosh x` is the inverse of cosh for x >= 1, NaN below.
        static member acosh(x: Tensor) = Primitive.apply1 acosh x

        /// `Tensor.atanh x` is the inverse of tanh for -1 <= x <= 1, NaN outside.
        static member atanh(x: Tensor) = Primitive.apply1 atanh x
