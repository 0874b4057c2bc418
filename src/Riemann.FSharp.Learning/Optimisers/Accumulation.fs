namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module Accumulation =
    let private operation = "Optimiser.accumulate"

    /// The mean of n gradients, from that of the n - 1 before: n equal ones have themselves as their mean.
    let private meanOf n (mean: 'P) (gradient: 'P) : 'P =
        if n = 1L then
            gradient
        else
            (mean, gradient) ||> Descent.combine operation (fun mean g -> mean + (g - mean) * (1.0 / float n))

    let private update (optimiser: Optimiser<'P>) every gradient state parameters =
        let struct (slot, state) = Wrapper.takeSlot operation state
        let count = Wrapper.integer (Wrapper.find operation "Accumulated" state.Extra) + 1L
        let inner = { state with Extra = Wrapper.without "Accumulated" state.Extra }
        let mean = meanOf count slot gradient
        let isDue = float count >= every
        let parameters, inner = if isDue then optimiser.Update mean inner parameters else parameters, inner
        let extra = inner.Extra |> Wrapper.add "Accumulated" (tensor (if isDue then 0L else count))
        parameters, { inner with Extra = extra } |> Wrapper.addSlot mean

    type Optimiser with
        /// `optimiser |> Optimiser.accumulate n` takes a step with the mean of every n gradients, and leaves the parameters
        /// and the number of steps as they are between: as if batches were n times as large. n is the hyperparameter
        /// `AccumulateSteps`; the slot is the mean so far. Wrappers that change gradients or parameters belong inside,
        /// where they see the mean. Raises where n is less than 1.
        static member accumulate<'P> (n: int) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            Descent.require operation "n" (float n) "1 or more" (n >= 1)

            let counting =
                { optimiser with
                    Init =
                        fun parameters ->
                            let state = optimiser.Init parameters

                            { state with Extra = Wrapper.add "Accumulated" (tensor 0L) state.Extra }
                            |> Wrapper.addSlot (Tree.map Tensor.zerosLike parameters) }

            Wrapper.withHyper operation "AccumulateSteps" (float n) counting (update optimiser)
