namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of `Loss.crossEntropyWith`: see `CrossEntropy.defaults`.
type CrossEntropy =
    {
        Reduction: Reduction
        /// A factor for each class: [classes].
        Weight: Tensor option
        /// The label whose examples do not count.
        IgnoreIndex: int64
        /// The part of each target that is shared equally by all classes, from 0 to 1.
        LabelSmoothing: float
    }

[<RequireQualifiedAccess>]
module CrossEntropy =
    /// The mean, without weights and smoothing; the label -100 is ignored.
    let defaults: CrossEntropy =
        { Reduction = Reduction.Mean; Weight = None; IgnoreIndex = -100L; LabelSmoothing = 0.0 }

/// The settings of `Loss.negativeLogLikelihoodWith`: see `NegativeLogLikelihood.defaults`.
type NegativeLogLikelihood =
    {
        Reduction: Reduction
        /// A factor for each class: [classes].
        Weight: Tensor option
        /// The label whose examples do not count.
        IgnoreIndex: int64
    }

[<RequireQualifiedAccess>]
module NegativeLogLikelihood =
    /// The mean, without weights; the label -100 is ignored.
    let defaults: NegativeLogLikelihood = { Reduction = Reduction.Mean; Weight = None; IgnoreIndex = -100L }

/// Losses of classes of which one is right.
[<AutoOpen>]
module CrossEntropies =
    let private times (weights: Tensor option) (x: Tensor) =
        match weights with
        | Some weights -> x * weights
        | None -> x

    /// The loss of each label, without weights and smoothing: in one pass where the classes lie side by side.
    let private plain (labels: Labels) (logits: Tensor) =
        if labels.Axis = logits.Rank - 1 then
            Primitive.apply2 CrossEntropyPrimitives.crossEntropy logits labels.Indices
        else
            Tensor.logSumExpOver [ labels.Axis ] logits - Classes.pick labels logits

    /// For labels: the logits of all classes appear outside `plain` only where there is smoothing.
    let private ofLabels operation (settings: CrossEntropy) (labels: Tensor) (logits: Tensor) =
        let labels = Classes.labels operation settings.IgnoreIndex labels logits
        settings.Weight |> Option.iter (Classes.requireWeights operation labels.Axis logits)
        let smoothing, axis = settings.LabelSmoothing, [ labels.Axis ]
        let own = plain labels logits
        let weights = settings.Weight |> Option.map (Classes.ofLabels labels)

        let losses =
            if smoothing = 0.0 then
                times weights own
            else
                let total = Tensor.logSumExpOver axis logits

                let even =
                    match settings.Weight with
                    | None -> total - Tensor.meanOver axis logits
                    | Some classes ->
                        let weighted = Tensor.sumOver axis (logits * Classes.along labels.Axis logits.Rank classes)
                        (total * Tensor.sum classes - weighted) / float classes.Length

                times weights own * (1.0 - smoothing) + even * smoothing

        Classes.reduce operation settings.Reduction labels weights losses

    /// For probabilities: their weights change the losses, not what a mean is divided by.
    let private ofProbabilities operation (settings: CrossEntropy) (wanted: Tensor) (logits: Tensor) =
        LossRules.requireAlike operation [ "predicted", logits; "wanted", wanted ]
        let axis = Classes.axis operation logits

        if settings.IgnoreIndex >= 0L then
            LossRules.refuse operation "probabilities have no label to ignore" "IgnoreIndex is for labels"

        let classes = float logits.Aval.Shape[axis]
        let smoothing = settings.LabelSmoothing
        let wanted = if smoothing = 0.0 then wanted else wanted * (1.0 - smoothing) + smoothing / classes

        let along (weights: Tensor) =
            Classes.requireWeights operation axis logits weights
            Classes.along axis logits.Rank weights

        let factors = times (settings.Weight |> Option.map along) wanted
        // A class that is impossible, and is said to be, adds nothing.
        let terms = Primitive.apply2 Arithmetic.multiplyOrZero factors (Tensor.logSoftmax axis logits)
        LossRules.reduce operation settings.Reduction -(Tensor.sumOver [ axis ] terms)

    type Loss with
        /// `Loss.crossEntropyWith settings wanted logits` is the negative logarithm of the probability that the softmax
        /// of the logits gives to what is wanted: labels, [n; ..] integers (int64, int32 or uint8) for
        /// [n; classes; ..] floats, or one for [classes]; or probabilities of all classes, floats of the logits' shape.
        /// A label's loss is multiplied by its weight, and the mean divides by the sum of these weights; of probabilities
        /// each class is weighted, and the mean divides by their number, as in PyTorch. Where all labels are ignored the
        /// mean is NaN. Raises where the shapes do not fit, a label is no class, or the mean is over no examples.
        /// Source of label smoothing: Szegedy et al. (2016), section 7.
        static member crossEntropyWith (settings: CrossEntropy) (wanted: Tensor) (logits: Tensor) : Tensor =
            let operation, smoothing = "Loss.crossEntropy", settings.LabelSmoothing
            let isFloats = wanted.DType = DType.Float32 || wanted.DType = DType.Float64
            let isShare = smoothing >= 0.0 && smoothing <= 1.0
            LossRules.require operation isShare $"a label smoothing of {string smoothing}" "a number from 0 to 1"

            if isFloats && wanted.Aval.Shape.Equals logits.Aval.Shape then
                ofProbabilities operation settings wanted logits
            else
                ofLabels operation settings wanted logits

        /// `Loss.crossEntropy wanted logits` is the mean of `crossEntropyWith` over the examples.
        static member crossEntropy (wanted: Tensor) (logits: Tensor) : Tensor =
            Loss.crossEntropyWith CrossEntropy.defaults wanted logits

        /// `Loss.negativeLogLikelihoodWith settings labels logProbabilities` is the negative logarithm of the probability
        /// of each label, of which the logarithms are given, for instance by `Activation.logSoftmax`. Shapes, weights,
        /// ignored labels and errors are those of `crossEntropyWith`.
        static member negativeLogLikelihoodWith (settings: NegativeLogLikelihood) labels logProbabilities : Tensor =
            let operation = "Loss.negativeLogLikelihood"
            let labels = Classes.labels operation settings.IgnoreIndex labels logProbabilities
            settings.Weight |> Option.iter (Classes.requireWeights operation labels.Axis logProbabilities)
            let weights = settings.Weight |> Option.map (Classes.ofLabels labels)
            let losses = times weights -(Classes.pick labels logProbabilities)
            Classes.reduce operation settings.Reduction labels weights losses

        /// `Loss.negativeLogLikelihood labels logProbabilities` is the mean of `negativeLogLikelihoodWith`.
        static member negativeLogLikelihood (labels: Tensor) (logProbabilities: Tensor) : Tensor =
            Loss.negativeLogLikelihoodWith NegativeLogLikelihood.defaults labels logProbabilities
