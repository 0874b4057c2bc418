namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a batch normalisation begins: see `BatchNorm2d.defaults`.
type BatchNormSettings = ChannelNormSettings

/// Batch normalisation: each channel by its mean and variance over the batch and all positions.
type BatchNorm = ChannelNorm

/// What batch normalisations of any number of spatial axes share.
module internal BatchNorms =
    let defaults: BatchNormSettings =
        { Channels = 0
          Epsilon = 1e-5
          Momentum = Some 0.1
          Affine = true
          TrackRunningStatistics = true
          DType = DType.Float32 }

    let apply name forms mode (layer: BatchNorm) (x: Tensor) : Tensor * BatchNorm =
        let operation = $"{name}.apply"
        let spatial = max 0 (x.Rank - 2)
        Normalising.requireInput operation layer.Settings.Channels forms spatial x
        let rule = "more than one value for each channel, or Eval"
        ChannelNorms.apply operation rule (0 :: [ 2 .. x.Rank - 1 ]) id spatial mode layer x

/// Batch normalisation of vectors and sequences. Source: Ioffe and Szegedy (2015), algorithms 1 and 2.
[<RequireQualifiedAccess>]
module BatchNorm1d =
    /// With weights, biases and running statistics, of float32; an epsilon of 1e-5 and a momentum of 0.1. `Channels` is for
    /// the user to set.
    let defaults: BatchNormSettings = BatchNorms.defaults

    /// `BatchNorm1d.init settings` has weights of 1, biases of 0, and running means of 0 and variances of 1. Raises where
    /// the channels are not positive, epsilon is negative, or the momentum is not from 0 to 1.
    let init (settings: BatchNormSettings) : BatchNorm = ChannelNorms.init "BatchNorm1d" settings

    /// `BatchNorm1d.apply mode layer x` is x, [batch; channels] or [batch; channels; length], normalised, and the layer to
    /// go on with: in training by the mean and the biased variance of the batch, of which the running statistics learn;
    /// in use by the running statistics. Raises in training where a channel has one value, and where x does not fit.
    let apply (mode: Mode) (layer: BatchNorm) (x: Tensor) : Tensor * BatchNorm =
        BatchNorms.apply "BatchNorm1d" [ 2, "[batch; channels]"; 3, "[batch; channels; length]" ] mode layer x

    /// `BatchNorm1d.layer settings` is the layer as a step of a model.
    let layer (settings: BatchNormSettings) : Layer<BatchNorm> =
        Layer.ofState "BatchNorm1d" (fun _ -> init settings) apply

/// Batch normalisation of images. Source: Ioffe and Szegedy (2015), algorithms 1 and 2, section 3.2.
[<RequireQualifiedAccess>]
module BatchNorm2d =
    /// As `BatchNorm1d.defaults`.
    let defaults: BatchNormSettings = BatchNorms.defaults

    /// As `BatchNorm1d.init`.
    let init (settings: BatchNormSettings) : BatchNorm = ChannelNorms.init "BatchNorm2d" settings

    /// `BatchNorm2d.apply mode layer x` is `BatchNorm1d.apply` for x of [batch; channels; height; width].
    let apply (mode: Mode) (layer: BatchNorm) (x: Tensor) : Tensor * BatchNorm =
        BatchNorms.apply "BatchNorm2d" [ 4, "[batch; channels; height; width]" ] mode layer x

    /// `BatchNorm2d.layer settings` is the layer as a step of a model.
    let layer (settings: BatchNormSettings) : Layer<BatchNorm> =
        Layer.ofState "BatchNorm2d" (fun _ -> init settings) apply

/// Batch normalisation of volumes. Source: Ioffe and Szegedy (2015), algorithms 1 and 2, section 3.2.
[<RequireQualifiedAccess>]
module BatchNorm3d =
    /// As `BatchNorm1d.defaults`.
    let defaults: BatchNormSettings = BatchNorms.defaults

    /// As `BatchNorm1d.init`.
    let init (settings: BatchNormSettings) : BatchNorm = ChannelNorms.init "BatchNorm3d" settings

    /// `BatchNorm3d.apply mode layer x` is `BatchNorm1d.apply` for x of [batch; channels; depth; height; width].
    let apply (mode: Mode) (layer: BatchNorm) (x: Tensor) : Tensor * BatchNorm =
        BatchNorms.apply "BatchNorm3d" [ 5, "[batch; channels; depth; height; width]" ] mode layer x

    /// `BatchNorm3d.layer settings` is the layer as a step of a model.
    let layer (settings: BatchNormSettings) : Layer<BatchNorm> =
        Layer.ofState "BatchNorm3d" (fun _ -> init settings) apply
