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
    let Mean (x, axes, keep) = over Tensor.mean Tensor.meanOver (x, axes, keep)
    let Max (x, axes, keep) = over Tensor.max Tensor.maxOver (x, axes, keep)
    let Min (x, axes, keep) = over Tensor.min Tensor.minOver (x, axes, keep)
    let ArgMax (x: Tensor, axis: int) = Tensor.argMax axis x
    let ArgMin (x: Tensor, axis: int) = Tensor.argMin axis x
