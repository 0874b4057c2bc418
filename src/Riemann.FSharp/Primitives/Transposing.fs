namespace Riemann.FSharp

open System.Collections.Immutable
open Riemann.Kernels

/// How a transposed convolution makes its result: the settings of the convolution that it is the adjoint of, and what tells
/// apart the inputs for which that gives the same size. See `TransposedConvolution.defaults`.
type TransposedConvolutionSettings =
    {
        Stride: int list
        /// Elements that are cut off from both ends of the result.
        Padding: (int * int) list
        /// Elements by which the result is longer at the end, 0 or more and less than stride or dilation.
        OutputPadding: int list
        Dilation: int list
        Groups: int
    }

[<RequireQualifiedAccess>]
module TransposedConvolution =
    /// Stride and dilation 1, no padding, one group.
    let defaults: TransposedConvolutionSettings =
        { Stride = [ 1 ]; Padding = [ 0, 0 ]; OutputPadding = [ 0 ]; Dilation = [ 1 ]; Groups = 1 }

/// The sizes of a transposed convolution.
module internal Transposing =
    /// Along one axis: what the kernel's padding at the end is, the size that it gives, and zeros to follow.
    [<Struct>]
    type Extent = { End: int; Size: int; Zeros: int }

    let private extent (x: Shape) (filter: Shape) (settings: Riemann.Kernels.ConvolutionSettings) (extra: int) axis =
        let stride, dilation = settings.Stride[axis], settings.Dilation[axis]

        if extra >= max stride dilation then
            let problem = $"an output padding of {extra} for stride {stride} and dilation {dilation}"
            Fail.raise "transposedConvolution" (RiemannError.Value(problem, "less than one of them"))

        // Output padding takes back from what is cut off; beyond that no tap may reach, and there are zeros.
        let cut = max 0 (settings.End[axis] - extra)
        let beyond = extra - (settings.End[axis] - cut)
        let reachable = min beyond (stride - 1)
        let whole = int64 (x[axis + 2] - 1) * int64 stride + int64 (filter[axis + 2] - 1) * int64 dilation + 1L
        let size = whole - int64 settings.Begin[axis] - int64 cut + int64 reachable

        if x[axis + 2] < 1 || filter[axis + 2] < 1 || size < 1L || size > int64 System.Int32.MaxValue then
            let shapes = [ "input", x; "filter", filter ]
            let problem = $"the result would have {size} elements along spatial axis {axis}"
            let rule = "stride (input - 1) + dilation (kernel - 1) + 1 + output padding - padding, 1 or more"
            Fail.raise "transposedConvolution" (RiemannError.Shape(problem, shapes, rule))

        { End = cut; Size = int size; Zeros = beyond - reachable }

    let private channels (x: Shape) (filter: Shape) groups =
        let refuse problem =
            let rule = "[batch, channels, ..] with [channels, filters / groups, ..] gives [batch, filters, ..]"
            let shapes = [ "input", x; "filter", filter ]
            Fail.raise "transposedConvolution" (RiemannError.Shape(problem, shapes, rule))

        if x[1] <> filter[0] then refuse $"the filter takes {filter[0]} channels, the input has {x[1]}"
        elif x[1] = 0 || filter[1] = 0 then refuse "there are no channels"
        elif filter[0] % groups <> 0 then refuse $"{filter[0]} channels do not divide into {groups} groups"

    /// The adjoint of the convolution with these filters, of many examples.
    let apply (settings: Riemann.Kernels.ConvolutionSettings) outputPadding (filter: Tensor) (x: Tensor) =
        let input, taps = x.Aval.Shape, filter.Aval.Shape
        channels input taps settings.Groups
        let extents = outputPadding |> List.mapi (fun axis extra -> extent input taps settings extra axis)
        let ends = ImmutableArray.CreateRange [ for extent in extents -> extent.End ]

        let settings =
            Riemann.Kernels.ConvolutionSettings(
                settings.Stride,
                settings.Begin,
                ends,
                settings.Dilation,
                settings.Groups
            )

        let shape =
            Shapes.ofList
                "transposedConvolution"
                [ input[0]; taps[1] * settings.Groups; yield! [ for extent in extents -> extent.Size ] ]

        let y = Primitive.apply2 (ConvolutionPrimitives.inputGradient settings shape) x filter

        if extents |> List.forall (fun extent -> extent.Zeros = 0) then
            y
        else
            Tensor.pad ((0, 0) :: (0, 0) :: [ for extent in extents -> 0, extent.Zeros ]) y

[<AutoOpen>]
module TransposedConvolutions =
    type Tensor with
        /// `Tensor.transposedConvolution settings w x` is the adjoint of the convolution with w, in its input:
        /// [batch; channels; ..] with [channels; filters / groups; ..] gives [batch; filters; ..], and without a batch
        /// axis [channels; ..] gives [filters; ..]. Each element of x adds the filter times itself to the result, where
        /// the convolution would see it. Along an axis n elements give
        /// stride (n - 1) + dilation (kernel - 1) + 1 + output padding - padding. Raises where channels and groups do not
        /// fit and where the result would have no elements. Source: Zeiler, Krishnan, Taylor and Fergus (2010), section 2.
        static member transposedConvolution
            (settings: TransposedConvolutionSettings)
            (filter: Tensor)
            (x: Tensor)
            : Tensor =
            let operation = "transposedConvolution"
            let axes = Convolving.axes operation filter x
            let extra = Spatial.atLeast 0 operation "output padding" axes settings.OutputPadding

            let settings =
                Convolving.settings
                    operation
                    axes
                    { Stride = settings.Stride
                      Padding = settings.Padding
                      Dilation = settings.Dilation
                      Groups = settings.Groups }

            Convolving.forMany axes (Transposing.apply settings extra filter) x
