namespace Riemann.FSharp

#nowarn "40" // a gradient names itself, under a lambda

open System
open Riemann.Kernels

/// Units of the form x times a smooth step, each with its gradient c f'(x) in one pass.
module internal SmoothUnitPrimitives =
    let private times (t: Tensor) (slope: Tensor) = Primitive.apply2 Arithmetic.multiplyOrZero t slope

    /// c f'(x) of the operands x and c, given the function's second derivative.
    let private gradient name kernel (second: Tensor -> Tensor) : Primitive =
        let rec p: Primitive =
            let push x (c: Tensor) _ i =
                if i = 0 then (fun t -> times t (times c (second x))) else (fun t -> Primitive.apply2 p x t)

            Primitive.binary name Domains.pair kernel push

        p

    let private smooth name kernel (gradient: Primitive) =
        { Primitive.unary name Domain.Real kernel Slope.Zero with
            Derivative = fun x _ _ -> LinearMap.self (Primitive.apply2 gradient x[0]) }

    let geluGradient =
        let second (x: Tensor) =
            let square = Tensor.square x
            times (2.0 - square) (exp (square * -0.5) * (1.0 / sqrt (2.0 * Math.PI)))

        gradient "geluGradient" (Kernel.binary Elementwise.GeluGradient) second

    let gelu = smooth "gelu" Elementwise.Gelu geluGradient

    /// By the sigmoid of v = 2 sqrt (2 / pi) (x + 0.044715 x^3) and its derivatives s' = s (1 - s), s'' = s' (1 - 2 s).
    let geluTanhGradient =
        let second (x: Tensor) =
            let scale = 2.0 * sqrt (2.0 / Math.PI)
            let square = Tensor.square x
            let s = Tensor.sigmoid ((square * 0.044715 + 1.0) * x * scale)
            let v' = (square * (3.0 * 0.044715) + 1.0) * scale
            let v'' = x * (6.0 * 0.044715 * scale)
            times (2.0 * v' + x * ((1.0 - 2.0 * s) * Tensor.square v' + v'')) (s * (1.0 - s))

        gradient "geluTanhGradient" (Kernel.binary Elementwise.GeluTanhGradient) second

    let geluTanh = smooth "geluTanh" Elementwise.GeluTanh geluTanhGradient

    let siluGradient =
        let second (x: Tensor) =
            let s = Tensor.sigmoid x
            times (2.0 + x * (1.0 - 2.0 * s)) (s * (1.0 - s))

        gradient "siluGradient" (Kernel.binary Elementwise.SiluGradient) second

    let silu = smooth "silu" Elementwise.Silu siluGradient

[<AutoOpen>]
module SmoothUnits =
    open SmoothUnitPrimitives

    type Tensor with
        /// `Tensor.gelu x` is x times the normal distribution function of x, accurate where the latter is tiny; 0 at -inf.
        /// Source: Hendrycks and Gimpel (2016), section 2.
        static member gelu(x: Tensor) = Primitive.apply1 gelu x

        /// `Tensor.geluTanh x` is the approximation x (1 + tanh (sqrt (2 / pi) (x + 0.044715 x^3))) / 2 of `Tensor.gelu`;
        /// 0 at -inf. Source: Hendrycks and Gimpel (2016), section 2.
        static member geluTanh(x: Tensor) = Primitive.apply1 geluTanh x

        /// `Tensor.silu x` is x sigmoid x, also called swish; 0 at -inf. Source: Elfwing, Uchibe and Doya (2018),
        /// equation 12.
        static member silu(x: Tensor) = Primitive.apply1 silu x
