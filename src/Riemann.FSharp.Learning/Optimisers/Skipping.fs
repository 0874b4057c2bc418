namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module Skipping =
    let private operation = "Optimiser.skipNonFinite"

    type Optimiser with
        /// `Optimiser.skipNonFinite optimiser` passes over a step whose gradient has a NaN or an infinity: parameters and
        /// state stay as they are, except for the count that `Optimiser.skipped` reads. Around `Optimiser.accumulate` it
        /// leaves such a gradient out of the mean. Raises under vmap, where some may have one and others not.
        static member skipNonFinite<'P>(optimiser: Optimiser<'P>) : Optimiser<'P> =
            { Init =
                fun parameters ->
                    let state = optimiser.Init parameters
                    { state with Extra = Wrapper.add "Skipped" (tensor 0L) state.Extra }
              Update =
                fun gradient state parameters ->
                    let skipped = Wrapper.find operation "Skipped" state.Extra
                    let inner = { state with Extra = Wrapper.without "Skipped" state.Extra }

                    let struct (skipped, (parameters, inner)) =
                        if Gradient.isFinite gradient then
                            struct (skipped, optimiser.Update gradient inner parameters)
                        else
                            struct (tensor (Wrapper.integer skipped + 1L), (parameters, inner))

                    parameters, { inner with Extra = Wrapper.add "Skipped" skipped inner.Extra } }

        /// `Optimiser.skipped state` is the number of steps that `Optimiser.skipNonFinite` passed over. Raises where the
        /// state is of none.
        static member skipped<'P>(state: OptState<'P>) : int64 =
            Wrapper.integer (Wrapper.find "Optimiser.skipped" "Skipped" state.Extra)
