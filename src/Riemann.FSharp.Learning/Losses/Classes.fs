namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// Labels of classes, which lie along axis 1 of what is predicted, or along its only axis.
type internal Labels =
    {
        Axis: int
        /// Indices that are all in range.
        Indices: Tensor
        /// Where a label is not ignored, if any may be.
        Kept: Tensor option
    }

module internal Classes =
    let axis operation (predicted: Tensor) =
        LossRules.requireFloats operation [ "predicted", predicted ]

        if predicted.Rank = 0 then
            let rule = "predicted is [classes], [n; classes] or [n; classes; ..]"
            let shapes = [ "predicted", predicted.Aval.Shape ]
            Fail.raise operation (RiemannError.Shape("there is no axis of classes", shapes, rule))

        min 1 (predicted.Rank - 1)

    let private asIndices operation (labels: Tensor) =
        match labels.DType with
        | DType.Int64 -> labels
        | DType.Int32
        | DType.UInt8 -> Tensor.cast DType.Int64 labels
        | other ->
            let hint = "Tensor.cast DType.Int64 the labels"
            Fail.raise operation (RiemannError.DType("the labels must be integers", [ "labels", other ], hint))

    /// Raises where a label is no class: gathering counts negative indices from the end, and would take -1 for the last.
    let private requireClasses operation (classes: int) (labels: Tensor) =
        LossRules.known labels
        |> Option.iter (fun values ->
            let position = Indexing.FirstOutOfRange(values, classes)

            if position >= 0L then
                let hint = $"predicted has {classes} classes: labels run from 0 to {classes - 1}"
                LossRules.refuse operation $"label {position} is {values.ToInt64(int position)}" hint)

    /// Whether a label can be the ignored one. Known ones that are all classes cannot, unless it is a class itself.
    let private mayIgnore (ignored: int64) (classes: int) (labels: Tensor) =
        match LossRules.known labels with
        | Some values when ignored < 0L || ignored >= int64 classes -> Indexing.FirstOutOfRange(values, classes) >= 0L
        | _ -> true

    /// The labels for these predictions, checked.
    let labels operation (ignored: int64) (labels: Tensor) (predicted: Tensor) : Labels =
        let axis: int = axis operation predicted
        let shape, given = predicted.Aval.Shape, labels.Aval.Shape
        let indices = asIndices operation labels

        if not (given.Equals(Shapes.without [ axis ] shape)) then
            let shapes = [ "labels", given; "predicted", shape ]
            let rule = "labels [n; ..] for predicted [n; classes; ..], or [] for [classes]"
            Fail.raise operation (RiemannError.Shape("labels and predicted do not fit", shapes, rule))

        if mayIgnore ignored shape[axis] indices then
            let kept = Tensor.notEqual indices (Tensor.Weak(float ignored, indices))
            let indices = Tensor.where kept indices (Tensor.Weak(0.0, indices))
            requireClasses operation shape[axis] indices
            { Axis = axis; Indices = indices; Kept = Some kept }
        else
            requireClasses operation shape[axis] indices
            { Axis = axis; Indices = indices; Kept = None }

    /// What is predicted for each label.
    let pick labels (predicted: Tensor) =
        predicted
        |> Tensor.gather labels.Axis (Tensor.insertAxis labels.Axis labels.Indices)
        |> Tensor.squeeze labels.Axis

    /// The weights of classes, one for each along the axis of what is predicted.
    let requireWeights operation (axis: int) (predicted: Tensor) (weights: Tensor) =
        LossRules.requireFloats operation [ "predicted", predicted; "weight", weights ]
        let classes = predicted.Aval.Shape[axis]

        if weights.Rank <> 1 || weights.Length <> classes then
            let shapes = [ "weight", weights.Aval.Shape; "predicted", predicted.Aval.Shape ]
            let rule = $"one weight for each of {classes} classes: [{classes}]"
            Fail.raise operation (RiemannError.Shape("weight does not fit", shapes, rule))

    /// The weights along the axis of something with so many axes.
    let along axis rank (weights: Tensor) =
        Tensor.reshape [ for i in 0 .. rank - 1 -> if i = axis then weights.Length else 1 ] weights

    /// The weight of each label.
    let ofLabels labels (weights: Tensor) =
        Tensor.gather 0 (Tensor.reshape [ labels.Indices.Length ] labels.Indices) weights
        |> Tensor.reshape labels.Indices.Shape

    let private orZero labels (x: Tensor) =
        match labels.Kept with
        | Some kept -> Tensor.where kept x (Tensor.Weak(0.0, x))
        | None -> x

    /// The losses, one for each label and weighted already, without those of ignored labels.
    let reduce operation reduction labels (weights: Tensor option) (losses: Tensor) =
        let counted =
            match weights, labels.Kept with
            | Some weights, _ -> Some(orZero labels weights)
            | None, Some kept -> Some(Tensor.cast losses.DType kept)
            | None, None -> None

        LossRules.reduceWeighted operation reduction counted (orZero labels losses)
