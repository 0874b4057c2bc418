namespace Riemann.FSharp

/// What is made of round and truncate, which are F#'s own, in Core/Tensor.fs.
[<AutoOpen>]
module Rounding =
    type Tensor with
        /// `Tensor.roundTo decimals x` is the nearest number with so many decimals, the even one of two as near;
        /// below 0 decimals, with so many zeros before the point. Its derivative is 0.
        static member roundTo (decimals: int) (x: Tensor) =
            let scale = 10.0 ** float (abs decimals)
            if decimals < 0 then round (x / scale) * scale else round (x * scale) / scale

        /// `Tensor.frac x` is x - truncate x, what stands after the point, with the sign of x; NaN at the infinities.
        /// Its derivative is 1.
        static member frac(x: Tensor) = x - truncate x
