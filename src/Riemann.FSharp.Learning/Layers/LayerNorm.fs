namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a layer normalisation begins: see `LayerNorm.defaults`.
type LayerNormSettings =
    {
        /// The lengths of the last axes of the input, over which each example is normalised.
        NormalizedShape: int list
        /// Added to the variance.
        Epsilon: float
        /// Whether each element has a weight of its own.
        Affine: bool
        /// Whether it has a bias too.
        Bias: bool
        DType: DType
    }

/// Layer normalisation: y = (x - mean) / sqrt (variance + epsilon) weight + bias over the last axes.
type LayerNorm =
    {
        /// [normalizedShape]
        Weight: Tensor option
        /// [normalizedShape]
        Bias: Tensor option
        Settings: LayerNormSettings
    }

[<RequireQualifiedAccess>]
module LayerNorm =
    /// With weight and bias, of float32, and an epsilon of 1e-5. `NormalizedShape` is for the user to set.
    let defaults: LayerNormSettings =
        { NormalizedShape = []; Epsilon = 1e-5; Affine = true; Bias = true; DType = DType.Float32 }

    /// `LayerNorm.init settings` has weights of 1 and biases of 0. Raises where no axis is named, a length is not
    /// positive or epsilon is negative.
    let init (settings: LayerNormSettings) : LayerNorm =
        Normalising.requireShape "LayerNorm.init" "LayerNorm.defaults" settings.NormalizedShape
        Normalising.requireEpsilon "LayerNorm.init" settings.Epsilon

        { Weight = Normalising.ones settings.Affine settings.DType settings.NormalizedShape
          Bias = Normalising.zeros (settings.Affine && settings.Bias) settings.DType settings.NormalizedShape
          Settings = settings }

    /// `LayerNorm.apply layer x` is x of the same shape, each example normalised over the last axes. Raises where these
    /// are not the layer's. Source: Ba, Kiros and Hinton (2016), equation 4.
    let apply (layer: LayerNorm) (x: Tensor) : Tensor =
        let axes = Normalising.lastAxes "LayerNorm.apply" layer.Settings.NormalizedShape x
        Normalising.standardise layer.Settings.Epsilon axes layer.Weight layer.Bias x

    /// `LayerNorm.layer settings` is the layer as a step of a model.
    let layer (settings: LayerNormSettings) : Layer<LayerNorm> = Layer.make "LayerNorm" (fun _ -> init settings) apply
