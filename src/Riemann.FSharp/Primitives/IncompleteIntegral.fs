namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Integrals up to x, or from x on. What shapes them are settings, numbers with no derivative: x is what moves.
module internal IncompleteIntegralPrimitives =
    let private positive = Domain.Between(0.0, infinity)
    let private constant p (number: float) = (Primitive.apply1 p (tensor number)).ToFloat()
    let private lgamma = constant GammaPrimitives.lgamma

    /// The density of the gamma distribution, in logarithms so that no factor overflows.
    let private gammaDensity (a: float) (x: Tensor) = exp (Tensor.xlogy (Tensor.Weak(a - 1.0, x)) x - x - lgamma a)

    let gammaP (a: float) : Primitive =
        { Primitive.unary
              "regularisedGammaP"
              positive
              (fun x -> Elementwise.RegularisedGammaP(x, a))
              (Slope.OfOperand(gammaDensity a)) with
            Parameters = [ Real("a", a) ] }

    let gammaQ (a: float) : Primitive =
        { Primitive.unary
              "regularisedGammaQ"
              positive
              (fun x -> Elementwise.RegularisedGammaQ(x, a))
              (Slope.OfOperand(fun x -> -(gammaDensity a x))) with
            Parameters = [ Real("a", a) ] }

    let beta (a: float) (b: float) : Primitive =
        let scale = lgamma a + lgamma b - lgamma (a + b)

        let density (x: Tensor) =
            let weight number = Tensor.Weak(number - 1.0, x)
            exp (Tensor.xlogy (weight a) x + Tensor.xlog1py (weight b) -x - scale)

        { Primitive.unary
              "regularisedBeta"
              (Domain.Between(0.0, 1.0))
              (fun x -> Elementwise.RegularisedBeta(x, a, b))
              (Slope.OfOperand density) with
            Parameters = [ Real("a", a); Real("b", b) ] }

    let rec exponentialIntegral (order: int) : Primitive =
        let slope (x: Tensor) =
            if order = 1 then -(exp -x) / x else -(Primitive.apply1 (exponentialIntegral (order - 1)) x)

        { Primitive.unary
              "exponentialIntegral"
              positive
              (fun x -> Elementwise.ExponentialIntegral(x, order))
              (Slope.OfOperand slope) with
            Parameters = [ Number("order", int64 order) ] }

[<AutoOpen>]
module IncompleteIntegral =
    open IncompleteIntegralPrimitives

    let private requireBetween operation (low: float) (high: float) (parameter: float) =
        if not (parameter >= low && parameter <= high) then
            let hint = $"parameters are from {string low} to {string high}, where the method keeps its accuracy"
            Fail.raise operation (RiemannError.Value($"a parameter is {string parameter}", hint))

    type Tensor with
        /// `Tensor.regularisedGammaP a x` is the integral of t^(a - 1) exp -t from 0 to x, divided by that to infinity:
        /// the distribution function of the gamma distribution with shape a, and of chi square with 2 a degrees at 2 x.
        /// NaN for x < 0. The relative error is about 1e-14 for a up to 10, and grows in proportion to a, to 1e-10 at 1e5.
        /// Raises for a below 0.001 or above 1e5. Source: MathNet.Numerics, after Cephes (Moshier 1989).
        static member regularisedGammaP (a: float) (x: Tensor) =
            requireBetween "regularisedGammaP" 0.001 1e5 a
            Primitive.apply1 (gammaP a) x

        /// `Tensor.regularisedGammaQ a x` is 1 - regularisedGammaP a x, accurate where that is near 1. Otherwise as
        /// `Tensor.regularisedGammaP`.
        static member regularisedGammaQ (a: float) (x: Tensor) =
            requireBetween "regularisedGammaQ" 0.001 1e5 a
            Primitive.apply1 (gammaQ a) x

        /// `Tensor.regularisedBeta a b x` is the integral of t^(a - 1) (1 - t)^(b - 1) from 0 to x, divided by that to 1:
        /// the distribution function of the beta distribution. NaN for x outside [0, 1]. The relative error is about
        /// 1e-12. Raises for parameters below 0.001 or above 1000. Source: MathNet.Numerics, a continued fraction
        /// (Abramowitz and Stegun 1964, 26.5.8).
        static member regularisedBeta (a: float) (b: float) (x: Tensor) =
            requireBetween "regularisedBeta" 0.001 1000.0 a
            requireBetween "regularisedBeta" 0.001 1000.0 b
            Primitive.apply1 (beta a b) x

        /// `Tensor.exponentialIntegral n x` is the integral of exp (-x t) / t^n from 1 to infinity, E1 for n = 1. NaN for
        /// x < 0. The relative error is about 1e-14. Raises for n below 1. Source: MathNet.Numerics, after Abramowitz
        /// and Stegun (1964), 5.1.12 and 5.1.22.
        static member exponentialIntegral (order: int) (x: Tensor) =
            if order < 1 then
                let hint = "orders are 1, 2, ...; of order 0 it is exp -x / x"
                Fail.raise "exponentialIntegral" (RiemannError.Value($"the order is {order}", hint))

            Primitive.apply1 (exponentialIntegral order) x
