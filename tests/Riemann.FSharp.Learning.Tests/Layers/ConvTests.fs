module Riemann.FSharp.Learning.Tests.ConvTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private float64 = { Conv1d.defaults with Inputs = 1; Outputs = 1; Kernel = [ 2 ]; DType = DType.Float64 }

/// A layer of one channel with the filter [10; 1] and the bias 0.5.
let private layer settings : Conv1d =
    { Weight = tensor [ [ [ 10.0; 1.0 ] ] ]; Bias = Some(tensor [ 0.5 ]); Settings = settings }

let private x = tensor [ [ 1.0; 2.0; 3.0; 4.0 ] ]

[<Fact>]
let ``the filter is not reversed, and moves as the settings say`` () =
    for change, expected in
        [ float64, [ 12.5; 23.5; 34.5 ]
          { float64 with Stride = [ 2 ] }, [ 12.5; 34.5 ]
          { float64 with Dilation = [ 2 ] }, [ 13.5; 24.5 ]
          { float64 with Padding = Pad.By [ 1 ] }, [ 1.5; 12.5; 23.5; 34.5; 40.5 ]
          { float64 with Padding = Pad.Same }, [ 12.5; 23.5; 34.5; 40.5 ]
          { float64 with Padding = Pad.Same; Dilation = [ 2 ] }, [ 2.5; 13.5; 24.5; 30.5 ]
          { float64 with Padding = Pad.Sides [ 2, 0 ] }, [ 0.5; 1.5; 12.5; 23.5; 34.5 ] ] do
        Numbers.equal expected (Conv1d.apply (layer change) x)

[<Fact>]
let ``beyond the input stands what the padding mode says`` () =
    for mode, first, last in
        [ Padding.Constant 0.0, 0.0, 0.0
          Padding.Constant 7.0, 7.0, 7.0
          Padding.Reflect, 2.0, 3.0
          Padding.Replicate, 1.0, 4.0
          Padding.Circular, 4.0, 1.0 ] do
        let settings = { float64 with Padding = Pad.By [ 1 ]; PaddingMode = mode }
        let expected = [ 10.0 * first + 1.5; 12.5; 23.5; 34.5; 40.5 + last ]
        Numbers.equal expected (Conv1d.apply (layer settings) x)

[<Fact>]
let ``an example without a batch axis is that example of a batch, and a batch may be empty`` () =
    for axes, init, apply in
        [ 1, Conv1d.init, Conv1d.apply; 2, Conv2d.init, Conv2d.apply; 3, Conv3d.init, Conv3d.apply ] do
        let settings = { Conv1d.defaults with Inputs = 2; Outputs = 3; Kernel = [ 2 ]; Padding = Pad.By [ 1 ] }
        let layer = init settings (Key.create 1L)
        Assert.Equal<int list>([ 3; 2 ] @ List.replicate axes 2, layer.Weight.Shape)
        let batch = Random.normalOf DType.Float32 ([ 4; 2 ] @ List.replicate axes 5) (Key.create 2L)
        let y = apply layer batch
        Assert.Equal<int list>([ 4; 3 ] @ List.replicate axes 6, y.Shape)
        Numbers.equal (List.ofArray (Numbers.floats y[1])) (apply layer batch[1])
        let none = apply layer (Tensor.cast DType.Float32 (Tensor.zeros ([ 0; 2 ] @ List.replicate axes 5)))
        Assert.Equal<int list>([ 0; 3 ] @ List.replicate axes 6, none.Shape)

[<Fact>]
let ``first weights and biases lie within 1 / sqrt fan`` () =
    let settings = { Conv2d.defaults with Inputs = 32; Outputs = 64; Kernel = [ 5 ]; Groups = 2 }
    let layer = Conv2d.init settings (Key.create 1L)
    Assert.Equal<int list>([ 64; 16; 5; 5 ], layer.Weight.Shape)
    Assert.Equal(DType.Float32, layer.Weight.DType)

    for values, tolerance in [ Numbers.floats layer.Weight, 1e-4; Numbers.floats layer.Bias.Value, 5e-3 ] do
        Assert.InRange(Array.min values, -0.05, -0.05 + tolerance)
        Assert.InRange(Array.max values, 0.05 - tolerance, 0.05)

    Assert.True (Conv2d.init { settings with Bias = false } (Key.create 1L)).Bias.IsNone

[<Fact>]
let ``one number stands for all axes`` () =
    let weight kernel =
        (Conv2d.init { Conv2d.defaults with Inputs = 1; Outputs = 1; Kernel = kernel } (Key.create 1L)).Weight.Shape

    Assert.Equal<int list>([ 1; 1; 3; 3 ], weight [ 3 ])
    Assert.Equal<int list>([ 1; 1; 3; 5 ], weight [ 3; 5 ])

[<Fact>]
let ``NaN and infinity reach the sums that they are part of, and no others`` () =
    let y = Conv1d.apply (layer float64) (tensor [ [ nan; 2.0; 3.0; infinity ] ])
    let values = Numbers.floats y
    Assert.True(System.Double.IsNaN values[0])
    Assert.Equal(23.5, values[1])
    Assert.Equal(infinity, values[2])

[<Fact>]
let ``settings that cannot be are refused`` () =
    let refused words settings = Numbers.refused "Conv2d.init" words (fun () -> Conv2d.init settings (Key.create 1L))

    let good = { Conv2d.defaults with Inputs = 4; Outputs = 6; Kernel = [ 3 ] }
    refused "a layer from 0 inputs to 0 outputs" Conv2d.defaults
    refused "a layer from 4 inputs to -1 outputs" { good with Outputs = -1 }
    refused "the kernel [] has 0 numbers for 2 spatial axes" { good with Kernel = [] }
    refused "the kernel [3; 3; 3] has 3 numbers for 2 spatial axes" { good with Kernel = [ 3; 3; 3 ] }
    refused "the kernel [0] holds 0" { good with Kernel = [ 0 ] }
    refused "the stride [1; 0] holds 0" { good with Stride = [ 1; 0 ] }
    refused "the dilation [-1] holds -1" { good with Dilation = [ -1 ] }
    refused "the padding [-2] holds -2" { good with Padding = Pad.By [ -2 ] }
    refused "the padding [0; -1] holds -1" { good with Padding = Pad.Sides [ 0, -1 ] }
    refused "4 groups for 4 inputs and 6 outputs" { good with Groups = 4 }
    refused "0 groups for 4 inputs and 6 outputs" { good with Groups = 0 }
    refused "Pad.Same with a stride of [2]" { good with Padding = Pad.Same; Stride = [ 2 ] }

[<Fact>]
let ``inputs that do not fit are refused with both shapes`` () =
    let layer =
        Conv2d.init
            { Conv2d.defaults with Inputs = 3; Outputs = 2; Kernel = [ 3 ]; Dilation = [ 2; 1 ] }
            (Key.create 1L)

    for dimensions in [ [ 1; 4; 8; 8 ]; [ 3; 8 ]; [ 1; 1; 3; 8; 8 ]; []; [ 8; 8; 3 ] ] do
        Numbers.refused
            "Conv2d.apply"
            $"the layer takes 3 channels over 2 spatial axes\n  input %A{dimensions}   weight [2; 3; 3; 3]\n  rule  [batch; channels; ..] or [channels; ..]"
            (fun () -> Conv2d.apply layer (Tensor.cast DType.Float32 (Tensor.zeros dimensions)))

    Numbers.refused
        "addConvolution"
        "along spatial axis 0 the filter spans 5 elements (kernel 3, dilation 2), the padded input has 4 (4, padding 0 and 0)"
        (fun () -> Conv2d.apply layer (Tensor.cast DType.Float32 (Tensor.zeros [ 3; 4; 8 ])))

    Numbers.refused "Conv1d.apply" "the layer takes 3 channels over 1 spatial axes" (fun () ->
        Conv1d.apply layer (Tensor.cast DType.Float32 (Tensor.zeros [ 3; 8 ])))

    Numbers.refused "addConvolution" "the element types differ" (fun () ->
        Conv2d.apply layer (Tensor.zeros [ 3; 8; 8 ]))
