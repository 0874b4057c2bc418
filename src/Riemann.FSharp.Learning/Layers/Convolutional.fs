namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How far a filter may reach beyond its input, along the spatial axes. A list holds one number for each axis, or one for
/// all.
[<RequireQualifiedAccess>]
type Pad =
    /// Not at all.
    | Valid
    /// So far that the result is as long as the input, which takes a stride of 1; what cannot be shared goes to the end.
    | Same
    /// By so many elements on both sides.
    | By of int list
    /// By so many elements before and after.
    | Sides of (int * int) list

/// How a convolutional layer begins and moves: see `Conv2d.defaults`. A list holds one number for each spatial axis, or one
/// for all.
type ConvSettings =
    {
        Inputs: int
        Outputs: int
        /// Elements of a filter, along each axis.
        Kernel: int list
        /// Elements from one place of the filter to the next.
        Stride: int list
        Padding: Pad
        /// What stands there beyond the input.
        PaddingMode: Padding
        /// Elements from one tap of the filter to the next.
        Dilation: int list
        /// The parts into which inputs and outputs are divided; a part of the outputs sees one part of the inputs.
        Groups: int
        Bias: bool
        DType: DType
    }

/// A convolutional layer over one, two or three spatial axes.
type Conv =
    {
        /// [outputs; inputs / groups; kernel..]
        Weight: Tensor
        /// [outputs]
        Bias: Tensor option
        Settings: ConvSettings
    }

/// What convolutional layers share, transposed or not.
module internal Convolutional =
    /// Checks the sizes that all settings have.
    let check operation axes inputs outputs groups kernel =
        if inputs < 1 || outputs < 1 then
            let problem = $"a layer from {inputs} inputs to {outputs} outputs"
            Fail.raise operation (RiemannError.Value(problem, "Inputs and Outputs of the settings are positive"))

        if groups < 1 || inputs % groups <> 0 || outputs % groups <> 0 then
            let problem = $"{groups} groups for {inputs} inputs and {outputs} outputs"
            Fail.raise operation (RiemannError.Value(problem, "a number of groups that divides both"))

        Spatial.atLeast 1 operation "kernel" axes kernel

    /// A weight of these dimensions and a bias, uniform in 1 / sqrt fan as PyTorch's.
    let parameters dimensions outputs hasBias dtype key : Tensor * Tensor option =
        let weightKey, biasKey = Key.split key
        let fan, _ = Init.fans dimensions
        let bound = 1.0 / sqrt (float fan)

        let spread = Nonlinearity.LeakyRelu(sqrt 5.0) // which makes the bound 1 / sqrt fan

        Init.kaimingUniform Fan.In spread dtype dimensions weightKey,
        if hasBias then Some(Init.uniform -bound bound dtype [ outputs ] biasKey) else None

    /// Checks that x has the layer's channels, with a batch axis or without.
    let accept operation axes (weight: Tensor) channels (x: Tensor) =
        let shape = x.Aval.Shape
        let place = shape.Rank - axes - 1

        if weight.Rank <> axes + 2 || (place <> 0 && place <> 1) || shape[place] <> channels then
            let problem = $"the layer takes {channels} channels over {axes} spatial axes"
            let rule = "[batch; channels; ..] or [channels; ..]"
            let shapes = [ "input", shape; "weight", weight.Aval.Shape ]
            Fail.raise operation (RiemannError.Shape(problem, shapes, rule))

/// Layers that convolve, whatever their number of spatial axes.
module internal Conv =
    let defaults: ConvSettings =
        { Inputs = 0
          Outputs = 0
          Kernel = []
          Stride = [ 1 ]
          Padding = Pad.Valid
          PaddingMode = Padding.Constant 0.0
          Dilation = [ 1 ]
          Groups = 1
          Bias = true
          DType = DType.Float32 }

    /// What stands before and after each spatial axis, for filters of these sizes.
    let private sides operation axes (kernel: int list) (settings: ConvSettings) =
        match settings.Padding with
        | Pad.Valid -> List.replicate axes (0, 0)
        | Pad.By widths -> Spatial.atLeast 0 operation "padding" axes widths |> List.map (fun width -> width, width)
        | Pad.Sides pairs -> Spatial.sides operation "padding" axes pairs
        | Pad.Same when settings.Stride |> List.exists ((<>) 1) ->
            let problem = $"Pad.Same with a stride of %A{settings.Stride}"
            Fail.raise operation (RiemannError.Value(problem, "a stride of 1, or Pad.By"))
        | Pad.Same ->
            (Spatial.atLeast 1 operation "dilation" axes settings.Dilation, kernel)
            ||> List.map2 (fun dilation taps ->
                let total = dilation * (taps - 1)
                total / 2, total - total / 2)

    let init name axes (settings: ConvSettings) key : Conv =
        let operation = name + ".init"
        let s = settings
        let kernel = Convolutional.check operation axes s.Inputs s.Outputs s.Groups s.Kernel
        Spatial.atLeast 1 operation "stride" axes s.Stride |> ignore
        Spatial.atLeast 1 operation "dilation" axes s.Dilation |> ignore
        sides operation axes kernel s |> ignore
        let dimensions = s.Outputs :: s.Inputs / s.Groups :: kernel
        let weight, bias = Convolutional.parameters dimensions s.Outputs s.Bias s.DType key
        { Weight = weight; Bias = bias; Settings = settings }

    let apply name axes (layer: Conv) (x: Tensor) : Tensor =
        let operation = name + ".apply"
        let settings = layer.Settings
        Convolutional.accept operation axes layer.Weight settings.Inputs x
        let sides = sides operation axes (List.skip 2 layer.Weight.Shape) settings

        let padding, x =
            match settings.PaddingMode with
            | Padding.Constant 0.0 -> sides, x
            | mode -> [ 0, 0 ], Tensor.padWith mode (List.replicate (x.Rank - axes) (0, 0) @ sides) x

        let moves: ConvolutionSettings =
            { Stride = settings.Stride; Padding = padding; Dilation = settings.Dilation; Groups = settings.Groups }

        match layer.Bias with
        | Some bias -> Tensor.addConvolution moves bias layer.Weight x
        | None -> Tensor.convolution moves layer.Weight x
