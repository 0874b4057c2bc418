module Riemann.FSharp.Learning.Tests.ConvTransposeTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private float64 = { ConvTranspose1d.defaults with Inputs = 1; Outputs = 1; Kernel = [ 2 ]; DType = DType.Float64 }

/// A layer of one channel with the filter [10; 1] and the bias 0.5.
let private layer settings : ConvTranspose1d =
    { Weight = tensor [ [ [ 10.0; 1.0 ] ] ]; Bias = Some(tensor [ 0.5 ]); Settings = settings }

let private x = tensor [ [ 1.0; 2.0; 3.0 ] ]

[<Fact>]
let ``each element adds the filter times itself`` () =
    for settings, expected in
        [ float64, [ 10.5; 21.5; 32.5; 3.5 ]
          { float64 with Stride = [ 2 ] }, [ 10.5; 1.5; 20.5; 2.5; 30.5; 3.5 ]
          { float64 with Stride = [ 3 ] }, [ 10.5; 1.5; 0.5; 20.5; 2.5; 0.5; 30.5; 3.5 ]
          { float64 with Dilation = [ 2 ] }, [ 10.5; 20.5; 31.5; 2.5; 3.5 ]
          { float64 with Padding = [ 1 ] }, [ 21.5; 32.5 ]
          { float64 with Stride = [ 2 ]; OutputPadding = [ 1 ] }, [ 10.5; 1.5; 20.5; 2.5; 30.5; 3.5; 0.5 ]
          { float64 with Stride = [ 2 ]; Padding = [ 1 ]; OutputPadding = [ 1 ] }, [ 1.5; 20.5; 2.5; 30.5; 3.5 ]
          { float64 with Dilation = [ 3 ]; OutputPadding = [ 2 ] }, [ 10.5; 20.5; 30.5; 1.5; 2.5; 3.5; 0.5; 0.5 ] ] do
        Numbers.equal expected (ConvTranspose1d.apply (layer settings) x)

[<Fact>]
let ``a wanted size chooses the output padding`` () =
    let layer = layer { float64 with Stride = [ 3 ]; Padding = [ 1 ] }

    for size in 6..8 do
        Assert.Equal<int list>([ 1; size ], (ConvTranspose1d.applyTo [ size ] layer x).Shape)

    for size in [ 5; 9 ] do
        Numbers.refused "ConvTranspose1d.applyTo" $"{size} elements along spatial axis 0 from 3" (fun () ->
            ConvTranspose1d.applyTo [ size ] layer x)

    Numbers.refused "ConvTranspose1d.applyTo" "6 to 8 elements" (fun () -> ConvTranspose1d.applyTo [ 0 ] layer x)

[<Fact>]
let ``it is the adjoint of the convolution with the same weight`` () =
    for axes, init, apply, initOther, applyOther in
        [ 1, Conv1d.init, Conv1d.apply, ConvTranspose1d.init, ConvTranspose1d.apply
          2, Conv2d.init, Conv2d.apply, ConvTranspose2d.init, ConvTranspose2d.apply
          3, Conv3d.init, Conv3d.apply, ConvTranspose3d.init, ConvTranspose3d.apply ] do
        let settings =
            { Conv1d.defaults with
                Inputs = 4
                Outputs = 6
                Kernel = [ 3 ]
                Stride = [ 2 ]
                Padding = Pad.By [ 1 ]
                Groups = 2
                Bias = false
                DType = DType.Float64 }

        let other =
            { ConvTranspose1d.defaults with
                Inputs = 6
                Outputs = 4
                Kernel = [ 3 ]
                Stride = [ 2 ]
                Padding = [ 1 ]
                OutputPadding = [ 1 ]
                Groups = 2
                Bias = false
                DType = DType.Float64 }

        let forward = init settings (Key.create 1L)
        let back = { initOther other (Key.create 1L) with Weight = forward.Weight }
        let x = Random.normal ([ 2; 4 ] @ List.replicate axes 6) (Key.create 2L)
        let y, pull = vjp (apply forward) x
        Numbers.equal (List.ofArray (Numbers.floats (pull y))) (applyOther back y)

[<Fact>]
let ``an example without a batch axis is that example of a batch, and a batch may be empty`` () =
    let settings = { ConvTranspose2d.defaults with Inputs = 2; Outputs = 3; Kernel = [ 2; 3 ]; DType = DType.Float64 }
    let layer = ConvTranspose2d.init settings (Key.create 1L)
    Assert.Equal<int list>([ 2; 3; 2; 3 ], layer.Weight.Shape)
    let batch = Random.normal [ 4; 2; 5; 5 ] (Key.create 2L)
    let y = ConvTranspose2d.apply layer batch
    Assert.Equal<int list>([ 4; 3; 6; 7 ], y.Shape)
    Numbers.equal (List.ofArray (Numbers.floats y[1])) (ConvTranspose2d.apply layer batch[1])
    Assert.Equal<int list>([ 0; 3; 6; 7 ], (ConvTranspose2d.apply layer (Tensor.zeros [ 0; 2; 5; 5 ])).Shape)

[<Fact>]
let ``first weights and biases lie within 1 / sqrt fan, of outputs as PyTorch's`` () =
    let settings = { ConvTranspose2d.defaults with Inputs = 64; Outputs = 32; Kernel = [ 5 ]; Groups = 2 }
    let layer = ConvTranspose2d.init settings (Key.create 1L)
    Assert.Equal<int list>([ 64; 16; 5; 5 ], layer.Weight.Shape)
    Assert.Equal<int list>([ 32 ], layer.Bias.Value.Shape)

    for values, tolerance in [ Numbers.floats layer.Weight, 1e-4; Numbers.floats layer.Bias.Value, 1e-2 ] do
        Assert.InRange(Array.min values, -0.05, -0.05 + tolerance)
        Assert.InRange(Array.max values, 0.05 - tolerance, 0.05)

[<Fact>]
let ``settings that cannot be are refused`` () =
    let refused words settings =
        Numbers.refused "ConvTranspose2d.init" words (fun () -> ConvTranspose2d.init settings (Key.create 1L))

    let good = { ConvTranspose2d.defaults with Inputs = 4; Outputs = 6; Kernel = [ 3 ] }
    refused "a layer from 0 inputs to 0 outputs" ConvTranspose2d.defaults
    refused "the kernel [] has 0 numbers for 2 spatial axes" { good with Kernel = [] }
    refused "the stride [0] holds 0" { good with Stride = [ 0 ] }
    refused "the padding [-1] holds -1" { good with Padding = [ -1 ] }
    refused "the output padding [-1] holds -1" { good with OutputPadding = [ -1 ] }
    refused "an output padding of 1 for stride 1 and dilation 1" { good with OutputPadding = [ 1 ] }
    refused "an output padding of 2 for stride 1 and dilation 2" { good with Dilation = [ 2 ]; OutputPadding = [ 2 ] }
    refused "3 groups for 4 inputs and 6 outputs" { good with Groups = 3 }

[<Fact>]
let ``inputs that do not fit are refused`` () =
    Numbers.refused
        "ConvTranspose1d.apply"
        "the layer takes 1 channels over 1 spatial axes\n  input [2; 3]   weight [1; 1; 2]\n  rule  [batch; channels; ..] or [channels; ..]"
        (fun () -> ConvTranspose1d.apply (layer float64) (Tensor.zeros [ 2; 3 ]))

    Numbers.refused "transposedConvolution" "the result would have 0 elements along spatial axis 0" (fun () ->
        ConvTranspose1d.apply (layer { float64 with Padding = [ 2 ] }) x)
