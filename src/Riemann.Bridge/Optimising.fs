namespace Riemann.Bridge

open System
open System.Collections.Generic
open Riemann.FSharp
open Riemann.FSharp.Learning

/// The functional optimisers, and their steps of one tensor.
module internal Optimising =
    let Gd<'P> settings : Optimiser<'P> = Optimiser.gd settings
    let Sgd<'P> settings : Optimiser<'P> = Optimiser.sgd settings
    let Adam<'P> settings : Optimiser<'P> = Optimiser.adam settings
    let AdamW<'P> settings : Optimiser<'P> = Optimiser.adamW settings
    let NAdam<'P> settings : Optimiser<'P> = Optimiser.nAdam settings
    let RAdam<'P> settings : Optimiser<'P> = Optimiser.rAdam settings
    let Adamax<'P> settings : Optimiser<'P> = Optimiser.adamax settings
    let Adagrad<'P> settings : Optimiser<'P> = Optimiser.adagrad settings
    let Adadelta<'P> settings : Optimiser<'P> = Optimiser.adadelta settings
    let RmsProp<'P> settings : Optimiser<'P> = Optimiser.rmsProp settings
    let Rprop<'P> settings : Optimiser<'P> = Optimiser.rprop settings
    let Lion<'P> settings : Optimiser<'P> = Optimiser.lion settings

    let Init (optimiser: Optimiser<Tensor>, parameter: Tensor) = optimiser.Init parameter

    /// The hyperparameters that the settings of an optimiser come to.
    let Hyper (optimiser: Optimiser<Tensor>) = (optimiser.Init(tensor 0.0)).Hyper

    /// One step with these hyperparameters.
    let Step (optimiser: Optimiser<Tensor>, hyper, gradient, state: OptState<Tensor>, parameter) =
        optimiser.Update gradient { state with Hyper = hyper } parameter |> (fun (moved, next) -> struct (moved, next))

    /// A state with this number of steps, these slots, and these values beside them.
    let State (template: OptState<Tensor>, step: int64, slots: Tensor[], extra: KeyValuePair<string, Tensor> seq) =
        { template with
            Step = step
            Slots = List.ofArray slots
            Extra = Map.ofSeq (extra |> Seq.map (fun entry -> entry.Key, entry.Value)) }

    /// The settings of L-BFGS, with the strong Wolfe search or none.
    let LbfgsOf (rate, iterations, evaluations: Nullable<int>, gradient, change, history, isSearching) : Lbfgs =
        { LearningRate = rate
          MaxIterations = iterations
          MaxEvaluations = Option.ofNullable evaluations
          GradientTolerance = gradient
          ChangeTolerance = change
          History = history
          LineSearch = if isSearching then Some(StrongWolfe.search StrongWolfe.defaults) else None }

    let LbfgsInit (settings: Lbfgs, parameters: Tensor[]) = Lbfgs.init settings parameters

    let LbfgsState (template: OptState<Tensor[]>, step: int64, extra: KeyValuePair<string, Tensor> seq) =
        { template with Step = step; Extra = Map.ofSeq (extra |> Seq.map (fun entry -> entry.Key, entry.Value)) }

    /// One step of L-BFGS, whose objective and gradient come from outside.
    let LbfgsStep
        (
            settings: Lbfgs,
            evaluate: Func<Tensor[], struct (Tensor * Tensor[])>,
            state: OptState<Tensor[]>,
            parameters: Tensor[]
        ) =
        let objective (x: Tensor[]) =
            let struct (value, gradients) = evaluate.Invoke(Array.map stopGradient x)
            let pull gradients (c: Tensor) = gradients |> Array.map (fun (g: Tensor) -> g * Tensor.cast g.DType c)
            customVjp (fun _ -> value) (fun _ -> value, gradients) pull x

        let state = OptState.withHyper "LearningRate" settings.LearningRate state
        let moved, next, _ = Lbfgs.step settings objective state parameters
        struct (moved, next)

    let GradientNorm (order: float, gradients: Tensor[]) = Gradient.norm order gradients
    let ClipByNorm (settings: ClipByNorm, gradients: Tensor[]) = Gradient.clipByNormWith settings gradients
    let ClipByValue (bound: float, gradients: Tensor[]) = Gradient.clipByValue bound gradients
    let IsFinite (gradients: Tensor[]) = Gradient.isFinite gradients
