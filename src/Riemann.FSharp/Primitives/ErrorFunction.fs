namespace Riemann.FSharp

#nowarn "40" // the slope of erfcx names erfcx, under a lambda

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

    /// The slope 2 x erfcx x - 2 / sqrt pi loses its digits for large x: there it is the expansion of Abramowitz and
    /// Stegun (1964), 7.1.23.
    let rec erfcx: Primitive =
        let slope (x: Tensor) =
            let isFar = Tensor.greater x (Tensor.Weak(30.0, x))
            let inverse = 1.0 / Tensor.square (Tensor.where isFar x (Tensor.Weak(30.0, x)))
            let terms = [ 945.0 / 16.0; -105.0 / 8.0; 15.0 / 4.0; -3.0 / 2.0; 1.0 ]
            let series = terms |> List.fold (fun sum c -> sum * inverse + c) (Tensor.Weak(-10395.0 / 32.0, x))
            Tensor.where isFar (series * inverse * (-0.5 * peak)) (2.0 * x * Primitive.apply1 erfcx x - peak)

        Primitive.unary "erfcx" Domain.Real Elementwise.Erfcx (Slope.OfOperand slope)

    let logNormalCdf =
        let slope (x: Tensor) = sqrt (2.0 / Math.PI) / Primitive.apply1 erfcx (x * -(sqrt 0.5))
        Primitive.unary "logNormalCdf" Domain.Real Elementwise.LogNormalCdf (Slope.OfOperand slope)

[<AutoOpen>]
module ErrorFunction =
    open ErrorFunctionPrimitives

    type Tensor with
        /// `Tensor.erf x` is the error function, 2 / sqrt pi times the integral of exp (-t^2) from 0 to x; at most
        /// 3 ulp off. Source: Shepherd and Laframboise (1981), Mathematics of Computation 36.
        static member erf(x: Tensor) = Primitive.apply1 erf x

        /// `Tensor.erfc x` is 1 - erf x, at most 5 ulp off where that difference would have no digit left. Source: as
        /// for `Tensor.erf`.
        static member erfc(x: Tensor) = Primitive.apply1 erfc x

        /// `Tensor.erfinv x` is the y with erf y = x, at most 6 ulp off; infinite at -1 and 1, NaN beyond. Source:
        /// Wichura (1988), algorithm AS 241, Applied Statistics 37.
        static member erfinv(x: Tensor) = Primitive.apply1 erfinv x

        /// `Tensor.erfcx x` is exp (x^2) erfc x, which does not underflow for large x; at most 4 ulp off for x > 0. It
        /// overflows below -26.6. Source: as for `Tensor.erf`.
        static member erfcx(x: Tensor) = Primitive.apply1 erfcx x

        /// `Tensor.normalCdf x` is the standard normal distribution function, accurate where it is tiny.
        static member normalCdf(x: Tensor) = 0.5 * Tensor.erfc (x * -(sqrt 0.5))

        /// `Tensor.logNormalCdf x` is log (normalCdf x), accurate in both tails, and so are its derivatives; the relative
        /// error is about 1e-15, and for x > 0, where the value vanishes, grows with x^2 to 1e-13 at 20.
        static member logNormalCdf(x: Tensor) = Primitive.apply1 logNormalCdf x
