namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A rectifier with random slopes for negative values: see `RRelu.defaults`.
type RRelu = { Lower: float; Upper: float }

[<RequireQualifiedAccess>]
module RRelu =
    /// Slopes from 1/8 to 1/3, as PyTorch's.
    let defaults: RRelu = { Lower = 1.0 / 8.0; Upper = 1.0 / 3.0 }

    /// `RRelu.apply mode settings x` is x where x >= 0 and elsewhere x times a slope: in training one of its own for each
    /// element, uniform between the bounds, and otherwise their mean. Raises where the lower bound is above the upper.
    /// Source: Xu, Wang, Chen and Li (2015), section 2.4.
    let apply (mode: Mode) (settings: RRelu) (x: Tensor) : Tensor =
        let { Lower = lower; Upper = upper } = settings

        if not (lower <= upper) then
            let problem = $"no slope lies between {string lower} and {string upper}"
            Fail.raise "RRelu.apply" (RiemannError.Value(problem, "the lower bound comes first"))

        match mode with
        | Eval -> Activation.leakyRelu ((lower + upper) / 2.0) x
        | Train key ->
            let slopes = Init.uniform lower upper x.DType x.Shape key
            Tensor.where (Tensor.less x (Tensor.Weak(0.0, x))) (x * slopes) x

    /// `RRelu.layer settings` is the layer as a step of a model.
    let layer (settings: RRelu) : Layer<unit> = Layer.ofMode "RRelu" ignore (fun mode () -> apply mode settings)
