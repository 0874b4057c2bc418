namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The settings of `Loss.kullbackLeiblerWith`: see `KullbackLeibler.defaults`.
type KullbackLeibler =
    {
        Reduction: Reduction
        /// Whether what is wanted are logarithms too.
        LogTarget: bool
    }

[<RequireQualifiedAccess>]
module KullbackLeibler =
    /// The mean over all elements, as in PyTorch, and probabilities wanted. `Reduction.BatchMean` is the divergence.
    let defaults: KullbackLeibler = { Reduction = Reduction.Mean; LogTarget = false }

/// The settings of `Loss.poissonLikelihoodWith`: see `PoissonLikelihood.defaults`.
type PoissonLikelihood =
    {
        Reduction: Reduction
        /// Whether the logarithms of the rates are predicted.
        LogInput: bool
        /// Whether Stirling's approximation of log t! is added, for wanted t above 1.
        Full: bool
        /// What is added to a rate before its logarithm.
        Epsilon: float
    }

[<RequireQualifiedAccess>]
module PoissonLikelihood =
    /// The mean for predicted logarithms, without Stirling's terms; epsilon is 1e-8.
    let defaults: PoissonLikelihood = { Reduction = Reduction.Mean; LogInput = true; Full = false; Epsilon = 1e-8 }

/// The settings of `Loss.gaussianLikelihoodWith`: see `GaussianLikelihood.defaults`.
type GaussianLikelihood =
    {
        Reduction: Reduction
        /// Whether log (2 pi) / 2 is added.
        Full: bool
        /// The least variance.
        Epsilon: float
    }

[<RequireQualifiedAccess>]
module GaussianLikelihood =
    /// The mean, without the constant; epsilon is 1e-6.
    let defaults: GaussianLikelihood = { Reduction = Reduction.Mean; Full = false; Epsilon = 1e-6 }

/// Losses of predicted distributions.
[<AutoOpen>]
module Likelihoods =
    /// Stirling's approximation of log t! where t > 1, and 0 elsewhere.
    let private stirling (wanted: Tensor) =
        let one = Tensor.Weak(1.0, wanted)
        let isMore = Tensor.greater wanted one
        let t = Tensor.where isMore wanted one
        let value = t * log t - t + 0.5 * log (2.0 * Math.PI * t)
        Tensor.where isMore value (Tensor.Weak(0.0, wanted))

    let private variancesFit (mean: Tensor) (variance: Tensor) =
        variance.Shape = mean.Shape || (mean.Rank > 0 && variance.Shape = List.take (mean.Rank - 1) mean.Shape @ [ 1 ])

    type Loss with
        /// `Loss.kullbackLeiblerWith settings wanted logProbabilities` is t (log t - x) for wanted probabilities t and
        /// predicted logarithms x: summed over a distribution, how far the second is from the first.
        static member kullbackLeiblerWith (settings: KullbackLeibler) (wanted: Tensor) (logProbabilities: Tensor) =
            let operation = "Loss.kullbackLeibler"
            LossRules.requireAlike operation [ "predicted", logProbabilities; "wanted", wanted ]

            let losses =
                if settings.LogTarget then
                    exp wanted * (wanted - logProbabilities)
                else
                    // What is impossible, and said to be, adds nothing.
                    Tensor.xlogy wanted wanted - Primitive.apply2 Arithmetic.multiplyOrZero wanted logProbabilities

            LossRules.reduce operation settings.Reduction losses

        /// `Loss.kullbackLeibler wanted logProbabilities` is the mean of `kullbackLeiblerWith` over all elements.
        static member kullbackLeibler (wanted: Tensor) (logProbabilities: Tensor) : Tensor =
            Loss.kullbackLeiblerWith KullbackLeibler.defaults wanted logProbabilities

        /// `Loss.poissonLikelihoodWith settings wanted predicted` is the negative logarithm of the probability of wanted counts t
        /// at predicted logarithms x of the rates, exp x - t x, or at rates x, x - t log (x + epsilon); without log t!
        /// unless asked for.
        static member poissonLikelihoodWith
            (settings: PoissonLikelihood)
            (wanted: Tensor)
            (predicted: Tensor)
            : Tensor =
            let operation = "Loss.poissonLikelihood"
            LossRules.requireAlike operation [ "predicted", predicted; "wanted", wanted ]

            let losses =
                if settings.LogInput then
                    exp predicted - wanted * predicted
                else
                    predicted - wanted * log (predicted + settings.Epsilon)

            (if settings.Full then losses + stirling wanted else losses)
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.poissonLikelihood wanted logRates` is the mean of `poissonLikelihoodWith`.
        static member poissonLikelihood (wanted: Tensor) (logRates: Tensor) : Tensor =
            Loss.poissonLikelihoodWith PoissonLikelihood.defaults wanted logRates

        /// `Loss.gaussianLikelihoodWith settings wanted mean variance` is the negative logarithm of the density of what is wanted
        /// under normal distributions: (log v + (t - m)^2 / v) / 2. Variances have the shape of the means, or are one for
        /// each row: 1 along the last axis. Below epsilon they count as epsilon, yet move as they are, as in PyTorch.
        /// Raises where a variance known is negative. Source: Nix and Weigend (1994), equation 2.
        static member gaussianLikelihoodWith
            (settings: GaussianLikelihood)
            (wanted: Tensor)
            (mean: Tensor)
            (variance: Tensor)
            =
            let operation = "Loss.gaussianLikelihood"
            LossRules.requireAlike operation [ "mean", mean; "wanted", wanted ]
            LossRules.requireFloats operation [ "mean", mean; "variance", variance ]

            if not (variancesFit mean variance) then
                let shapes = [ "mean", mean.Aval.Shape; "variance", variance.Aval.Shape ]
                let rule = "variances have the shape of the means, or 1 along the last axis"
                Fail.raise operation (RiemannError.Shape("mean and variance do not fit", shapes, rule))

            LossRules.requireWithin operation "a variance" 0.0 infinity "variances are 0 or more" variance
            let held = variance + stopGradient (Tensor.clampMin settings.Epsilon variance - variance)
            let losses = 0.5 * (log held + Tensor.square (mean - wanted) / held)

            (if settings.Full then losses + 0.5 * log (2.0 * Math.PI) else losses)
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.gaussianLikelihood wanted mean variance` is the mean of `gaussianLikelihoodWith`.
        static member gaussianLikelihood (wanted: Tensor) (mean: Tensor) (variance: Tensor) : Tensor =
            Loss.gaussianLikelihoodWith GaussianLikelihood.defaults wanted mean variance
