namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module WeightDecay =
    type Optimiser with
        /// `optimiser |> Optimiser.weightDecay decay` adds this part of the parameters to their gradients, as if the loss
        /// had half the decay times the sum of their squares: coupled decay, which the optimiser scales as it does
        /// gradients. The hyperparameter is `CoupledDecay`. Not for an optimiser that climbs, which turns the sign of
        /// both. Raises where the decay is negative or NaN.
        static member weightDecay<'P> (decay: float) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            let operation = "Optimiser.weightDecay"
            Descent.requireNotNegative operation "decay" decay

            Wrapper.withHyper operation "CoupledDecay" decay optimiser (fun decay gradient state parameters ->
                optimiser.Update (Gradient.addDecay decay parameters gradient) state parameters)

        /// `optimiser |> Optimiser.decoupledWeightDecay decay` takes away this part of the parameters, times the learning
        /// rate, before the step, whatever the gradients. The hyperparameter is `DecoupledDecay`. Raises where the decay
        /// is negative or NaN, and in a step where the state has no `LearningRate`, as that of groups has none: there
        /// each group has a decay of its own. A schedule of the rate belongs outside.
        /// Source: Loshchilov and Hutter (2019), with the rate as in PyTorch.
        static member decoupledWeightDecay<'P> (decay: float) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            let operation = "Optimiser.decoupledWeightDecay"
            Descent.requireNotNegative operation "decay" decay

            Wrapper.withHyper operation "DecoupledDecay" decay optimiser (fun decay gradient state parameters ->
                match state.Hyper.TryFind "LearningRate" with
                | Some rate ->
                    let kept = 1.0 - rate * decay
                    let parameters = if kept = 1.0 then parameters else Tree.map (fun p -> p * kept) parameters
                    optimiser.Update gradient state parameters
                | None ->
                    let hint = "put the decay around each optimiser of Optimiser.groups, not around all of them"
                    Fail.raise operation (RiemannError.Value("the state has no LearningRate", hint)))
