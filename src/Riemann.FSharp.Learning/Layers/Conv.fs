namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How far a window may reach beyond its input, along the spatial axes. A list holds one number for each axis, or one for
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

/// What convolutional layers share, whatever their number of spatial axes.
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
