namespace Riemann.Bridge

open Riemann.FSharp
open Riemann.FSharp.Learning

/// Losses.
module internal Losing =
    let MeanSquaredError (reduction: Reduction, wanted: Tensor, x: Tensor) =
        Loss.meanSquaredErrorWith reduction wanted x

    let AbsoluteError (reduction: Reduction, wanted: Tensor, x: Tensor) = Loss.absoluteErrorWith reduction wanted x
    let SmoothL1 (settings: SmoothL1, wanted: Tensor, x: Tensor) = Loss.smoothL1With settings wanted x
    let Huber (settings: Huber, wanted: Tensor, x: Tensor) = Loss.huberWith settings wanted x
    let CrossEntropy (settings: CrossEntropy, wanted: Tensor, x: Tensor) = Loss.crossEntropyWith settings wanted x

    let NegativeLogLikelihood (settings: NegativeLogLikelihood, labels: Tensor, x: Tensor) =
        Loss.negativeLogLikelihoodWith settings labels x

    let BinaryCrossEntropy (settings: BinaryCrossEntropy, wanted: Tensor, x: Tensor) =
        Loss.binaryCrossEntropyWith settings wanted x

    let BinaryCrossEntropyOfLogits (settings: BinaryCrossEntropyOfLogits, wanted: Tensor, x: Tensor) =
        Loss.binaryCrossEntropyOfLogitsWith settings wanted x

    let MultiLabelSoftMargin (settings: MultiLabelSoftMargin, wanted: Tensor, x: Tensor) =
        Loss.multiLabelSoftMarginWith settings wanted x

    let KullbackLeibler (settings: KullbackLeibler, wanted: Tensor, x: Tensor) =
        Loss.kullbackLeiblerWith settings wanted x

    let PoissonLikelihood (settings: PoissonLikelihood, wanted: Tensor, x: Tensor) =
        Loss.poissonLikelihoodWith settings wanted x

    let GaussianLikelihood (settings: GaussianLikelihood, wanted: Tensor, mean: Tensor, variance: Tensor) =
        Loss.gaussianLikelihoodWith settings wanted mean variance

    let MarginRanking (settings: Margin, signs: Tensor, first: Tensor, second: Tensor) =
        Loss.marginRankingWith settings signs first second

    let HingeEmbedding (settings: Margin, signs: Tensor, distances: Tensor) =
        Loss.hingeEmbeddingWith settings signs distances

    let CosineEmbedding (settings: Margin, signs: Tensor, first: Tensor, second: Tensor) =
        Loss.cosineEmbeddingWith settings signs first second

    let SoftMargin (reduction: Reduction, signs: Tensor, x: Tensor) = Loss.softMarginWith reduction signs x
    let MultiMargin (settings: MultiMargin, labels: Tensor, x: Tensor) = Loss.multiMarginWith settings labels x

    let TripletMargin (settings: TripletMargin, anchor: Tensor, positive: Tensor, negative: Tensor) =
        Loss.tripletMarginWith settings anchor positive negative
