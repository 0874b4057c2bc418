namespace Riemann.Bridge

open Riemann.FSharp

/// Reductions, over all elements where the axes are null. Reduced axes are dropped unless they are kept with length 1.
module internal Reducing =
    let private over (all: Tensor -> Tensor) (some: int list -> Tensor -> Tensor) (x: Tensor, axes: int[], keep: bool) =
        let y = if isNull axes then all x else some (List.ofArray axes) x

        if not keep then
            y
        else
            let every = if isNull axes then [| 0 .. x.Rank - 1 |] else axes

            let isReduced axis =
                every |> Array.exists (fun reduced -> (if reduced < 0 then reduced + x.Rank else reduced) = axis)

            Tensor.reshape [ for axis, length in List.indexed x.Shape -> if isReduced axis then 1 else length ] y

    let Sum (x, axes, keep) = over Tensor.sum Tensor.sumOver (x, axes, keep)
    let Prod (x, axes, keep) = over Tensor.prod Tensor.prodOver (x, axes, keep)
    let Mean (x, axes, keep) = over Tensor.mean Tensor.meanOver (x, axes, keep)
    let Max (x, axes, keep) = over Tensor.max Tensor.maxOver (x, axes, keep)
    let Min (x, axes, keep) = over Tensor.min Tensor.minOver (x, axes, keep)
    let Any (x, axes, keep) = over Tensor.any Tensor.anyOver (x, axes, keep)
    let All (x, axes, keep) = over Tensor.all Tensor.allOver (x, axes, keep)
    let LogSumExp (x, axes, keep) = over Tensor.logSumExp Tensor.logSumExpOver (x, axes, keep)
    let CountNonZero (x, axes, keep) = over Tensor.countNonZero Tensor.countNonZeroOver (x, axes, keep)
    let Norm (x, p: float, axes, keep) = over (Tensor.norm p) (Tensor.normOver p) (x, axes, keep)
    let NanSum (x, axes, keep) = over Tensor.nanSum Tensor.nanSumOver (x, axes, keep)
    let NanMean (x, axes, keep) = over Tensor.nanMean Tensor.nanMeanOver (x, axes, keep)
    let NanMax (x, axes, keep) = over Tensor.nanMax Tensor.nanMaxOver (x, axes, keep)
    let NanMin (x, axes, keep) = over Tensor.nanMin Tensor.nanMinOver (x, axes, keep)

    let private every (x: Tensor) = [ 0 .. x.Rank - 1 ]

    /// A reduction that also takes a number of degrees of freedom to subtract.
    let private corrected some (x: Tensor, correction: int, axes: int[], keep) =
        over (fun x -> some correction (every x) x) (some correction) (x, axes, keep)

    let Variance (x, correction, axes, keep) = corrected Tensor.varianceOver (x, correction, axes, keep)

    let StandardDeviation (x, correction, axes, keep) =
        corrected Tensor.standardDeviationOver (x, correction, axes, keep)

    let NanVariance (x, correction, axes, keep) = corrected Tensor.nanVarianceOver (x, correction, axes, keep)

    let NanStandardDeviation (x, correction, axes, keep) =
        corrected Tensor.nanStandardDeviationOver (x, correction, axes, keep)

    let ArgMax (x: Tensor, axis: int) = Tensor.argMax axis x
    let ArgMin (x: Tensor, axis: int) = Tensor.argMin axis x
    let Quantile (x: Tensor, q: float, axis: int) = Tensor.quantile q axis x
    let NanQuantile (x: Tensor, q: float, axis: int) = Tensor.nanQuantile q axis x
