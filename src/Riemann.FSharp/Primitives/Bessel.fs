namespace Riemann.FSharp

open Riemann.Kernels

/// Bessel functions of whole orders; the slope of one is made of its neighbours in order, which unlike the forms
/// that divide by x is smooth at 0.
module internal BesselPrimitives =
    let private ordered name kernel slope (order: int) : Primitive =
        { Primitive.unary name Domain.Real (fun x -> kernel (x, order)) (Slope.OfOperand slope) with
            Parameters = [ Number("order", int64 order) ] }

    /// The family at order - 1 and at order + 1, where minus order is order but for the sign.
    let private neighbours (family: int -> Primitive) (order: int) (x: Tensor) =
        Primitive.apply1 (family (abs (order - 1))) x, Primitive.apply1 (family (order + 1)) x

    let rec besselJ (order: int) : Primitive =
        let slope (x: Tensor) =
            let below, above = neighbours besselJ order x
            if order = 0 then -above else (below - above) * 0.5

        ordered "besselJ" Elementwise.BesselJ slope order

    let rec besselI (order: int) : Primitive =
        let slope (x: Tensor) =
            let below, above = neighbours besselI order x
            (below + above) * 0.5

        ordered "besselI" Elementwise.BesselI slope order

    let rec besselIScaled (order: int) : Primitive =
        let slope (x: Tensor) =
            let below, above = neighbours besselIScaled order x
            (below + above) * 0.5 - Tensor.Sign x * Primitive.apply1 (besselIScaled order) x

        { ordered "besselIScaled" Elementwise.BesselIScaled slope order with Domain = [ Domain.NonZero ] }

    let private positive p = { p with Domain = [ Domain.Between(0.0, infinity) ] }

    let rec besselY (order: int) : Primitive =
        let slope (x: Tensor) =
            let below, above = neighbours besselY order x
            if order = 0 then -above else (below - above) * 0.5

        positive (ordered "besselY" Elementwise.BesselY slope order)

    let rec besselK (order: int) : Primitive =
        let slope (x: Tensor) =
            let below, above = neighbours besselK order x
            (below + above) * -0.5

        positive (ordered "besselK" Elementwise.BesselK slope order)

    let rec besselKScaled (order: int) : Primitive =
        let slope (x: Tensor) =
            let below, above = neighbours besselKScaled order x
            (below + above) * -0.5 + Primitive.apply1 (besselKScaled order) x

        positive (ordered "besselKScaled" Elementwise.BesselKScaled slope order)

[<AutoOpen>]
module Bessel =
    open BesselPrimitives

    let private ordered name (family: int -> Primitive) (order: int) (x: Tensor) =
        if order < 0 then
            let hint = "orders are 0, 1, 2, ...; of order -n is that of order n, times (-1)^n for J"
            Fail.raise name (RiemannError.Value($"the order is {order}", hint))

        Primitive.apply1 (family order) x

    type Tensor with
        /// `Tensor.besselJ order x` is the Bessel function of the first kind, J0 for order 0. About 1e-15 off for
        /// orders up to 5. Raises for a negative order; 0 at the infinities. Source: Amos (1986), ACM algorithm 644,
        /// as in MathNet.Numerics; from 5e8 on Abramowitz and Stegun (1964), 9.2.5.
        static member besselJ (order: int) (x: Tensor) = ordered "besselJ" besselJ order x

        /// `Tensor.besselI order x` is the modified Bessel function of the first kind, I0 for order 0. The relative
        /// error is about 3e-14 for orders up to 5. Raises for a negative order; overflows from 714 on. Source: as
        /// for `Tensor.besselJ`.
        static member besselI (order: int) (x: Tensor) = ordered "besselI" besselI order x

        /// `Tensor.besselIScaled order x` is exp (-|x|) besselI order x, which does not overflow; its derivative at
        /// the kink at 0 is the mean of those beside it. Accuracy, errors and source: as for `Tensor.besselI`.
        static member besselIScaled (order: int) (x: Tensor) = ordered "besselIScaled" besselIScaled order x

        /// `Tensor.besselY order x` is the Bessel function of the second kind for x > 0, Y0 for order 0: -infinity at 0
        /// and NaN below. Accuracy, errors and source: as for `Tensor.besselJ`.
        static member besselY (order: int) (x: Tensor) = ordered "besselY" besselY order x

        /// `Tensor.besselK order x` is the modified Bessel function of the second kind for x > 0: infinity at 0 and NaN
        /// below. The relative error is about 1e-14 for orders up to 4. Errors and source: as for `Tensor.besselJ`.
        static member besselK (order: int) (x: Tensor) = ordered "besselK" besselK order x

        /// `Tensor.besselKScaled order x` is exp x besselK order x, which does not underflow.
        static member besselKScaled (order: int) (x: Tensor) = ordered "besselKScaled" besselKScaled order x
