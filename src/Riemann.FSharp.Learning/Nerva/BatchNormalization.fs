namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp
open Riemann.FSharp.Learning

/// Nerva's batch normalisation: each feature by its mean and biased variance over the batch, in training and in use.
type BatchNormalization =
    {
        /// The scale: [features]
        Gamma: Tensor
        /// [features]
        Beta: Tensor
    }

[<RequireQualifiedAccess>]
module BatchNormalization =
    /// What Nerva adds to the variance.
    let private epsilon = 1e-7

    /// `BatchNormalization.init features` has scales of 1 and biases of 0, of float32. Raises unless there is a feature.
    let init (features: int) : BatchNormalization =
        Normalising.requireChannels "BatchNormalization.init" "BatchNormalization" features
        { Gamma = Init.ones DType.Float32 [ features ]; Beta = Init.zeros DType.Float32 [ features ] }

    /// `BatchNormalization.apply layer x` is (x - mean) / sqrt (variance + 1e-7) gamma + beta for x of [batch; features].
    /// The result for an example depends on the others of its batch; where there are none it is beta. Raises where x does
    /// not fit. Source: Ioffe and Szegedy (2015), algorithm 1.
    let apply (layer: BatchNormalization) (x: Tensor) : Tensor =
        let forms = [ 2, "[batch; features]" ]
        Normalising.requireInput "BatchNormalization.apply" layer.Gamma.Length forms 0 x
        Normalising.standardise epsilon [ 0 ] (Some layer.Gamma) (Some layer.Beta) x
