namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A convolutional layer over one spatial axis, such as time.
type Conv1d = Conv

[<RequireQualifiedAccess>]
module Conv1d =
    /// Stride and dilation 1, no padding, one group, with a bias, of float32. `Inputs`, `Outputs` and `Kernel` are for the
    /// user to set: `{ Conv1d.defaults with Inputs = 1; Outputs = 32; Kernel = [ 3 ] }`.
    let defaults = Conv.defaults

    /// `Conv1d.init settings key` is a layer with uniform random weights and biases between -1 / sqrt fan and 1 / sqrt fan
    /// for the fan of inputs / groups times the elements of a filter, as PyTorch's. Raises where sizes are not positive,
    /// groups do not divide both channels, or `Pad.Same` has a stride.
    let init (settings: ConvSettings) (key: Key) : Conv1d = Conv.init "Conv1d" 1 settings key

    /// `Conv1d.apply layer x` is x convolved with the layer's filters, plus the bias: [n; inputs; length] gives [n; outputs; length'],
    /// and an example without a batch axis gives one without. Raises where the channels are not the layer's or a filter is
    /// larger than the padded input. See `Tensor.convolution`.
    let apply (layer: Conv1d) (x: Tensor) : Tensor = Conv.apply "Conv1d" 1 layer x

    /// `Conv1d.layer settings` is the layer as a step of a model.
    let layer (settings: ConvSettings) : Layer<Conv1d> = Layer.make "Conv1d" (init settings) apply

/// A convolutional layer over two spatial axes, such as those of images.
type Conv2d = Conv

[<RequireQualifiedAccess>]
module Conv2d =
    /// Stride and dilation 1, no padding, one group, with a bias, of float32. `Inputs`, `Outputs` and `Kernel` are for the
    /// user to set: `{ Conv2d.defaults with Inputs = 1; Outputs = 32; Kernel = [ 3 ] }`.
    let defaults = Conv.defaults

    /// `Conv2d.init settings key` is a layer with uniform random weights and biases between -1 / sqrt fan and 1 / sqrt fan
    /// for the fan of inputs / groups times the elements of a filter, as PyTorch's. Raises where sizes are not positive,
    /// groups do not divide both channels, or `Pad.Same` has a stride.
    let init (settings: ConvSettings) (key: Key) : Conv2d = Conv.init "Conv2d" 2 settings key

    /// `Conv2d.apply layer x` is x convolved with the layer's filters, plus the bias: [n; inputs; height; width] gives [n; outputs; height'; width'],
    /// and an example without a batch axis gives one without. Raises where the channels are not the layer's or a filter is
    /// larger than the padded input. See `Tensor.convolution`.
    let apply (layer: Conv2d) (x: Tensor) : Tensor = Conv.apply "Conv2d" 2 layer x

    /// `Conv2d.layer settings` is the layer as a step of a model.
    let layer (settings: ConvSettings) : Layer<Conv2d> = Layer.make "Conv2d" (init settings) apply

/// A convolutional layer over three spatial axes, such as those of volumes and films.
type Conv3d = Conv

[<RequireQualifiedAccess>]
module Conv3d =
    /// Stride and dilation 1, no padding, one group, with a bias, of float32. `Inputs`, `Outputs` and `Kernel` are for the
    /// user to set: `{ Conv3d.defaults with Inputs = 1; Outputs = 32; Kernel = [ 3 ] }`.
    let defaults = Conv.defaults

    /// `Conv3d.init settings key` is a layer with uniform random weights and biases between -1 / sqrt fan and 1 / sqrt fan
    /// for the fan of inputs / groups times the elements of a filter, as PyTorch's. Raises where sizes are not positive,
    /// groups do not divide both channels, or `Pad.Same` has a stride.
    let init (settings: ConvSettings) (key: Key) : Conv3d = Conv.init "Conv3d" 3 settings key

    /// `Conv3d.apply layer x` is x convolved with the layer's filters, plus the bias: [n; inputs; depth; height; width] gives [n; outputs; depth'; height'; width'],
    /// and an example without a batch axis gives one without. Raises where the channels are not the layer's or a filter is
    /// larger than the padded input. See `Tensor.convolution`.
    let apply (layer: Conv3d) (x: Tensor) : Tensor = Conv.apply "Conv3d" 3 layer x

    /// `Conv3d.layer settings` is the layer as a step of a model.
    let layer (settings: ConvSettings) : Layer<Conv3d> = Layer.make "Conv3d" (init settings) apply
