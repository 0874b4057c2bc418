namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How an instance normalisation begins: see `InstanceNorm2d.defaults`.
type InstanceNormSettings = ChannelNormSettings

/// Instance normalisation: each channel of each example by its mean and variance over all positions.
type InstanceNorm = ChannelNorm

/// What instance normalisations of any number of spatial axes share.
module internal InstanceNorms =
    let defaults: InstanceNormSettings = { BatchNorms.defaults with Affine = false; TrackRunningStatistics = false }

    let apply name spatial forms mode (layer: InstanceNorm) (x: Tensor) : Tensor * InstanceNorm =
        let operation = $"{name}.apply"
        let forms = [ spatial + 1, $"[channels; {forms}]"; spatial + 2, $"[batch; channels; {forms}]" ]
        Normalising.requireInput operation layer.Settings.Channels forms spatial x
        let rule = "more than one value for each channel of an example, or running statistics and Eval"
        // The running statistics learn of the means over the batch.
        let toChannels statistic = if x.Rank = spatial + 2 then Tensor.meanOver [ 0 ] statistic else statistic
        ChannelNorms.apply operation rule [ x.Rank - spatial .. x.Rank - 1 ] toChannels spatial mode layer x

/// Instance normalisation of sequences. Source: Ulyanov, Vedaldi and Lempitsky (2016), equation 3.
[<RequireQualifiedAccess>]
module InstanceNorm1d =
    /// Without weights, biases and running statistics, of float32; an epsilon of 1e-5 and a momentum of 0.1. `Channels` is
    /// for the user to set.
    let defaults: InstanceNormSettings = InstanceNorms.defaults

    /// `InstanceNorm1d.init settings` has weights of 1, biases of 0, and running means of 0 and variances of 1, where there
    /// are any. Raises where the channels are not positive, epsilon is negative, or the momentum is not from 0 to 1.
    let init (settings: InstanceNormSettings) : InstanceNorm = ChannelNorms.init "InstanceNorm1d" settings

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
    let init (settings: InstanceNormSettings) : InstanceNorm = ChannelNorms.init "InstanceNorm2d" settings

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
    let init (settings: InstanceNormSettings) : InstanceNorm = ChannelNorms.init "InstanceNorm3d" settings

    /// `InstanceNorm3d.apply mode layer x` is `InstanceNorm1d.apply` for x of [batch; channels; depth; height; width], or
    /// without the batch.
    let apply (mode: Mode) (layer: InstanceNorm) (x: Tensor) : Tensor * InstanceNorm =
        InstanceNorms.apply "InstanceNorm3d" 3 "depth; height; width" mode layer x

    /// `InstanceNorm3d.layer settings` is the layer as a step of a model.
    let layer (settings: InstanceNormSettings) : Layer<InstanceNorm> =
        Layer.ofState "InstanceNorm3d" (fun _ -> init settings) apply
