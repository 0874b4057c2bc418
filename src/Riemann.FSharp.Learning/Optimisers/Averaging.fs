namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of a moving average of the parameters: see `Average.defaults`.
type Average =
    {
        /// The part of the average that remains after a step.
        Decay: float
        /// Starts from the parameters after the first step, and gives those after n steps the weights that sum to 1
        /// without those before it (as Adam's means); otherwise the average starts from the parameters before it.
        BiasCorrection: bool
    }

[<RequireQualifiedAccess>]
module Average =
    /// A decay of 0.999, from the parameters before the first step.
    let defaults = { Decay = 0.999; BiasCorrection = false }

[<AutoOpen>]
module Averaging =
    let private operation = "Optimiser.average"

    // The weight of the parameters that have entered the average: 1 where those before the first step have, and else
    // 0 at first. With the weights divided by it, the slot is the average in both cases.
    let private follow decay slot weight (parameters: 'P) =
        let total = decay * weight + (1.0 - decay)
        let old, fresh = decay * weight / total, (1.0 - decay) / total
        let average = (slot, parameters) ||> Descent.combine operation (fun a p -> a * old + p * fresh)
        struct (average, total)

    let private update (optimiser: Optimiser<'P>) decay gradient (state: OptState<'P>) parameters =
        let weight = Wrapper.find operation "AverageWeight" state.Extra
        let place = Wrapper.find operation "AverageSlot" state.Extra
        let struct (slot, state) = Wrapper.takeSlot operation state
        let extra = state.Extra |> Wrapper.without "AverageWeight" |> Wrapper.without "AverageSlot"
        let steps = state.Step
        let parameters, inner = optimiser.Update gradient { state with Extra = extra } parameters

        let struct (slot, weight) =
            if inner.Step = steps then
                struct (slot, weight)
            else
                let struct (slot, weight) = follow decay slot (float weight) parameters
                struct (slot, tensor weight)

        let extra = inner.Extra |> Wrapper.add "AverageWeight" weight |> Wrapper.add "AverageSlot" place
        parameters, { inner with Extra = extra } |> Wrapper.addSlot slot

    let private average (settings: Average) (optimiser: Optimiser<'P>) =
        Descent.requireBeta operation "Decay" settings.Decay

        let following =
            { optimiser with
                Init =
                    fun parameters ->
                        let state = optimiser.Init parameters
                        let weight = if settings.BiasCorrection then 0.0 else 1.0

                        let extra =
                            state.Extra
                            |> Wrapper.add "AverageWeight" (tensor weight)
                            |> Wrapper.add "AverageSlot" (tensor (int64 state.Slots.Length))

                        { state with Extra = extra } |> Wrapper.addSlot parameters }

        Wrapper.withHyper operation "AverageDecay" settings.Decay following (update optimiser)

    type Optimiser with
        /// `optimiser |> Optimiser.averageWith settings` takes the same steps and keeps a moving average of the parameters
        /// in a slot, which `Optimiser.averaged` reads: `decay a + (1 - decay) p` after each step that moved. The decay is
        /// the hyperparameter `AverageDecay`. Raises where it is not from 0 up to 1, without 1. Source: Polyak and
        /// Juditsky (1992), with weights that fall off exponentially.
        static member averageWith<'P> (settings: Average) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            average settings optimiser

        /// `optimiser |> Optimiser.average decay` keeps a moving average of the parameters that starts from those before
        /// the first step.
        static member average<'P> (decay: float) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            average { Average.defaults with Decay = decay } optimiser

        /// `Optimiser.averaged state parameters` are the parameters with their moving averages in the place of all that is
        /// trained. Of two averages it reads the outer one. Raises where the state is of no `Optimiser.average`.
        static member averaged<'P> (state: OptState<'P>) (parameters: 'P) : 'P =
            let operation = "Optimiser.averaged"
            let place = Wrapper.integer (Wrapper.find operation "AverageSlot" state.Extra)
            (parameters, state.Slots[int place]) ||> Descent.combine operation (fun _ average -> average)
