namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How `CosineSimilarity` compares: see `CosineSimilarity.defaults`.
type CosineSimilarity =
    {
        /// The axis along which vectors lie.
        Axis: int
        /// The least that a norm counts as.
        Epsilon: float
    }

[<RequireQualifiedAccess>]
module CosineSimilarity =
    /// Along axis 1, with norms of at least 1e-8.
    let defaults: CosineSimilarity = { Axis = 1; Epsilon = 1e-8 }

    /// `CosineSimilarity.apply settings a b` are the cosines of the angles between vectors of a and b, whose shapes
    /// broadcast; the axis is gone. Vectors shorter than epsilon are compared as if they were as long as it.
    let apply (settings: CosineSimilarity) (a: Tensor) (b: Tensor) : Tensor =
        let unit (x: Tensor) =
            let square = Tensor.sumOver [ settings.Axis ] (Tensor.square x) |> Tensor.insertAxis settings.Axis
            x * Tensor.rsqrt (Tensor.maximum square (Tensor.Weak(settings.Epsilon * settings.Epsilon, square)))

        Tensor.sumOver [ settings.Axis ] (unit a * unit b)

/// How `PairwiseDistance` measures: see `PairwiseDistance.defaults`.
type PairwiseDistance =
    {
        /// The p of the norm (sum |x|^p)^(1/p); infinity for the largest magnitude.
        Norm: float
        /// What is added to each difference, so that no norm is taken of 0.
        Epsilon: float
        /// Whether the axis that is summed over stays, with length 1.
        KeepAxis: bool
    }

[<RequireQualifiedAccess>]
module PairwiseDistance =
    /// The Euclidean distance, with 1e-6 added.
    let defaults: PairwiseDistance = { Norm = 2.0; Epsilon = 1e-6; KeepAxis = false }

    /// `PairwiseDistance.apply settings a b` are the norms of a - b + epsilon along the last axis: [.., n] and [.., n],
    /// which broadcast, give [..].
    let apply (settings: PairwiseDistance) (a: Tensor) (b: Tensor) : Tensor =
        let distance = Tensor.normOver settings.Norm [ -1 ] (a - b + settings.Epsilon)
        if settings.KeepAxis then Tensor.insertAxis -1 distance else distance
