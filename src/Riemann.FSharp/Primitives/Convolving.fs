namespace Riemann.FSharp

open System.Collections.Immutable
open Riemann.Kernels

/// How a filter moves over its input. A list holds one number for each spatial axis, or one for all: see
/// `Convolution.defaults`.
type ConvolutionSettings =
    {
        /// Elements from one place of the filter to the next, 1 or more.
        Stride: int list
        /// Zeros before and after the input, 0 or more.
        Padding: (int * int) list
        /// Elements from one tap of the filter to the next, 1 or more.
        Dilation: int list
        /// The parts into which channels and filters are divided; a part of the filters sees one part of the channels.
        Groups: int
    }

[<RequireQualifiedAccess>]
module Convolution =
    /// Stride and dilation 1, no padding, one group.
    let defaults: ConvolutionSettings = { Stride = [ 1 ]; Padding = [ 0, 0 ]; Dilation = [ 1 ]; Groups = 1 }

/// Settings as the primitives take them: checked, with a number for each axis.
module internal Convolving =
    let settings operation axes (settings: ConvolutionSettings) =
        if settings.Groups < 1 then
            Fail.raise operation (RiemannError.Value($"{settings.Groups} groups", "1 group or more"))

        let padding = Spatial.sides operation "padding" axes settings.Padding

        Riemann.Kernels.ConvolutionSettings(
            ImmutableArray.CreateRange(Spatial.atLeast 1 operation "stride" axes settings.Stride),
            ImmutableArray.CreateRange(List.map fst padding),
            ImmutableArray.CreateRange(List.map snd padding),
            ImmutableArray.CreateRange(Spatial.atLeast 1 operation "dilation" axes settings.Dilation),
            settings.Groups
        )

    /// The number of spatial axes, which the filter's tells; the input may be one example without a batch axis.
    let axes operation (filter: Tensor) (x: Tensor) =
        let axes = filter.Rank - 2

        if axes < 1 || axes > 3 || (x.Rank <> filter.Rank && x.Rank <> filter.Rank - 1) then
            let shapes = [ "input", x.Aval.Shape; "filter", filter.Aval.Shape ]
            let rule = "[batch, channels, ..] or [channels, ..] with a filter [_, _, ..], and 1 to 3 axes for .."
            Fail.raise operation (RiemannError.Shape("the numbers of axes do not fit", shapes, rule))

        axes

    /// The result for many examples, or for one that comes without a batch axis.
    let forMany axes (f: Tensor -> Tensor) (x: Tensor) =
        if x.Rank = axes + 2 then f x else f (Tensor.insertAxis 0 x) |> Tensor.squeeze 0

[<AutoOpen>]
module Convolutions =
    type Tensor with
        /// `Tensor.convolution settings w x` is x convolved with the filters w over one to three spatial axes:
        /// [batch; channels; ..] with [filters; channels / groups; ..] gives [batch; filters; ..], and without a batch
        /// axis [channels; ..] gives [filters; ..]. An element is the sum of x[n, c, i stride + k dilation - padding]
        /// w[o, c, k] over the channels c of its group and the taps k: the filter is not reversed. Along an axis n
        /// elements give (n + padding - dilation (kernel - 1) - 1) / stride + 1. Raises where channels, groups and shapes
        /// do not fit, and where a filter is larger than the padded input. A NaN in x reaches every sum it is part of.
        static member convolution (settings: ConvolutionSettings) (filter: Tensor) (x: Tensor) : Tensor =
            let axes = Convolving.axes "convolution" filter x
            let p = ConvolutionPrimitives.convolution (Convolving.settings "convolution" axes settings)
            Convolving.forMany axes (fun x -> Primitive.apply2 p x filter) x

        /// `Tensor.addConvolution settings bias w x` is `Tensor.convolution settings w x` with a number, of [filters], added
        /// for each filter. The products are added up on top of it.
        static member addConvolution
            (settings: ConvolutionSettings)
            (bias: Tensor)
            (filter: Tensor)
            (x: Tensor)
            : Tensor =
            let axes = Convolving.axes "addConvolution" filter x
            let p = ConvolutionPrimitives.addConvolution (Convolving.settings "addConvolution" axes settings)
            Convolving.forMany axes (fun x -> Primitive.apply p [| x; filter; bias |]) x
