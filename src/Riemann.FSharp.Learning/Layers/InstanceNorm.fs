namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How an instance normalisation begins: see `InstanceNorm2d.defaults`.
type InstanceNormSettings =
    {
        Channels: int
        /// Added to the variance.
        Epsilon: float
        /// What the last batch counts for in the running statistics; the mean of all batches where none is given.
        Momentum: float option
        /// Whether each channel has a weight and a bias.
        Affine: bool
        /// Whether statistics are remembered for use; without them an example is always normalised by its own.
        TrackRunningStatistics: bool
        DType: DType
    }

/// Instance normalisation: y = (x - mean) / sqrt (variance + epsilon) weight + bias, for each channel of each example.
type InstanceNorm =
    {
        /// [channels]
        Weight: Tensor option
        /// [channels]
        Bias: Tensor option
        Running: RunningStatistics option
        Settings: InstanceNormSettings
    }

/// What instance normalisations of any number of spatial axes share.
module internal InstanceNorms =
    let defaults: InstanceNormSettings =
        { Channels = 0
          Epsilon = 1e-5
          Momentum = Some 0.1
          Affine = false
          TrackRunningStatistics = false
          DType = DType.Float32 }

    let init name (settings: InstanceNormSettings) : InstanceNorm =
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

    /// By each example's own statistics, whose means over the batch the running ones learn of.
    let private byInstance operation remembers spatial (layer: InstanceNorm) (x: Tensor) =
        let axes = [ x.Rank - spatial .. x.Rank - 1 ]
        let count = axes |> List.fold (fun count axis -> count * x.Shape[axis]) 1

        if count = 1 then
            let shapes = [ "input", x.Aval.Shape ]
            let rule = "more than one value for each channel of an example, or running statistics and Eval"
            Fail.raise operation (RiemannError.Shape("one value has no variance", shapes, rule))

        let beside = Option.map (Normalising.beside spatial)
        let y = Normalising.standardise layer.Settings.Epsilon axes (beside layer.Weight) (beside layer.Bias) x

        let next (running: RunningStatistics) =
            if x.Length = 0 then
                RunningStatistics.skip running
            else
                let x = stopGradient x
                let overBatch statistic = if x.Rank = spatial + 2 then Tensor.meanOver [ 0 ] statistic else statistic
                let mean, variance = Tensor.meanOver axes x, Tensor.varianceOver 1 axes x
                RunningStatistics.next layer.Settings.Momentum (overBatch mean) (overBatch variance) running

        y, (if remembers then { layer with Running = Option.map next layer.Running } else layer)

    let apply name spatial forms mode (layer: InstanceNorm) (x: Tensor) : Tensor * InstanceNorm =
        let operation = $"{name}.apply"
        let forms = [ spatial + 1, $"[channels; {forms}]"; spatial + 2, $"[batch; channels; {forms}]" ]
        Normalising.requireInput operation layer.Settings.Channels forms spatial x

        match mode, layer.Running with
        | Train _, _ -> byInstance operation true spatial layer x
        | Eval, None -> byInstance operation false spatial layer x
        | Eval, Some running ->
            Normalising.byRunning layer.Settings.Epsilon spatial layer.Weight layer.Bias running x, layer

/// Instance normalisation of sequences. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
[<RequireQualifiedAccess>]
module InstanceNorm1d =
    /// Without weights, biases and running statistics, of float32; an epsilon of 1e-5 and a momentum of 0.1. `Channels` is
    /// for the user to set.
    let defaults: InstanceNormSettings = InstanceNorms.defaults

    /// `InstanceNorm1d.init settings` has weights of 1, biases of 0, and running means of 0 and variances of 1, where there
    /// are any. Raises where the channels are not positive, epsilon is negative, or the momentum is not from 0 to 1.
    let init (settings: InstanceNormSettings) : InstanceNorm = InstanceNorms.init "InstanceNorm1d" settings

    /// `InstanceNorm1d.apply mode layer x` is x, [batch; channels; length] or [channels; length], normalised, and the layer
    /// to go on with: by the mean and the biased variance of each channel of each example, of whose means over the batch
    /// the running statistics learn in training; in use by the running statistics, where there are any. Raises where a
    /// channel has one value and its own statistics are asked for, and where x does not fit.
    let apply (mode: Mode) (layer: InstanceNorm) (x: Tensor) : Tensor * InstanceNorm =
        InstanceNorms.apply "InstanceNorm1d" 1 "length" mode layer x

    /// `InstanceNorm1d.layer settings` is the layer as a step of a model.
    let layer (settings: InstanceNormSettings) : Layer<InstanceNorm> =
        Layer.ofState "InstanceNorm1d" (fun _ -> init settings) apply

/// Instance normalisation of images. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
[<RequireQualifiedAccess>]
module InstanceNorm2d =
    /// As `InstanceNorm1d.defaults`.
    let defaults: InstanceNormSettings = InstanceNorms.defaults

    /// As `InstanceNorm1d.init`.
    let init (settings: InstanceNormSettings) : InstanceNorm = InstanceNorms.init "InstanceNorm2d" settings

    /// `InstanceNorm2d.apply mode layer x` is `InstanceNorm1d.apply` for x of [batch; channels; height; width], or without
    /// the batch.
    let apply (mode: Mode) (layer: InstanceNorm) (x: Tensor) : Tensor * InstanceNorm =
        InstanceNorms.apply "InstanceNorm2d" 2 "height; width" mode layer x

    /// `InstanceNorm2d.layer settings` is the layer as a step of a model.
    let layer (settings: InstanceNormSettings) : Layer<InstanceNorm> =
        Layer.ofState "InstanceNorm2d" (fun _ -> init settings) apply

/// Instance normalisation of volumes. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
[<RequireQualifiedAccess>]
module InstanceNorm3d =
    /// As `InstanceNorm1d.defaults`.
    let defaults: InstanceNormSettings = InstanceNorms.defaults

    /// As `InstanceNorm1d.init`.
    let init (settings: InstanceNormSettings) : InstanceNorm = InstanceNorms.init "InstanceNorm3d" settings

    /// `InstanceNorm3d.apply mode layer x` is `InstanceNorm1d.apply` for x of [batch; channels; depth; height; width], or
    /// without the batch.
    let apply (mode: Mode) (layer: InstanceNorm) (x: Tensor) : Tensor * InstanceNorm =
        InstanceNorms.apply "InstanceNorm3d" 3 "depth; height; width" mode layer x

    /// `InstanceNorm3d.layer settings` is the layer as a step of a model.
    let layer (settings: InstanceNormSettings) : Layer<InstanceNorm> =
        Layer.ofState "InstanceNorm3d" (fun _ -> init settings) apply
