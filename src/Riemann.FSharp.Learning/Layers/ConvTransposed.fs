namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a transposed convolutional layer begins and moves: see `ConvTranspose2d.defaults`. A list holds one number for each
/// spatial axis, or one for all.
type ConvTransposeSettings =
    {
        Inputs: int
        Outputs: int
        /// Elements of a filter, along each axis.
        Kernel: int list
        /// Elements of the result from one place of the filter to the next.
        Stride: int list
        /// Elements that are cut off from both ends of the result.
        Padding: int list
        /// Elements by which the result is longer at the end, less than stride or dilation.
        OutputPadding: int list
        /// Elements from one tap of the filter to the next.
        Dilation: int list
        /// The parts into which inputs and outputs are divided; a part of the outputs sees one part of the inputs.
        Groups: int
        Bias: bool
        DType: DType
    }

/// A transposed convolutional layer over one, two or three spatial axes.
type ConvTranspose =
    {
        /// [inputs; outputs / groups; kernel..]
        Weight: Tensor
        /// [outputs]
        Bias: Tensor option
        Settings: ConvTransposeSettings
    }

/// Transposed convolutional layers, whatever their number of spatial axes.
module internal ConvTranspose =
    let defaults: ConvTransposeSettings =
        { Inputs = 0
          Outputs = 0
          Kernel = []
          Stride = [ 1 ]
          Padding = [ 0 ]
          OutputPadding = [ 0 ]
          Dilation = [ 1 ]
          Groups = 1
          Bias = true
          DType = DType.Float32 }

    let init name axes (settings: ConvTransposeSettings) key : ConvTranspose =
        let operation = name + ".init"
        let s = settings
        let kernel = Convolutional.check operation axes s.Inputs s.Outputs s.Groups s.Kernel
        let strides = Spatial.atLeast 1 operation "stride" axes s.Stride
        let dilations = Spatial.atLeast 1 operation "dilation" axes s.Dilation
        Spatial.atLeast 0 operation "padding" axes s.Padding |> ignore

        let extras = Spatial.atLeast 0 operation "output padding" axes s.OutputPadding

        for extra, stride, dilation in List.zip3 extras strides dilations do
            if extra >= max stride dilation then
                let problem = $"an output padding of {extra} for stride {stride} and dilation {dilation}"
                Fail.raise operation (RiemannError.Value(problem, "less than one of them"))

        let dimensions = s.Inputs :: s.Outputs / s.Groups :: kernel
        let weight, bias = Convolutional.parameters dimensions s.Outputs s.Bias s.DType key
        { Weight = weight; Bias = bias; Settings = settings }

    let private applyWith operation axes outputPadding (layer: ConvTranspose) (x: Tensor) =
        let settings = layer.Settings
        let padding = Spatial.atLeast 0 operation "padding" axes settings.Padding

        let moves: TransposedConvolutionSettings =
            { Stride = settings.Stride
              Padding = [ for width in padding -> width, width ]
              OutputPadding = outputPadding
              Dilation = settings.Dilation
              Groups = settings.Groups }

        let y = Tensor.transposedConvolution moves layer.Weight x

        match layer.Bias with
        | Some bias -> y + Tensor.reshape (settings.Outputs :: List.replicate axes 1) bias
        | None -> y

    let apply name axes (layer: ConvTranspose) (x: Tensor) : Tensor =
        let operation = name + ".apply"
        Convolutional.accept operation axes layer.Weight layer.Settings.Inputs x
        applyWith operation axes layer.Settings.OutputPadding layer x

    let applyTo name axes (size: int list) (layer: ConvTranspose) (x: Tensor) : Tensor =
        let operation = name + ".applyTo"
        let settings = layer.Settings
        Convolutional.accept operation axes layer.Weight settings.Inputs x
        let numbers name = Spatial.atLeast 0 operation name axes
        let strides, padding = numbers "stride" settings.Stride, numbers "padding" settings.Padding
        let dilations, wanted = numbers "dilation" settings.Dilation, numbers "size" size
        let lengths, kernel = List.skip (x.Rank - axes) x.Shape, List.skip 2 layer.Weight.Shape

        let outputPadding =
            [ for axis in 0 .. axes - 1 ->
                  let least =
                      strides[axis] * (lengths[axis] - 1) + dilations[axis] * (kernel[axis] - 1) + 1 - 2 * padding[axis]

                  let extra = wanted[axis] - least

                  if extra < 0 || extra >= strides[axis] then
                      let problem = $"{wanted[axis]} elements along spatial axis {axis} from {lengths[axis]}"
                      let hint = $"{least} to {least + strides[axis] - 1} elements"
                      Fail.raise operation (RiemannError.Value(problem, hint))

                  extra ]

        applyWith operation axes outputPadding layer x
