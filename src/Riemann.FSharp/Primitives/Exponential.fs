namespace Riemann.FSharp

open Riemann.Kernels

module internal ExponentialPrimitives =
    let private real name = Primitive.unary name Domain.Real
    let private positive name = Primitive.unary name (Domain.Between(0.0, infinity))

    let expm1 = real "expm1" Elementwise.Expm1 (Slope.OfResult(fun y -> y + 1.0))

    let log1p =
        Primitive.unary
            "log1p"
            (Domain.Between(-1.0, infinity))
            Elementwise.Log1p
            (Slope.OfOperand(fun x -> 1.0 / (x + 1.0)))

    let log2 = positive "log2" Elementwise.Log2 (Slope.OfOperand(fun x -> 1.0 / (x * log 2.0)))
    let rsqrt = positive "rsqrt" Elementwise.Rsqrt (Slope.OfResult(fun y -> -0.5 * (y * y * y)))

    let reciprocal =
        Primitive.unary "reciprocal" Domain.NonZero Elementwise.Reciprocal (Slope.OfResult(fun y -> -(y * y)))

    let square = { real "square" Elementwise.Square (Slope.OfOperand(fun x -> 2.0 * x)) with Shape = Rules.numbers }

    let rec sigmoid: Primitive = real "sigmoid" Elementwise.Sigmoid (Slope.OfResult(fun y -> y * (1.0 - y)))
    let softplus = real "softplus" Elementwise.Softplus (Slope.OfOperand(fun x -> Primitive.apply1 sigmoid x))

[<AutoOpen>]
module Exponential =
    open ExponentialPrimitives

    type Tensor with
        /// `Tensor.expm1 x` is exp x - 1, accurate near 0.
        static member expm1(x: Tensor) = Primitive.apply1 expm1 x

        /// `Tensor.log1p x` is log (1 + x), accurate near 0.
        static member log1p(x: Tensor) = Primitive.apply1 log1p x

        /// `Tensor.log2 x` is the logarithm to base 2.
        static member log2(x: Tensor) = Primitive.apply1 log2 x

        /// `Tensor.rsqrt x` is 1 / sqrt x.
        static member rsqrt(x: Tensor) = Primitive.apply1 rsqrt x

        /// `Tensor.reciprocal x` is 1 / x.
        static member reciprocal(x: Tensor) = Primitive.apply1 reciprocal x

        /// `Tensor.square x` is x x.
        static member square(x: Tensor) = Primitive.apply1 square x

        /// `Tensor.sigmoid x` is 1 / (1 + exp -x).
        static member sigmoid(x: Tensor) = Primitive.apply1 sigmoid x

        /// `Tensor.softplus x` is log (1 + exp x), which does not overflow. Its derivative is the sigmoid.
        static member softplus(x: Tensor) = Primitive.apply1 softplus x
