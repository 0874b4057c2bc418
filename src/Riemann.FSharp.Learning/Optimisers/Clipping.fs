namespace Riemann.FSharp.Learning

open Riemann.FSharp

[<AutoOpen>]
module Clipping =
    let private byNorm operation settings (optimiser: Optimiser<'P>) =
        ClipByNorm.check operation settings

        Wrapper.withHyper operation "MaxNorm" settings.MaxNorm optimiser (fun maxNorm gradient ->
            optimiser.Update(Gradient.clip operation { settings with MaxNorm = maxNorm } gradient))

    type Optimiser with
        /// `optimiser |> Optimiser.chain [ first; next ]` is the optimiser given gradients that these functions have
        /// changed, the first one first: `Gradient.clipByValue 1.0` or any function of a tree like the parameters.
        static member chain<'P> (transformations: ('P -> 'P) list) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            let change gradient = transformations |> List.fold (fun gradient f -> f gradient) gradient
            { optimiser with Update = change >> optimiser.Update }

        /// `optimiser |> Optimiser.clipByNormWith settings` is the optimiser given gradients clipped by
        /// `Gradient.clipByNormWith`. The bound is the hyperparameter `MaxNorm`. Raises where a setting is out of range.
        static member clipByNormWith<'P> (settings: ClipByNorm) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            byNorm "Optimiser.clipByNormWith" settings optimiser

        /// `optimiser |> Optimiser.clipByNorm maxNorm` is the optimiser given gradients clipped by their Euclidean norm.
        static member clipByNorm<'P> (maxNorm: float) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            byNorm "Optimiser.clipByNorm" { ClipByNorm.defaults with MaxNorm = maxNorm } optimiser

        /// `optimiser |> Optimiser.clipByValue bound` is the optimiser given gradients whose numbers are held between
        /// -bound and bound, the hyperparameter `MaxValue`. Raises where it is negative or NaN.
        static member clipByValue<'P> (bound: float) (optimiser: Optimiser<'P>) : Optimiser<'P> =
            let operation = "Optimiser.clipByValue"
            Descent.requireNotNegative operation "bound" bound

            Wrapper.withHyper operation "MaxValue" bound optimiser (fun bound ->
                Gradient.clipByValue bound >> optimiser.Update)
