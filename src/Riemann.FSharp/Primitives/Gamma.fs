namespace Riemann.FSharp

open Riemann.Kernels

/// The logarithm of the gamma function and its derivatives, each of which is the slope of the one before.
module internal GammaPrimitives =
    let private positive name = Primitive.unary name (Domain.Between(0.0, infinity))

    /// The derivative of digamma of an order from 1 on.
    let rec polygamma (order: int) : Primitive =
        let slope x = Primitive.apply1 (polygamma (order + 1)) x

        { positive "polygamma" (fun x -> Elementwise.Polygamma(x, order)) (Slope.OfOperand slope) with
            Parameters = [ Number("order", int64 order) ] }

    let digamma = positive "digamma" Elementwise.Digamma (Slope.OfOperand(fun x -> Primitive.apply1 (polygamma 1) x))
    let lgamma = positive "lgamma" Elementwise.LogGamma (Slope.OfOperand(fun x -> Primitive.apply1 digamma x))

[<AutoOpen>]
module Gamma =
    open GammaPrimitives

    type Tensor with
        /// `Tensor.lgamma x` is log |Gamma x|: +inf at 0 and the negative integers. At most 6 ulp off for x > 0; below,
        /// where it crosses 0, about 1e-15 of the larger of its magnitude and 1. Source: Abramowitz and Stegun (1964),
        /// 6.1.17, 6.1.33 and 6.1.41.
        static member lgamma(x: Tensor) = Primitive.apply1 lgamma x

        /// `Tensor.digamma x` is the derivative of `Tensor.lgamma`: NaN at the negative integers, and infinite at 0
        /// with the sign opposite to that zero's. It crosses 0, and is off by about 2e-15 of the larger of its
        /// magnitude and 1. Source: Abramowitz and Stegun (1964), 6.3.5, 6.3.7 and 6.3.18.
        static member digamma(x: Tensor) = Primitive.apply1 digamma x

        /// `Tensor.polygamma order x` is the derivative of `Tensor.digamma` of that order: at 0 and the negative
        /// integers +inf for odd orders and NaN for even ones. At most 8 ulp off for x > 0 up to order 30; below, even
        /// orders cross 0 and lose digits there. Raises for a negative order. Source: Abramowitz and Stegun (1964),
        /// 6.4.10, summed by the formula of Euler and Maclaurin.
        static member polygamma (order: int) (x: Tensor) =
            if order < 0 then
                Fail.raise "polygamma" (RiemannError.Value($"the order is {order}", "orders are 0, 1, 2, ..."))

            if order = 0 then Tensor.digamma x else Primitive.apply1 (polygamma order) x

        /// `Tensor.lbeta a b` is log |Beta(a, b)| = lgamma a + lgamma b - lgamma (a + b). The shapes broadcast. Where
        /// the terms are large and the sum is not, digits cancel.
        static member lbeta (a: Tensor) (b: Tensor) = Tensor.lgamma a + Tensor.lgamma b - Tensor.lgamma (a + b)
