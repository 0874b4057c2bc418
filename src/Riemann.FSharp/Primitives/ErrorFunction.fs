namespace Riemann.FSharp

open System
open Riemann.Kernels

/// The error function with its complement and its inverse. Their slopes are made of exp and of their results.
module internal ErrorFunctionPrimitives =
    let private bell scale (x: Tensor) = exp (-(Tensor.square x)) * scale
    let private peak = 2.0 / sqrt Math.PI

    let erf = Primitive.unary "erf" Domain.Real Elementwise.Erf (Slope.OfOperand(bell peak))
    let erfc = Primitive.unary "erfc" Domain.Real Elementwise.Erfc (Slope.OfOperand(bell -peak))

    let erfinv =
        let slope y = exp (Tensor.square y) * (1.0 / peak)
        Primitive.unary "erfinv" (Domain.Between(-1.0, 1.0)) Elementwise.InverseErf (Slope.OfResult slope)

[<AutoOpen>]
module ErrorFunction =
    open ErrorFunctionPrimitives

    type Tensor with
        /// `Tensor.erf x` is the error function, 2 / sqrt pi times the integral of exp (-t^2) from 0 to x; at most
        /// 3 ulp off. Source: Shepherd and Laframboise (1981), Mathematics of Computation 36.
        static member erf(x: Tensor) = Primitive.apply1 erf x

        /// `Tensor.erfc x` is 1 - erf x, at most 4 ulp off where that difference would have no digit left. Source: as
        /// for `Tensor.erf`.
        static member erfc(x: Tensor) = Primitive.apply1 erfc x

        /// `Tensor.erfinv x` is the y with erf y = x, at most 6 ulp off; infinite at -1 and 1, NaN beyond. Source:
        /// Wichura (1988), algorithm AS 241, Applied Statistics 37.
        static member erfinv(x: Tensor) = Primitive.apply1 erfinv x
