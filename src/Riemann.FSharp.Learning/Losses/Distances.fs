namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of `Loss.smoothL1With`: see `SmoothL1.defaults`.
type SmoothL1 =
    {
        Reduction: Reduction
        /// The difference from which on the loss is a line, 0 or more.
        Beta: float
    }

[<RequireQualifiedAccess>]
module SmoothL1 =
    /// The mean, with a beta of 1.
    let defaults: SmoothL1 = { Reduction = Reduction.Mean; Beta = 1.0 }

/// The settings of `Loss.huberWith`: see `Huber.defaults`.
type Huber =
    {
        Reduction: Reduction
        /// The difference from which on the loss is a line, more than 0.
        Delta: float
    }

[<RequireQualifiedAccess>]
module Huber =
    /// The mean, with a delta of 1.
    let defaults: Huber = { Reduction = Reduction.Mean; Delta = 1.0 }

/// Losses of numbers that are to be near others.
[<AutoOpen>]
module Distances =
    let private difference operation (wanted: Tensor) (predicted: Tensor) =
        LossRules.requireAlike operation [ "predicted", predicted; "wanted", wanted ]
        predicted - wanted

    /// scale d^2 / 2 up to the bound, and lines with the same slope beyond.
    let private rounded bound scale difference =
        let line slope = Piecewise.line (-scale * bound * bound / 2.0) slope
        let middle = Piecewise.curve 0.0 (scale / 2.0)
        Piecewise.pieces -bound bound (line (-scale * bound)) middle (line (scale * bound)) difference

    type Loss with
        /// `Loss.meanSquaredErrorWith reduction wanted predicted` are the squared differences.
        static member meanSquaredErrorWith (reduction: Reduction) (wanted: Tensor) (predicted: Tensor) : Tensor =
            let operation = "Loss.meanSquaredError"
            difference operation wanted predicted |> Tensor.square |> LossRules.reduce operation reduction

        /// `Loss.meanSquaredError wanted predicted` is the mean of the squared differences.
        static member meanSquaredError (wanted: Tensor) (predicted: Tensor) : Tensor =
            Loss.meanSquaredErrorWith Reduction.Mean wanted predicted

        /// `Loss.absoluteErrorWith reduction wanted predicted` are the absolute differences; the derivative where there
        /// is none is 0.
        static member absoluteErrorWith (reduction: Reduction) (wanted: Tensor) (predicted: Tensor) : Tensor =
            let operation = "Loss.absoluteError"
            difference operation wanted predicted |> abs |> LossRules.reduce operation reduction

        /// `Loss.absoluteError wanted predicted` is the mean of the absolute differences.
        static member absoluteError (wanted: Tensor) (predicted: Tensor) : Tensor =
            Loss.absoluteErrorWith Reduction.Mean wanted predicted

        /// `Loss.smoothL1With settings wanted predicted` is d^2 / (2 beta) for differences d up to beta, and
        /// |d| - beta / 2 beyond: `absoluteError` with a rounded corner, and itself for a beta of 0.
        /// Source: Girshick (2015), equation 3.
        static member smoothL1With (settings: SmoothL1) (wanted: Tensor) (predicted: Tensor) : Tensor =
            let operation, beta = "Loss.smoothL1", settings.Beta
            LossRules.require operation (beta >= 0.0) $"a beta of {string beta}" "0 or a positive number"
            let apart = difference operation wanted predicted

            (if beta = 0.0 then abs apart else rounded beta (1.0 / beta) apart)
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.smoothL1 wanted predicted` is the mean of `smoothL1With` for a beta of 1.
        static member smoothL1 (wanted: Tensor) (predicted: Tensor) : Tensor =
            Loss.smoothL1With SmoothL1.defaults wanted predicted

        /// `Loss.huberWith settings wanted predicted` is d^2 / 2 for differences d up to delta, and
        /// delta (|d| - delta / 2) beyond. Source: Huber (1964), section 5.
        static member huberWith (settings: Huber) (wanted: Tensor) (predicted: Tensor) : Tensor =
            let operation, delta = "Loss.huber", settings.Delta
            LossRules.require operation (delta > 0.0) $"a delta of {string delta}" "a positive number"
            difference operation wanted predicted |> rounded delta 1.0 |> LossRules.reduce operation settings.Reduction

        /// `Loss.huber wanted predicted` is the mean of `huberWith` for a delta of 1.
        static member huber (wanted: Tensor) (predicted: Tensor) : Tensor =
            Loss.huberWith Huber.defaults wanted predicted
