namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a layer begins that normalises each channel: see `BatchNorm2d.defaults` and `InstanceNorm2d.defaults`.
type ChannelNormSettings =
    {
        Channels: int
        /// Added to the variance.
        Epsilon: float
        /// What the last batch counts for in the running statistics; the mean of all batches where none is given.
        Momentum: float option
        /// Whether each channel has a weight and a bias.
        Affine: bool
        /// Whether statistics are remembered for use; without them an input is always normalised by its own.
        TrackRunningStatistics: bool
        DType: DType
    }

/// y = (x - mean) / sqrt (variance + epsilon) weight + bias, channel by channel.
type ChannelNorm =
    {
        /// [channels]
        Weight: Tensor option
        /// [channels]
        Bias: Tensor option
        Running: RunningStatistics option
        Settings: ChannelNormSettings
    }

/// What batch and instance normalisation share.
module internal ChannelNorms =
    let init name (settings: ChannelNormSettings) : ChannelNorm =
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

    /// By statistics over these axes of the input itself, of which the running ones learn if they are to: `toChannels`
    /// makes one number for each channel of them.
    let private byOwn operation rule axes toChannels learns spatial (layer: ChannelNorm) (x: Tensor) =
        let count = axes |> List.fold (fun count axis -> count * x.Shape[axis]) 1

        if count = 1 then
            let shapes = [ "input", x.Aval.Shape ]
            Fail.raise operation (RiemannError.Shape("one value has no variance", shapes, rule))

        let beside = Option.map (Normalising.beside spatial)
        let y = Normalising.standardise layer.Settings.Epsilon axes (beside layer.Weight) (beside layer.Bias) x

        let next (running: RunningStatistics) =
            if x.Length = 0 then
                RunningStatistics.skip running
            else
                let x = stopGradient x
                let mean, variance = Tensor.meanOver axes x, Tensor.varianceOver 1 axes x
                RunningStatistics.next layer.Settings.Momentum (toChannels mean) (toChannels variance) running

        y, (if learns then { layer with Running = Option.map next layer.Running } else layer)

    /// `apply operation rule axes toChannels spatial mode layer x` is x normalised, and the layer to go on with.
    let apply operation rule axes toChannels spatial mode (layer: ChannelNorm) (x: Tensor) : Tensor * ChannelNorm =
        match mode, layer.Running with
        | Train _, _ -> byOwn operation rule axes toChannels true spatial layer x
        | Eval, None -> byOwn operation rule axes toChannels false spatial layer x
        | Eval, Some running ->
            Normalising.byRunning layer.Settings.Epsilon spatial layer.Weight layer.Bias running x, layer
