namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A transposed convolutional layer over one spatial axis.
type ConvTranspose1d = ConvTranspose

[<RequireQualifiedAccess>]
module ConvTranspose1d =
    /// Stride and dilation 1, no padding, one group, with a bias, of float32. `Inputs`, `Outputs` and `Kernel` are for the
    /// user to set: `{ ConvTranspose1d.defaults with Inputs = 32; Outputs = 1; Kernel = [ 2 ]; Stride = [ 2 ] }`.
    let defaults = ConvTranspose.defaults

    /// `ConvTranspose1d.init settings key` is a layer with uniform random weights and biases between -1 / sqrt fan and
    /// 1 / sqrt fan for the fan of outputs / groups times the elements of a filter, as PyTorch's. Raises where sizes are
    /// not positive or groups do not divide both channels.
    let init (settings: ConvTransposeSettings) (key: Key) : ConvTranspose1d =
        ConvTranspose.init "ConvTranspose1d" 1 settings key

    /// `ConvTranspose1d.apply layer x` is the transposed convolution of x with the layer's filters, plus the bias:
    /// [n; inputs; length] gives [n; outputs; length'], and an example without a batch axis gives one without. Raises
    /// where the channels are not the layer's. See `Tensor.transposedConvolution`.
    let apply (layer: ConvTranspose1d) (x: Tensor) : Tensor = ConvTranspose.apply "ConvTranspose1d" 1 layer x

    /// `ConvTranspose1d.applyTo size layer x` is `apply` with the output padding that makes the spatial axes this long,
    /// whatever the settings say. Raises where none below the stride does.
    let applyTo (size: int list) (layer: ConvTranspose1d) (x: Tensor) : Tensor =
        ConvTranspose.applyTo "ConvTranspose1d" 1 size layer x

    /// `ConvTranspose1d.layer settings` is the layer as a step of a model.
    let layer (settings: ConvTransposeSettings) : Layer<ConvTranspose1d> =
        Layer.make "ConvTranspose1d" (init settings) apply

/// A transposed convolutional layer over two spatial axes.
type ConvTranspose2d = ConvTranspose

[<RequireQualifiedAccess>]
module ConvTranspose2d =
    /// Stride and dilation 1, no padding, one group, with a bias, of float32. `Inputs`, `Outputs` and `Kernel` are for the
    /// user to set: `{ ConvTranspose2d.defaults with Inputs = 32; Outputs = 1; Kernel = [ 2 ]; Stride = [ 2 ] }`.
    let defaults = ConvTranspose.defaults

    /// `ConvTranspose2d.init settings key` is a layer with uniform random weights and biases between -1 / sqrt fan and
    /// 1 / sqrt fan for the fan of outputs / groups times the elements of a filter, as PyTorch's. Raises where sizes are
    /// not positive or groups do not divide both channels.
    let init (settings: ConvTransposeSettings) (key: Key) : ConvTranspose2d =
        ConvTranspose.init "ConvTranspose2d" 2 settings key

    /// `ConvTranspose2d.apply layer x` is the transposed convolution of x with the layer's filters, plus the bias:
    /// [n; inputs; height; width] gives [n; outputs; height'; width'], and an example without a batch axis gives one without. Raises
    /// where the channels are not the layer's. See `Tensor.transposedConvolution`.
    let apply (layer: ConvTranspose2d) (x: Tensor) : Tensor = ConvTranspose.apply "ConvTranspose2d" 2 layer x

    /// `ConvTranspose2d.applyTo size layer x` is `apply` with the output padding that makes the spatial axes this long,
    /// whatever the settings say. Raises where none below the stride does.
    let applyTo (size: int list) (layer: ConvTranspose2d) (x: Tensor) : Tensor =
        ConvTranspose.applyTo "ConvTranspose2d" 2 size layer x

    /// `ConvTranspose2d.layer settings` is the layer as a step of a model.
    let layer (settings: ConvTransposeSettings) : Layer<ConvTranspose2d> =
        Layer.make "ConvTranspose2d" (init settings) apply

/// A transposed convolutional layer over three spatial axes.
type ConvTranspose3d = ConvTranspose

[<RequireQualifiedAccess>]
module ConvTranspose3d =
    /// Stride and dilation 1, no padding, one group, with a bias, of float32. `Inputs`, `Outputs` and `Kernel` are for the
    /// user to set: `{ ConvTranspose3d.defaults with Inputs = 32; Outputs = 1; Kernel = [ 2 ]; Stride = [ 2 ] }`.
    let defaults = ConvTranspose.defaults

    /// `ConvTranspose3d.init settings key` is a layer with uniform random weights and biases between -1 / sqrt fan and
    /// 1 / sqrt fan for the fan of outputs / groups times the elements of a filter, as PyTorch's. Raises where sizes are
    /// not positive or groups do not divide both channels.
    let init (settings: ConvTransposeSettings) (key: Key) : ConvTranspose3d =
        ConvTranspose.init "ConvTranspose3d" 3 settings key

    /// `ConvTranspose3d.apply layer x` is the transposed convolution of x with the layer's filters, plus the bias:
    /// [n; inputs; depth; height; width] gives [n; outputs; depth'; height'; width'], and an example without a batch axis gives one without. Raises
    /// where the channels are not the layer's. See `Tensor.transposedConvolution`.
    let apply (layer: ConvTranspose3d) (x: Tensor) : Tensor = ConvTranspose.apply "ConvTranspose3d" 3 layer x

    /// `ConvTranspose3d.applyTo size layer x` is `apply` with the output padding that makes the spatial axes this long,
    /// whatever the settings say. Raises where none below the stride does.
    let applyTo (size: int list) (layer: ConvTranspose3d) (x: Tensor) : Tensor =
        ConvTranspose.applyTo "ConvTranspose3d" 3 size layer x

    /// `ConvTranspose3d.layer settings` is the layer as a step of a model.
    let layer (settings: ConvTransposeSettings) : Layer<ConvTranspose3d> =
        Layer.make "ConvTranspose3d" (init settings) apply
