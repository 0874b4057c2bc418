namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// How the losses of single examples become one.
[<RequireQualifiedAccess>]
type Reduction =
    | Mean
    | Sum
    /// Not at all: the losses stay apart.
    | None

/// The settings of `Loss.crossEntropyWith`: see `CrossEntropy.defaults`.
type CrossEntropy =
    {
        Reduction: Reduction
        /// The part of each target that is shared equally by all classes, from 0 to 1.
        LabelSmoothing: float
    }

[<RequireQualifiedAccess>]
module CrossEntropy =
    /// The mean, without smoothing.
    let defaults = { Reduction = Reduction.Mean; LabelSmoothing = 0.0 }

/// Losses. What is wanted comes first, what is predicted last.
[<RequireQualifiedAccess>]
module Loss =
    let private reduce reduction (losses: Tensor) =
        match reduction with
        | Reduction.Mean -> Tensor.mean losses
        | Reduction.Sum -> Tensor.sum losses
        | Reduction.None -> losses

    /// The values for all examples, where these are known.
    let rec private known (x: Tensor) =
        match x.Tracer with
        | null -> Some x.Value
        | :? BatchTracer as tracer -> known tracer.Value
        | _ -> None

    /// Gathering counts negative indices from the end and would take the label -1 for the last class.
    let private requireLabels operation (classes: int) (labels: Tensor) =
        let refuse (values: NDArray) =
            let position = Indexing.FirstOutOfRange(values, classes)

            if position >= 0L then
                let problem = $"label {position} is {values.ToInt64(int position)}"
                let hint = $"the logits have {classes} classes: labels run from 0 to {classes - 1}"
                Fail.raise operation (RiemannError.Value(problem, hint))

        known labels |> Option.iter refuse

    let private asIndices operation (labels: Tensor) =
        match labels.DType with
        | DType.Int64 -> labels
        | DType.Int32
        | DType.UInt8 -> Tensor.cast DType.Int64 labels
        | other ->
            let hint = "Tensor.cast DType.Int64 the labels"
            Fail.raise operation (RiemannError.DType("the labels must be integers", [ "labels", other ], hint))

    /// `Loss.crossEntropyWith settings labels logits` is the negative logarithm of the probability that the softmax of
    /// the logits gives to the labels: [n] integers (int64, int32 or uint8) for [n; classes] floats, or one for
    /// [classes]. Raises where the shapes do not fit or a label is no class; the mean over no examples is an error.
    /// Label smoothing as PyTorch's. Source: Szegedy et al. (2016), section 7.
    let crossEntropyWith (settings: CrossEntropy) (labels: Tensor) (logits: Tensor) : Tensor =
        let operation = "Loss.crossEntropy"
        let shape, given = logits.Aval.Shape, labels.Aval.Shape

        if
            (shape.Rank <> 1 && shape.Rank <> 2)
            || given.Rank <> shape.Rank - 1
            || (given.Rank = 1 && given[0] <> shape[0])
        then
            let shapes = [ "labels", given; "logits", shape ]
            let rule = "labels [n] for logits [n; classes], or [] for [classes]"
            Fail.raise operation (RiemannError.Shape("labels and logits do not fit", shapes, rule))

        if not (settings.LabelSmoothing >= 0.0 && settings.LabelSmoothing <= 1.0) then
            let problem = $"a label smoothing of {settings.LabelSmoothing}"
            Fail.raise operation (RiemannError.Value(problem, "a number from 0 to 1"))

        let indices = asIndices operation labels
        requireLabels operation shape[shape.Rank - 1] indices
        let plain = Primitive.apply2 CrossEntropyPrimitives.crossEntropy logits indices

        let losses =
            if settings.LabelSmoothing = 0.0 then
                plain
            else
                let even = Tensor.logSumExpOver [ -1 ] logits - Tensor.meanOver [ -1 ] logits
                plain * (1.0 - settings.LabelSmoothing) + even * settings.LabelSmoothing

        reduce settings.Reduction losses

    /// `Loss.crossEntropy labels logits` is the mean of `crossEntropyWith` over the examples.
    let crossEntropy (labels: Tensor) (logits: Tensor) : Tensor = crossEntropyWith CrossEntropy.defaults labels logits

    let private difference operation (targets: Tensor) (prediction: Tensor) =
        let wanted, given = targets.Aval.Shape, prediction.Aval.Shape

        if not (wanted.Equals given) then
            let shapes = [ "targets", wanted; "prediction", given ]
            let rule = "both have one shape: nothing broadcasts in a loss"
            Fail.raise operation (RiemannError.Shape("targets and prediction do not fit", shapes, rule))

        prediction - targets

    /// `Loss.meanSquaredError targets prediction` is the mean of the squared differences. The shapes must be equal.
    let meanSquaredError (targets: Tensor) (prediction: Tensor) : Tensor =
        difference "Loss.meanSquaredError" targets prediction |> Tensor.square |> Tensor.mean

    /// `Loss.absoluteError targets prediction` is the mean of the absolute differences. The shapes must be equal.
    let absoluteError (targets: Tensor) (prediction: Tensor) : Tensor =
        difference "Loss.absoluteError" targets prediction |> abs |> Tensor.mean

    /// `Loss.huber delta targets prediction` is the mean of half the square of differences up to delta, and of a line
    /// with the same slope beyond; PyTorch's default delta is 1. The shapes must be equal. Source: Huber (1964), section 5.
    let huber (delta: float) (targets: Tensor) (prediction: Tensor) : Tensor =
        if not (delta > 0.0) then
            Fail.raise "Loss.huber" (RiemannError.Value($"a delta of {delta}", "a positive number"))

        let distance = difference "Loss.huber" targets prediction |> abs
        let near = Tensor.minimum distance (Tensor.Weak(delta, distance))
        Tensor.mean (near * (distance - near * 0.5))
