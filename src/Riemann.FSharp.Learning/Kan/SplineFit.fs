namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Splines on one grid as splines on another, by least squares.
module internal SplineFit =
    /// [in; samples; bases] of x [samples; in].
    let private bases order knots (x: Tensor) = Tensor.splineBasis order 0 knots x |> Tensor.moveAxis 0 1

    /// The coefficients [out; in; bases] of splines on the new knots that are at x [samples; in] what they were on the old
    /// ones. Each feature has one factorisation, for all outputs: of the new bases at x, and below them a small multiple of
    /// the identity, so that coefficients on which no sample depends keep the spline as it was in the middle of their
    /// bases. The damping, below 1, is what that counts for beside the samples; 0 where these are known to decide. Knots
    /// and x are float64.
    let transfer (damping: float) order (old: Tensor) (knots: Tensor) (x: Tensor) (weight: Tensor) =
        let damping = damping * sqrt (float x.Shape[0])
        let count = knots.Shape[1] - order - 1
        let still = Tensor.broadcastTo [ knots.Shape[0]; count; count ] (damping * Tensor.eye count)
        let design = Tensor.concatenate 1 [ bases order knots x; still ]
        let before = bases order old
        let target = Tensor.concatenate 1 [ before x; damping * before (SplineGrid.centres order knots) ]
        let change = Tensor.lstsqFullRank design target |> Tensor.transpose
        let wide = Tensor.cast DType.Float64 weight |> Tensor.moveAxis 0 1
        wide *@ change |> Tensor.moveAxis 0 1 |> Tensor.cast weight.DType

    /// The coefficients [bases; columns] that come nearest the values [samples; columns] at x [samples], and of those the
    /// smallest.
    let smallest order (knots: Tensor) (x: Tensor) (values: Tensor) =
        Tensor.lstsq (Tensor.splineBasis order 0 knots x) values
