namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a root mean square normalisation begins: see `RmsNorm.defaults`.
type RmsNormSettings =
    {
        /// The lengths of the last axes of the input, over which each example is normalised.
        NormalizedShape: int list
        /// Added to the mean square; the distance from 1 to the next number of the input's type where none is given.
        Epsilon: float option
        /// Whether each element has a weight of its own.
        Affine: bool
        DType: DType
    }

/// Root mean square normalisation: y = x / sqrt (mean x^2 + epsilon) weight over the last axes.
type RmsNorm =
    {
        /// [normalizedShape]
        Weight: Tensor option
        Settings: RmsNormSettings
    }

[<RequireQualifiedAccess>]
module RmsNorm =
    /// With weights, of float32. `NormalizedShape` is for the user to set.
    let defaults: RmsNormSettings = { NormalizedShape = []; Epsilon = None; Affine = true; DType = DType.Float32 }

    /// `RmsNorm.init settings` has weights of 1. Raises where no axis is named, a length is not positive or epsilon is
    /// negative.
    let init (settings: RmsNormSettings) : RmsNorm =
        Normalising.requireShape "RmsNorm.init" "RmsNorm.defaults" settings.NormalizedShape
        Option.iter (Normalising.requireEpsilon "RmsNorm.init") settings.Epsilon

        { Weight = Normalising.ones settings.Affine settings.DType settings.NormalizedShape; Settings = settings }

    /// `RmsNorm.apply layer x` is x of the same shape, each example normalised over the last axes. Raises where these are
    /// not the layer's. Source: Zhang and Sennrich (2019), equation 4.
    let apply (layer: RmsNorm) (x: Tensor) : Tensor =
        let axes = Normalising.lastAxes "RmsNorm.apply" layer.Settings.NormalizedShape x
        let smallest = if x.DType = DType.Float32 then 1.1920928955078125e-07 else 2.220446049250313e-16
        let epsilon = defaultArg layer.Settings.Epsilon smallest

        match layer.Weight with
        | Some weight -> Tensor.rmsNormaliseWith epsilon axes weight x
        | None -> Tensor.rmsNormalise epsilon axes x

    /// `RmsNorm.layer settings` is the layer as a step of a model.
    let layer (settings: RmsNormSettings) : Layer<RmsNorm> = Layer.make "RmsNorm" (fun _ -> init settings) apply
