namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of `Loss.binaryCrossEntropyWith`: see `BinaryCrossEntropy.defaults`.
type BinaryCrossEntropy =
    {
        Reduction: Reduction
        /// Factors for the losses, to whose shape they broadcast.
        Weight: Tensor option
    }

[<RequireQualifiedAccess>]
module BinaryCrossEntropy =
    /// The mean, without weights.
    let defaults: BinaryCrossEntropy = { Reduction = Reduction.Mean; Weight = None }

/// The settings of `Loss.binaryCrossEntropyOfLogitsWith`: see `BinaryCrossEntropyOfLogits.defaults`.
type BinaryCrossEntropyOfLogits =
    {
        Reduction: Reduction
        /// Factors for the losses, to whose shape they broadcast.
        Weight: Tensor option
        /// Factors for what the truth of a statement adds, broadcast likewise: above 1 for rare ones.
        PositiveWeight: Tensor option
    }

[<RequireQualifiedAccess>]
module BinaryCrossEntropyOfLogits =
    /// The mean, without weights.
    let defaults: BinaryCrossEntropyOfLogits = { Reduction = Reduction.Mean; Weight = None; PositiveWeight = None }

/// The settings of `Loss.multiLabelSoftMarginWith`: see `MultiLabelSoftMargin.defaults`.
type MultiLabelSoftMargin =
    {
        Reduction: Reduction
        /// A factor for each class: [classes].
        Weight: Tensor option
    }

[<RequireQualifiedAccess>]
module MultiLabelSoftMargin =
    /// The mean, without weights.
    let defaults: MultiLabelSoftMargin = { Reduction = Reduction.Mean; Weight = None }

/// Losses of statements that are true, 1, or false, 0, or something between.
[<AutoOpen>]
module BinaryCrossEntropies =
    let private weighted operation (weights: Tensor option) (losses: Tensor) =
        match weights with
        | Some weights ->
            LossRules.requireWeights operation "weight" weights losses
            losses * weights
        | None -> losses

    type Loss with
        /// `Loss.binaryCrossEntropyWith settings wanted probabilities` is -(t log p + (1 - t) log (1 - p)) for wanted t
        /// and predicted p from 0 to 1. The logarithms are at least -100, as in PyTorch; where one is held there its
        /// derivative is 0. Raises where a probability known is not from 0 to 1.
        static member binaryCrossEntropyWith (settings: BinaryCrossEntropy) (wanted: Tensor) (probabilities: Tensor) =
            let operation = "Loss.binaryCrossEntropy"
            LossRules.requireAlike operation [ "predicted", probabilities; "wanted", wanted ]
            let hint = "from 0 to 1, as Tensor.sigmoid gives; for logits there is binaryCrossEntropyOfLogits"
            LossRules.requireWithin operation "a predicted probability" 0.0 1.0 hint probabilities
            let isTrue = Tensor.clampMin -100.0 (log probabilities)
            let isFalse = Tensor.clampMin -100.0 (Tensor.log1p -probabilities)

            (wanted - 1.0) * isFalse - wanted * isTrue
            |> weighted operation settings.Weight
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.binaryCrossEntropy wanted probabilities` is the mean of `binaryCrossEntropyWith`.
        static member binaryCrossEntropy (wanted: Tensor) (probabilities: Tensor) : Tensor =
            Loss.binaryCrossEntropyWith BinaryCrossEntropy.defaults wanted probabilities

        /// `Loss.binaryCrossEntropyOfLogitsWith settings wanted logits` is `binaryCrossEntropyWith` of the sigmoid of
        /// the logits x without its rounding: (1 - t) x + (1 + (p - 1) t) softplus (-x), with the positive weight p.
        static member binaryCrossEntropyOfLogitsWith (settings: BinaryCrossEntropyOfLogits) wanted (logits: Tensor) =
            let operation = "Loss.binaryCrossEntropyOfLogits"
            LossRules.requireAlike operation [ "predicted", logits; "wanted", wanted ]

            let losses =
                match settings.PositiveWeight with
                | None -> Tensor.softplus logits - wanted * logits
                | Some positive ->
                    LossRules.requireWeights operation "positive weight" positive logits
                    (1.0 - wanted) * logits + (1.0 + (positive - 1.0) * wanted) * Tensor.softplus -logits

            losses |> weighted operation settings.Weight |> LossRules.reduce operation settings.Reduction

        /// `Loss.binaryCrossEntropyOfLogits wanted logits` is the mean of `binaryCrossEntropyOfLogitsWith`.
        static member binaryCrossEntropyOfLogits (wanted: Tensor) (logits: Tensor) : Tensor =
            Loss.binaryCrossEntropyOfLogitsWith BinaryCrossEntropyOfLogits.defaults wanted logits

        /// `Loss.multiLabelSoftMarginWith settings wanted logits` is for each example the mean over the classes, which are
        /// the last axis, of `binaryCrossEntropyOfLogits`: [n; classes] gives [n] to reduce.
        static member multiLabelSoftMarginWith (settings: MultiLabelSoftMargin) (wanted: Tensor) (logits: Tensor) =
            let operation = "Loss.multiLabelSoftMargin"
            LossRules.requireAlike operation [ "predicted", logits; "wanted", wanted ]
            Classes.axis operation logits |> ignore
            let last = logits.Rank - 1
            settings.Weight |> Option.iter (Classes.requireWeights operation last logits)
            let classes = float logits.Aval.Shape[last]

            Tensor.sumOver [ last ] (weighted operation settings.Weight (Tensor.softplus logits - wanted * logits))
            / classes
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.multiLabelSoftMargin wanted logits` is the mean of `multiLabelSoftMarginWith`.
        static member multiLabelSoftMargin (wanted: Tensor) (logits: Tensor) : Tensor =
            Loss.multiLabelSoftMarginWith MultiLabelSoftMargin.defaults wanted logits
