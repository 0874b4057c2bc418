namespace Riemann.FSharp.Learning.Nerva

open Riemann.Kernels
open Riemann.FSharp
open Riemann.FSharp.Learning

/// The losses of Nerva, each a sum over a batch: see `SummedLosses`.
[<RequireQualifiedAccess>]
type NervaLoss =
    /// `Loss.squaredError`.
    | SquaredError
    /// `Loss.probabilityCrossEntropy`.
    | CrossEntropy
    /// `Loss.softmaxCrossEntropy`.
    | SoftmaxCrossEntropy
    /// `Loss.logisticCrossEntropy`.
    | LogisticCrossEntropy
    /// `Loss.negativeLogProbability`.
    | NegativeLogLikelihood

[<RequireQualifiedAccess>]
module NervaLoss =
    let private choices =
        [ Choice.plain "SquaredError" NervaLoss.SquaredError
          Choice.plain "CrossEntropy" NervaLoss.CrossEntropy
          Choice.plain "SoftmaxCrossEntropy" NervaLoss.SoftmaxCrossEntropy
          Choice.plain "LogisticCrossEntropy" NervaLoss.LogisticCrossEntropy
          Choice.plain "NegativeLogLikelihood" NervaLoss.NegativeLogLikelihood ]

    /// `NervaLoss.tryParse "SoftmaxCrossEntropy"` is the loss of that name, as after `--loss`.
    let tryParse (text: string) : Result<NervaLoss, SpecificationError> =
        Choice.list "loss" choices "--loss" text
        |> Result.bind (fun items ->
            match items with
            | [ _, loss ] -> Ok loss
            | _ -> Choice.fail "--loss" (fst items[1]) (fst items[1]).Whole.Column "there are several losses" "one")

    /// `NervaLoss.parse text` is what `tryParse` reads. Raises where that is an error.
    let parse (text: string) : NervaLoss =
        tryParse text |> Result.mapError SpecificationError.toRiemannError |> Fail.get "NervaLoss.parse"

    let private isIndices (target: Tensor) = not (target.DType.IsFloat())

    /// What no class is called, so that none is left out.
    let private ignoring = System.Int64.MinValue

    /// The target as rows with a single 1, as many columns as are predicted.
    let private oneHot (target: Tensor) (predicted: Tensor) =
        if isIndices target then
            let labels = Classes.labels "NervaLoss.value" ignoring target predicted
            Tensor.oneHot predicted.Shape[labels.Axis] labels.Indices |> Tensor.cast predicted.DType
        else
            target

    /// `NervaLoss.value loss target predicted` is the loss of a batch, summed over its examples: for predictions
    /// [n; classes], and targets that are classes, integers [n], or wanted outputs, floats [n; classes]. Raises where they do
    /// not fit, or a label is no class.
    let value (loss: NervaLoss) (target: Tensor) (predicted: Tensor) : Tensor =
        match loss with
        | NervaLoss.SoftmaxCrossEntropy when isIndices target ->
            let settings = { CrossEntropy.defaults with Reduction = Reduction.Sum; IgnoreIndex = ignoring }

            Loss.crossEntropyWith settings target predicted
        | NervaLoss.SoftmaxCrossEntropy -> Loss.softmaxCrossEntropy target predicted
        | NervaLoss.SquaredError -> Loss.squaredError (oneHot target predicted) predicted
        | NervaLoss.CrossEntropy -> Loss.probabilityCrossEntropy (oneHot target predicted) predicted
        | NervaLoss.LogisticCrossEntropy -> Loss.logisticCrossEntropy (oneHot target predicted) predicted
        | NervaLoss.NegativeLogLikelihood -> Loss.negativeLogProbability (oneHot target predicted) predicted
