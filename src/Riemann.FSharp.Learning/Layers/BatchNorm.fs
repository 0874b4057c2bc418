namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a batch normalisation begins: see `BatchNorm2d.defaults`.
type BatchNormSettings =
    {
        Channels: int
        /// Added to the variance.
        Epsilon: float
        /// What the last batch counts for in the running statistics; the mean of all batches where none is given.
        Momentum: float option
        /// Whether each channel has a weight and a bias.
        Affine: bool
        /// Whether statistics are remembered for use; without them a batch is always normalised by its own.
        TrackRunningStatistics: bool
        DType: DType
    }

/// Batch normalisation: y = (x - mean) / sqrt (variance + epsilon) weight + bias, channel by channel.
type BatchNorm =
    {
        /// [channels]
        Weight: Tensor option
        /// [channels]
        Bias: Tensor option
        Running: RunningStatistics option
        Settings: BatchNormSettings
    }

/// What batch normalisations of any number of spatial axes share.
module internal BatchNorms =
    let defaults: BatchNormSettings =
        { Channels = 0
          Epsilon = 1e-5
          Momentum = Some 0.1
          Affine = true
          TrackRunningStatistics = true
          DType = DType.Float32 }

    let init name (settings: BatchNormSettings) : BatchNorm =
        Normalising.requireChannels $"{name}.init" $"{name}.defaults" settings.Channels
        Normalising.requireEpsilon $"{name}.init" settings.Epsilon
        Normalising.requireMomentum $"{name}.init" settings.Momentum
        let lengths = [ settings.Channels ]

        { Weight = Normalising.ones settings.Affine settings.DType lengths
          Bias = Normalising.zeros settings.Affine settings.DType lengths
          Running =
            if settings.TrackRunningStatistics then
                Some(RunningStatistics.first settings.DType settings.Channels)
            else
                None
          Settings = settings }

    /// By the batch's own statistics, which the running ones learn of.
    let private byBatch operation remembers spatial (layer: BatchNorm) (x: Tensor) =
        let axes = 0 :: [ 2 .. x.Rank - 1 ]
        let count = axes |> List.fold (fun count axis -> count * x.Shape[axis]) 1

        if count = 1 then
            let shapes = [ "input", x.Aval.Shape ]
            let rule = "more than one value for each channel, or Eval"
            Fail.raise operation (RiemannError.Shape("one value has no variance", shapes, rule))

        let beside = Option.map (Normalising.beside spatial)
        let y = Normalising.standardise layer.Settings.Epsilon axes (beside layer.Weight) (beside layer.Bias) x

        let next (running: RunningStatistics) =
            if count = 0 then
                RunningStatistics.skip running
            else
                let x = stopGradient x
                let mean, variance = Tensor.meanOver axes x, Tensor.varianceOver 1 axes x
                RunningStatistics.next layer.Settings.Momentum mean variance running

        y, (if remembers then { layer with Running = Option.map next layer.Running } else layer)

    let apply name forms mode (layer: BatchNorm) (x: Tensor) : Tensor * BatchNorm =
        let operation = $"{name}.apply"
        let spatial = max 0 (x.Rank - 2)
        Normalising.requireInput operation layer.Settings.Channels forms spatial x

        match mode, layer.Running with
        | Train _, _ -> byBatch operation true spatial layer x
        | Eval, None -> byBatch operation false spatial layer x
        | Eval, Some running ->
            Normalising.byRunning layer.Settings.Epsilon spatial layer.Weight layer.Bias running x, layer

/// Batch normalisation of vectors and sequences. Source: Ioffe and Szegedy (2015), algorithms 1 and 2.
[<RequireQualifiedAccess>]
module BatchNorm1d =
    /// With weights, biases and running statistics, of float32; an epsilon of 1e-5 and a momentum of 0.1. `Channels` is for
    /// the user to set.
    let defaults: BatchNormSettings = BatchNorms.defaults

    /// `BatchNorm1d.init settings` has weights of 1, biases of 0, and running means of 0 and variances of 1. Raises where
    /// the channels are not positive, epsilon is negative, or the momentum is not from 0 to 1.
    let init (settings: BatchNormSettings) : BatchNorm = BatchNorms.init "BatchNorm1d" settings

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
    let init (settings: BatchNormSettings) : BatchNorm = BatchNorms.init "BatchNorm2d" settings

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
    let init (settings: BatchNormSettings) : BatchNorm = BatchNorms.init "BatchNorm3d" settings

    /// `BatchNorm3d.apply mode layer x` is `BatchNorm1d.apply` for x of [batch; channels; depth; height; width].
    let apply (mode: Mode) (layer: BatchNorm) (x: Tensor) : Tensor * BatchNorm =
        BatchNorms.apply "BatchNorm3d" [ 5, "[batch; channels; depth; height; width]" ] mode layer x

    /// `BatchNorm3d.layer settings` is the layer as a step of a model.
    let layer (settings: BatchNormSettings) : Layer<BatchNorm> =
        Layer.ofState "BatchNorm3d" (fun _ -> init settings) apply
