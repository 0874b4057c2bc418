module Riemann.FSharp.Learning.Tests.InstanceNormTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private train = Train(Key.create 1L)
let private settings = { InstanceNorm1d.defaults with Channels = 2; DType = DType.Float64; Epsilon = 0.0 }

/// One example, of channels of mean 2 and 10, and of variance 1 and 4; unbiased 2 and 8.
let private x = tensor [ [ 1.0; 3.0 ]; [ 8.0; 12.0 ] ]

[<Fact>]
let ``each channel of each example is normalised by itself, with a batch and without, in training and in use`` () =
    let layer = InstanceNorm1d.init settings
    let batch = Tensor.stack 0 [ x; x * 5.0 ]

    for mode in [ train; Eval ] do
        Numbers.equal [ -1.0; 1.0; -1.0; 1.0 ] (InstanceNorm1d.apply mode layer x |> fst)
        Numbers.equal [ -1.0; 1.0; -1.0; 1.0; -1.0; 1.0; -1.0; 1.0 ] (InstanceNorm1d.apply mode layer batch |> fst)

[<Fact>]
let ``weights and biases belong to channels, whatever the rank`` () =
    let layer =
        { InstanceNorm1d.init { settings with Affine = true } with
            Weight = Some(tensor [ 2.0; 3.0 ])
            Bias = Some(tensor [ 1.0; 0.0 ]) }

    let expected = [ -1.0; 3.0; -3.0; 3.0 ]
    Numbers.equal expected (InstanceNorm1d.apply train layer x |> fst)
    Numbers.equal expected (InstanceNorm2d.apply train layer (Tensor.reshape [ 2; 1; 2 ] x) |> fst)
    Numbers.equal expected (InstanceNorm2d.apply train layer (Tensor.reshape [ 1; 2; 2; 1 ] x) |> fst)
    Numbers.equal expected (InstanceNorm3d.apply train layer (Tensor.reshape [ 2; 1; 1; 2 ] x) |> fst)
    Numbers.equal expected (InstanceNorm3d.apply train layer (Tensor.reshape [ 1; 2; 1; 2; 1 ] x) |> fst)

[<Fact>]
let ``running statistics are means over the examples of a batch`` () =
    let layer = InstanceNorm1d.init { settings with TrackRunningStatistics = true; Momentum = Some 0.5 }
    let _, next = InstanceNorm1d.apply train layer (Tensor.stack 0 [ x; x * 3.0 ])
    Numbers.equal [ 2.0; 10.0 ] next.Running.Value.Mean.Value
    Numbers.equal [ 5.5; 20.5 ] next.Running.Value.Variance.Value
    Assert.Equal(1.0, next.Running.Value.Batches.Value.ToFloat())
    let y, same = InstanceNorm1d.apply Eval next (Tensor.zeros [ 2; 1 ])
    Numbers.equal [ -2.0 / sqrt 5.5; -10.0 / sqrt 20.5 ] y
    Assert.Same(next.Running.Value.Mean.Value, same.Running.Value.Mean.Value)

[<Fact>]
let ``an empty batch passes`` () =
    let layer = InstanceNorm2d.init { settings with TrackRunningStatistics = true }
    let y, next = InstanceNorm2d.apply train layer (Tensor.zeros [ 0; 2; 3; 3 ])
    Assert.Equal<int list>([ 0; 2; 3; 3 ], y.Shape)
    Numbers.equal [ 0.0; 0.0 ] next.Running.Value.Mean.Value

[<Fact>]
let ``NaN stays in its channel of its example`` () =
    let y, _ = InstanceNorm1d.apply train (InstanceNorm1d.init settings) (tensor [ [ nan; 3.0 ]; [ 8.0; 12.0 ] ])
    let y = Numbers.floats y
    Assert.True(System.Double.IsNaN y[0] && System.Double.IsNaN y[1])
    Assert.Equal<float[]>([| -1.0; 1.0 |], y[2..])

[<Fact>]
let ``one value for each channel is refused`` () =
    let layer = InstanceNorm1d.init settings

    for mode in [ train; Eval ] do
        Numbers.refused "InstanceNorm1d.apply" "one value has no variance" (fun () ->
            InstanceNorm1d.apply mode layer (Tensor.zeros [ 4; 2; 1 ]))

[<Fact>]
let ``an input of another form is refused with the form`` () =
    let layer = InstanceNorm1d.init settings

    for shape in [ []; [ 2 ]; [ 3; 2 ]; [ 2; 3; 2 ]; [ 2; 2; 2; 2 ] ] do
        Numbers.refused "InstanceNorm1d.apply" "[channels; length] or [batch; channels; length]" (fun () ->
            InstanceNorm1d.apply train layer (Tensor.zeros shape))

    Numbers.refused "InstanceNorm2d.apply" "[channels; height; width]" (fun () ->
        InstanceNorm2d.apply train layer (Tensor.zeros [ 2; 2 ]))

    Numbers.refused "InstanceNorm3d.apply" "[channels; depth; height; width]" (fun () ->
        InstanceNorm3d.apply train layer (Tensor.zeros [ 2; 2; 2 ]))

[<Fact>]
let ``settings out of range are refused`` () =
    Numbers.refused "InstanceNorm1d.init" "a layer for 0 channels" (fun () ->
        InstanceNorm1d.init InstanceNorm1d.defaults)

    Numbers.refused "InstanceNorm2d.init" "an epsilon of -1" (fun () ->
        InstanceNorm2d.init { settings with Epsilon = -1.0 })

    Numbers.refused "InstanceNorm3d.init" "a momentum of 2" (fun () ->
        InstanceNorm3d.init { settings with Momentum = Some 2.0 })
