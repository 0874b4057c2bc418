/// Convolutions whose parts do not fit.
module Riemann.FSharp.Tests.ConvolutionErrorTests

open Xunit
open Riemann.FSharp

let private zeros = Tensor.zeros
let private plain = Convolution.defaults
let private x = zeros [ 2; 4; 8; 5 ]

let private rule =
    "  rule  [batch, channels, ..] with [filters, channels / groups, ..] gives [batch, filters, ..]; groups divide both"

let private refused problem filter settings =
    let shapes = $"  input [2; 4; 8; 5]   filter %A{filter}"

    Expect.refusal _.IsShape [ $"convolution: {problem}"; shapes; rule ] (fun () ->
        Tensor.convolution settings (zeros filter) x)

[<Fact>]
let ``channels, groups and sizes that do not fit are refused with both`` () =
    refused "the filter takes 3 channels, the input has 4" [ 6; 3; 2; 2 ] plain
    refused "in each of 2 groups the filter takes 4 channels, the input has 2" [ 6; 4; 2; 2 ] { plain with Groups = 2 }
    refused "5 filters do not divide into 2 groups" [ 5; 2; 2; 2 ] { plain with Groups = 2 }
    refused "there are no channels" [ 0; 4; 2; 2 ] plain
    refused "the filter has no elements along spatial axis 1" [ 6; 4; 2; 0 ] plain

    refused
        "along spatial axis 1 the filter spans 9 elements (kernel 5, dilation 2), the padded input has 8 (5, padding 1 and 2)"
        [ 6; 4; 2; 5 ]
        { plain with Dilation = [ 1; 2 ]; Padding = [ (0, 0); (1, 2) ] }

[<Fact>]
let ``paddings without bounds are refused before anything is computed`` () =
    refused
        "spatial axis 0 has 4294967302 elements with its padding, more than 2147483647"
        [ 6; 4; 2; 2 ]
        { plain with Padding = [ (2147483647, 2147483647); (0, 0) ] }

    let error =
        Expect.error (fun () -> Tensor.convolution { plain with Padding = [ 60000, 60000 ] } (zeros [ 1; 4; 2; 2 ]) x)

    Assert.Contains("more than 2147483647 elements", error.Message)

[<Fact>]
let ``an input or a filter with other axes is refused`` () =
    for input, filter in [ [ 4; 8 ], [ 6; 4; 2; 2 ]; [ 2; 4; 8; 5; 1 ], [ 6; 4; 2; 2 ]; [], [ 6; 4; 2 ] ] do
        Expect.refusal
            _.IsShape
            [ "convolution: the numbers of axes do not fit"
              $"  input %A{input}   filter %A{filter}"
              "  rule  [batch, channels, ..] or [channels, ..] with a filter [_, _, ..], and 1 to 3 axes for .." ]
            (fun () -> Tensor.convolution plain (zeros filter) (zeros input))

    for filter in [ [ 4; 4 ]; []; [ 4; 4; 1; 1; 1; 1 ] ] do
        Assert.True (Expect.error (fun () -> Tensor.convolution plain (zeros filter) (zeros filter))).Error.IsShape

[<Fact>]
let ``settings that make no sense are refused`` () =
    let filter = zeros [ 6; 4; 2; 2 ]

    let refused problem hint settings =
        Expect.refusal _.IsValue [ $"convolution: {problem}"; $"  hint  {hint}" ] (fun () ->
            Tensor.convolution settings filter x)

    let each = "one number for each of these axes, or one for all"
    refused "the stride [1; 2; 3] has 3 numbers for 2 spatial axes" each { plain with Stride = [ 1; 2; 3 ] }

    refused
        "the padding [(1, 0); (2, 0); (3, 0)] has 3 numbers for 2 spatial axes"
        each
        { plain with Padding = [ 1, 0; 2, 0; 3, 0 ] }

    refused "the dilation [] has 0 numbers for 2 spatial axes" each { plain with Dilation = [] }
    refused "the stride [0] holds 0" "numbers of 1 or more" { plain with Stride = [ 0 ] }
    refused "the padding [0; -1] holds -1" "numbers of 0 or more" { plain with Padding = [ 0, -1 ] }
    refused "0 groups" "1 group or more" { plain with Groups = 0 }

[<Fact>]
let ``element types and biases that do not fit are refused`` () =
    let filter = zeros [ 6; 4; 2; 2 ]

    Expect.refusal
        _.IsDType
        [ "convolution: the element types differ"
          "  left  float64   right float32"
          "  hint  Tensor.cast DType.Float64 the other operand" ]
        (fun () -> Tensor.convolution plain (Tensor.cast DType.Float32 filter) x)

    let integers = Tensor.cast DType.Int32

    Expect.refusal
        _.IsDType
        [ "convolution: the operands must hold floats"
          "  operands int32"
          "  hint  Tensor.cast DType.Float32 the operands" ]
        (fun () -> Tensor.convolution plain (integers filter) (integers x))

    Expect.refusal
        _.IsShape
        [ "addConvolution: 6 filters have a bias of 6 numbers"
          "  filter [6; 4; 2; 2]   bias  [4]"
          "  rule  [filters, channels / groups, ..] with [filters]" ]
        (fun () -> Tensor.addConvolution plain (zeros [ 4 ]) filter x)

[<Fact>]
let ``transposed convolutions that do not fit are refused`` () =
    let plain = TransposedConvolution.defaults
    let rule = "  rule  [batch, channels, ..] with [channels, filters / groups, ..] gives [batch, filters, ..]"

    let refused problem rule filter settings =
        let shapes = $"  input [2; 4; 8; 5]   filter %A{filter}"

        Expect.refusal _.IsShape [ $"transposedConvolution: {problem}"; shapes; rule ] (fun () ->
            Tensor.transposedConvolution settings (zeros filter) x)

    refused "the filter takes 3 channels, the input has 4" rule [ 3; 6; 2; 2 ] plain
    refused "there are no channels" rule [ 4; 0; 2; 2 ] plain
    refused "4 channels do not divide into 3 groups" rule [ 4; 6; 2; 2 ] { plain with Groups = 3 }

    refused
        "the result would have -2 elements along spatial axis 0"
        "  rule  stride (input - 1) + dilation (kernel - 1) + 1 + output padding - padding, 1 or more"
        [ 4; 6; 1; 1 ]
        { plain with Padding = [ (5, 5); (0, 0) ] }

    Expect.refusal
        _.IsValue
        [ "transposedConvolution: an output padding of 2 for stride 2 and dilation 1"; "  hint  less than one of them" ]
        (fun () ->
            Tensor.transposedConvolution
                { plain with Stride = [ 2 ]; OutputPadding = [ 2; 0 ] }
                (zeros [ 4; 6; 1; 1 ])
                x)
