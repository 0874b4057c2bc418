namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The settings of losses that take signs: see `MarginRanking.defaults`, `HingeEmbedding.defaults` and
/// `CosineEmbedding.defaults`.
type Margin =
    {
        Reduction: Reduction
        /// How far apart is far enough.
        Margin: float
    }

[<RequireQualifiedAccess>]
module MarginRanking =
    /// The mean, with a margin of 0.
    let defaults: Margin = { Reduction = Reduction.Mean; Margin = 0.0 }

[<RequireQualifiedAccess>]
module HingeEmbedding =
    /// The mean, with a margin of 1.
    let defaults: Margin = { Reduction = Reduction.Mean; Margin = 1.0 }

[<RequireQualifiedAccess>]
module CosineEmbedding =
    /// The mean, with a margin of 0.
    let defaults: Margin = { Reduction = Reduction.Mean; Margin = 0.0 }

/// Losses that take signs, of any type of numbers: 1 for what belongs together or comes first, -1 for what does not.
[<AutoOpen>]
module Margins =
    /// The signs as floats of another tensor's type, known ones checked.
    let private asFloats operation (like: Tensor) (signs: Tensor) =
        match LossRules.known signs with
        | Some values when values.Length > 0 ->
            let size = abs (Tensor.cast DType.Float64 (Tensor(values, null)))

            if not (float (Tensor.min size) = 1.0 && float (Tensor.max size) = 1.0) then
                LossRules.refuse
                    operation
                    "a sign is neither 1 nor -1"
                    "1 for what belongs together, -1 for what does not"
        | _ -> ()

        Tensor.cast like.DType signs

    let private isPositive (signs: Tensor) = Tensor.greater signs (Tensor.Weak(0.0, signs))

    type Loss with
        /// `Loss.marginRankingWith settings signs first second` is max (0, margin - y (first - second)) for signs y: 1
        /// where the first is to be larger, -1 where the second is. All have one shape.
        static member marginRankingWith (settings: Margin) (signs: Tensor) (first: Tensor) (second: Tensor) : Tensor =
            let operation = "Loss.marginRanking"
            let signs = asFloats operation first signs
            LossRules.requireAlike operation [ "first", first; "second", second; "signs", signs ]

            Tensor.clampMin 0.0 (settings.Margin - signs * (first - second))
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.marginRanking signs first second` is the mean of `marginRankingWith` for a margin of 0.
        static member marginRanking (signs: Tensor) (first: Tensor) (second: Tensor) : Tensor =
            Loss.marginRankingWith MarginRanking.defaults signs first second

        /// `Loss.hingeEmbeddingWith settings signs distances` is the distance where the sign is 1, and
        /// max (0, margin - distance) where it is -1. All have one shape.
        static member hingeEmbeddingWith (settings: Margin) (signs: Tensor) (distances: Tensor) : Tensor =
            let operation = "Loss.hingeEmbedding"
            let signs = asFloats operation distances signs
            LossRules.requireAlike operation [ "predicted", distances; "signs", signs ]
            let apart = Tensor.clampMin 0.0 (settings.Margin - distances)
            Tensor.where (isPositive signs) distances apart |> LossRules.reduce operation settings.Reduction

        /// `Loss.hingeEmbedding signs distances` is the mean of `hingeEmbeddingWith` for a margin of 1.
        static member hingeEmbedding (signs: Tensor) (distances: Tensor) : Tensor =
            Loss.hingeEmbeddingWith HingeEmbedding.defaults signs distances

        /// `Loss.cosineEmbeddingWith settings signs first second` is, with the cosine c of the angle between the rows of
        /// both, 1 - c where the sign is 1 and max (0, c - margin) where it is -1: [n] signs for [n; features] twice, or
        /// one for [features]. A row of zeros has the cosine 0.
        static member cosineEmbeddingWith (settings: Margin) (signs: Tensor) (first: Tensor) (second: Tensor) : Tensor =
            let operation = "Loss.cosineEmbedding"
            LossRules.requireAlike operation [ "first", first; "second", second ]
            Classes.axis operation first |> ignore
            let signs = asFloats operation first signs
            let shape = first.Aval.Shape

            if not (signs.Aval.Shape.Equals(Shapes.without [ shape.Rank - 1 ] shape)) then
                let shapes = [ "signs", signs.Aval.Shape; "first", shape ]
                let rule = "signs [n] for rows [n; features], or [] for [features]"
                Fail.raise operation (RiemannError.Shape("signs and rows do not fit", shapes, rule))

            let product a b = Tensor.vecdot -1 a b
            // PyTorch's: the squared lengths are at least this much above 0.
            let size x = product x x + 1e-12
            let cosine = product first second / sqrt (size first * size second)

            Tensor.where (isPositive signs) (1.0 - cosine) (Tensor.clampMin 0.0 (cosine - settings.Margin))
            |> LossRules.reduce operation settings.Reduction

        /// `Loss.cosineEmbedding signs first second` is the mean of `cosineEmbeddingWith` for a margin of 0.
        static member cosineEmbedding (signs: Tensor) (first: Tensor) (second: Tensor) : Tensor =
            Loss.cosineEmbeddingWith CosineEmbedding.defaults signs first second

        /// `Loss.softMarginWith reduction signs predicted` is log (1 + exp (-y x)) for signs y, without overflow.
        static member softMarginWith (reduction: Reduction) (signs: Tensor) (predicted: Tensor) : Tensor =
            let operation = "Loss.softMargin"
            let signs = asFloats operation predicted signs
            LossRules.requireAlike operation [ "predicted", predicted; "signs", signs ]
            Tensor.softplus -(signs * predicted) |> LossRules.reduce operation reduction

        /// `Loss.softMargin signs predicted` is the mean of `softMarginWith`.
        static member softMargin (signs: Tensor) (predicted: Tensor) : Tensor =
            Loss.softMarginWith Reduction.Mean signs predicted
