namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of `Loss.multiMarginWith`: see `MultiMargin.defaults`.
type MultiMargin =
    {
        Reduction: Reduction
        /// By how much the label's score is to exceed all others.
        Margin: float
        /// The power of what is missing, 1 or 2.
        Power: int
        /// A factor for each class: [classes].
        Weight: Tensor option
    }

[<RequireQualifiedAccess>]
module MultiMargin =
    /// The mean, with a margin of 1, the power 1 and no weights.
    let defaults: MultiMargin = { Reduction = Reduction.Mean; Margin = 1.0; Power = 1; Weight = None }

/// The settings of `Loss.tripletMarginWith`: see `TripletMargin.defaults`.
type TripletMargin =
    {
        Reduction: Reduction
        /// By how much the negative is to be farther away than the positive.
        Margin: float
        /// The order of the norm that measures distances.
        Norm: float
        /// What is added to every difference, so that no distance is 0.
        Epsilon: float
        /// Whether the distance of positive and negative counts where it is the smaller one
        /// (Balntas, Riba, Ponsa and Mikolajczyk 2016).
        Swap: bool
    }

[<RequireQualifiedAccess>]
module TripletMargin =
    /// The mean, with a margin of 1, Euclidean distances and an epsilon of 1e-6, without the swap.
    let defaults: TripletMargin = { Reduction = Reduction.Mean; Margin = 1.0; Norm = 2.0; Epsilon = 1e-6; Swap = false }

/// Losses of scores and distances that are to exceed others by a margin.
[<AutoOpen>]
module Triplets =
    type Loss with
        /// `Loss.multiMarginWith settings labels scores` is for each example the mean over the classes j of
        /// max (0, margin - score of the label + score of j)^power, where the label itself adds nothing: labels [n] for
        /// scores [n; classes], or one for [classes]. A label's weight multiplies its loss.
        static member multiMarginWith (settings: MultiMargin) (labels: Tensor) (scores: Tensor) : Tensor =
            let operation, margin = "Loss.multiMargin", settings.Margin
            let isPower = settings.Power = 1 || settings.Power = 2
            LossRules.require operation isPower $"a power of {settings.Power}" "1 or 2"

            if scores.Rank > 2 then
                let shapes = [ "predicted", scores.Aval.Shape ]
                let rule = "scores are [n; classes] or [classes]"
                Fail.raise operation (RiemannError.Shape("there are too many axes", shapes, rule))

            let ignored = int64 scores.Length // no label
            let labels = Classes.labels operation ignored labels scores
            let axis = labels.Axis
            settings.Weight |> Option.iter (Classes.requireWeights operation axis scores)
            let missing = Tensor.relu (scores - Tensor.insertAxis axis (Classes.pick labels scores) + margin)
            let power = if settings.Power = 1 then missing else Tensor.square missing
            // Each label's own part is that of a difference of 0.
            let own = pown (max 0.0 margin) settings.Power
            let losses = (Tensor.sumOver [ axis ] power - own) / float scores.Aval.Shape[axis]

            match settings.Weight with
            | Some weights -> losses * Classes.ofLabels labels weights
            | None -> losses
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.multiMargin labels scores` is the mean of `multiMarginWith` for a margin and a power of 1.
        static member multiMargin (labels: Tensor) (scores: Tensor) : Tensor =
            Loss.multiMarginWith MultiMargin.defaults labels scores

        /// `Loss.tripletMarginWith settings anchor positive negative` is max (0, margin + d (anchor, positive) -
        /// d (anchor, negative)) with distances d along the last axis: [n; features] three times gives [n] to reduce.
        /// Source: Schroff, Kalenichenko and Philbin (2015), equation 3, without its squares.
        static member tripletMarginWith
            (settings: TripletMargin)
            (anchor: Tensor)
            (positive: Tensor)
            (negative: Tensor)
            =
            let operation = "Loss.tripletMargin"
            LossRules.requireAlike operation [ "anchor", anchor; "positive", positive; "negative", negative ]
            Classes.axis operation anchor |> ignore
            let isNorm = settings.Norm > 0.0
            LossRules.require operation isNorm $"a norm of order {string settings.Norm}" "2.0 is the Euclidean norm"

            let distance (a: Tensor) (b: Tensor) : Tensor =
                Tensor.normOver settings.Norm [ -1 ] (a - b + settings.Epsilon)

            let apart: Tensor = distance anchor negative
            let apart = if settings.Swap then Tensor.minimum apart (distance positive negative) else apart

            Tensor.clampMin 0.0 (settings.Margin + distance anchor positive - apart)
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.tripletMargin anchor positive negative` is the mean of `tripletMarginWith` for a margin of 1.
        static member tripletMargin (anchor: Tensor) (positive: Tensor) (negative: Tensor) : Tensor =
            Loss.tripletMarginWith TripletMargin.defaults anchor positive negative
