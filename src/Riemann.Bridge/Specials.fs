namespace Riemann.Bridge

open Riemann.FSharp

/// Special functions.
module internal Specials =
    let Erf (x: Tensor) = Tensor.erf x
    let Erfc (x: Tensor) = Tensor.erfc x
    let Erfinv (x: Tensor) = Tensor.erfinv x
    let Erfcx (x: Tensor) = Tensor.erfcx x
    let NormalCdf (x: Tensor) = Tensor.normalCdf x
    let LogNormalCdf (x: Tensor) = Tensor.logNormalCdf x
    let Lgamma (x: Tensor) = Tensor.lgamma x
    let Digamma (x: Tensor) = Tensor.digamma x
    let Polygamma (order: int, x: Tensor) = Tensor.polygamma order x
    let Lbeta (a: Tensor, b: Tensor) = Tensor.lbeta a b
    let BesselJ (order: int, x: Tensor) = Tensor.besselJ order x
    let BesselY (order: int, x: Tensor) = Tensor.besselY order x
    let BesselI (order: int, x: Tensor) = Tensor.besselI order x
    let BesselIScaled (order: int, x: Tensor) = Tensor.besselIScaled order x
    let BesselK (order: int, x: Tensor) = Tensor.besselK order x
    let BesselKScaled (order: int, x: Tensor) = Tensor.besselKScaled order x
    let RegularisedGammaP (a: float, x: Tensor) = Tensor.regularisedGammaP a x
    let RegularisedGammaQ (a: float, x: Tensor) = Tensor.regularisedGammaQ a x
    let RegularisedBeta (a: float, b: float, x: Tensor) = Tensor.regularisedBeta a b x
    let ExponentialIntegral (order: int, x: Tensor) = Tensor.exponentialIntegral order x
