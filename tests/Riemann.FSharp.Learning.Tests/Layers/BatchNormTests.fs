module Riemann.FSharp.Learning.Tests.BatchNormTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private train = Train(Key.create 1L)

let private settings = { BatchNorm1d.defaults with Channels = 2; DType = DType.Float64; Epsilon = 0.0 }

/// Channels of mean 2 and 10, and of variance 1 and 4; unbiased 2 and 8.
let private x = tensor [ [ 1.0; 8.0 ]; [ 3.0; 12.0 ] ]

let private statistics (layer: BatchNorm) =
    let running = layer.Running.Value
    Numbers.floats running.Mean.Value, Numbers.floats running.Variance.Value, running.Batches.Value.ToFloat()

[<Fact>]
let ``in training the batch is normalised by itself, and remembered`` () =
    let layer = { BatchNorm1d.init settings with Weight = Some(tensor [ 1.0; 3.0 ]); Bias = Some(tensor [ 0.0; 5.0 ]) }
    let y, next = BatchNorm1d.apply train layer x
    Numbers.equal [ -1.0; 2.0; 1.0; 8.0 ] y
    let mean, _, batches = statistics next
    Assert.Equal<float[]>([| 0.2; 1.0 |], mean)
    Numbers.equal [ 1.1; 1.7 ] next.Running.Value.Variance.Value
    Assert.Equal(1.0, batches)
    let mean, variance, batches = statistics layer
    Assert.Equal<float[]>([| 0.0; 0.0 |], mean)
    Assert.Equal<float[]>([| 1.0; 1.0 |], variance)
    Assert.Equal(0.0, batches)

[<Fact>]
let ``in use what was remembered normalises, and nothing changes`` () =
    let layer = { BatchNorm1d.init settings with Weight = Some(tensor [ 1.0; 3.0 ]); Bias = Some(tensor [ 0.0; 5.0 ]) }

    let running =
        { layer.Running.Value with Mean = Buffer(tensor [ 1.0; 2.0 ]); Variance = Buffer(tensor [ 4.0; 9.0 ]) }

    let y, next = BatchNorm1d.apply Eval { layer with Running = Some running } x
    Numbers.equal [ 0.0; 11.0; 1.0; 15.0 ] y
    Assert.Same(running.Mean.Value, next.Running.Value.Mean.Value)

[<Fact>]
let ``without a momentum all batches count the same`` () =
    let first = BatchNorm1d.init { settings with Momentum = None }
    let _, once = BatchNorm1d.apply train first x
    let mean, variance, _ = statistics once
    Assert.Equal<float[]>([| 2.0; 10.0 |], mean)
    Assert.Equal<float[]>([| 2.0; 8.0 |], variance)
    let _, twice = BatchNorm1d.apply train once (x * 3.0)
    let mean, variance, batches = statistics twice
    Assert.Equal<float[]>([| 4.0; 20.0 |], mean)
    Assert.Equal<float[]>([| 10.0; 40.0 |], variance)
    Assert.Equal(2.0, batches)

[<Fact>]
let ``without running statistics the batch normalises itself in use too`` () =
    let layer = BatchNorm1d.init { settings with TrackRunningStatistics = false }
    Assert.True layer.Running.IsNone
    Numbers.equal [ -1.0; -1.0; 1.0; 1.0 ] (BatchNorm1d.apply Eval layer x |> fst)

[<Fact>]
let ``sequences, images and volumes are normalised over all but the channels`` () =
    let values = Tensor.concatenate 0 [ x; x + 10.0 ]
    let flat, _ = BatchNorm1d.apply train (BatchNorm1d.init settings) values

    for spatial, apply in [ [ 2 ], BatchNorm1d.apply; [ 1; 2 ], BatchNorm2d.apply; [ 2; 1; 1 ], BatchNorm3d.apply ] do
        // [2; 2; ..] holds for channel c what [4; 2] holds: rows of a batch and a place along the spatial axes.
        let input =
            values |> Tensor.reshape [ 2; 2; 2 ] |> Tensor.permute [ 0; 2; 1 ] |> Tensor.reshape ([ 2; 2 ] @ spatial)

        let y, next = apply train (BatchNorm1d.init settings) input
        let back = y |> Tensor.reshape [ 2; 2; 2 ] |> Tensor.permute [ 0; 2; 1 ] |> Tensor.reshape [ 4; 2 ]
        Numbers.equal (List.ofArray (Numbers.floats flat)) back
        Assert.Equal(1.0, next.Running.Value.Batches.Value.ToFloat())

[<Fact>]
let ``statistics are not trained, and no gradient flows into them`` () =
    let layer = BatchNorm1d.init settings
    Assert.Equal(4L, Tree.count layer)
    let gradient = grad (fun layer -> let y, _ = BatchNorm1d.apply train layer x in Tensor.sum (y * y)) layer
    Numbers.equal [ 4.0; 4.0 ] gradient.Weight.Value
    Numbers.equal [ 0.0; 0.0 ] gradient.Bias.Value
    let remembered x = (BatchNorm1d.apply train layer x |> snd).Running.Value.Mean.Value |> Tensor.sum
    Numbers.equal [ 0.0; 0.0; 0.0; 0.0 ] (grad remembered x)

[<Fact>]
let ``an empty batch passes and teaches nothing`` () =
    let y, next = BatchNorm2d.apply train (BatchNorm2d.init settings) (Tensor.zeros [ 0; 2; 3; 3 ])
    Assert.Equal<int list>([ 0; 2; 3; 3 ], y.Shape)
    let mean, variance, batches = statistics next
    Assert.Equal<float[]>([| 0.0; 0.0 |], mean)
    Assert.Equal<float[]>([| 1.0; 1.0 |], variance)
    Assert.Equal(1.0, batches)

[<Fact>]
let ``NaN stays in its channel, and huge values do not overflow in float64`` () =
    let y, _ = BatchNorm1d.apply train (BatchNorm1d.init settings) (tensor [ [ nan; 1e100 ]; [ 1.0; -1e100 ] ])
    let y = Numbers.floats y
    Assert.True(System.Double.IsNaN y[0] && System.Double.IsNaN y[2])
    Assert.Equal(1.0, y[1], 12)
    Assert.Equal(-1.0, y[3], 12)

[<Fact>]
let ``the parameters begin as PyTorch's, in float32`` () =
    let layer = BatchNorm2d.init { BatchNorm2d.defaults with Channels = 3 }
    Assert.Equal(DType.Float32, layer.Weight.Value.DType)
    Numbers.equal [ 1.0; 1.0; 1.0 ] layer.Weight.Value
    Numbers.equal [ 0.0; 0.0; 0.0 ] layer.Bias.Value
    Assert.Equal(DType.Int64, layer.Running.Value.Batches.Value.DType)
    let bare = BatchNorm2d.init { BatchNorm2d.defaults with Channels = 3; Affine = false }
    Assert.True(bare.Weight.IsNone && bare.Bias.IsNone)

[<Fact>]
let ``one value for each channel is refused in training`` () =
    let layer = BatchNorm1d.init settings

    for shape in [ [ 1; 2 ]; [ 1; 2; 1 ] ] do
        Numbers.refused "BatchNorm1d.apply" "one value has no variance" (fun () ->
            BatchNorm1d.apply train layer (Tensor.zeros shape))

    Assert.Equal<int list>([ 1; 2 ], (BatchNorm1d.apply Eval layer (Tensor.zeros [ 1; 2 ]) |> fst).Shape)
    let untracked = BatchNorm1d.init { settings with TrackRunningStatistics = false }

    Numbers.refused "BatchNorm1d.apply" "more than one value for each channel, or Eval" (fun () ->
        BatchNorm1d.apply Eval untracked (Tensor.zeros [ 1; 2 ]))

[<Fact>]
let ``an input of another form is refused with the form`` () =
    let layer = BatchNorm1d.init settings
    let text = "[batch; channels] or [batch; channels; length]"

    for shape in [ []; [ 2 ]; [ 4; 3 ]; [ 2; 4 ]; [ 2; 2; 2; 2 ] ] do
        Numbers.refused "BatchNorm1d.apply" text (fun () -> BatchNorm1d.apply train layer (Tensor.zeros shape))

    for shape in [ [ 2; 2 ]; [ 4; 2; 3 ]; [ 4; 3; 2; 2 ] ] do
        Numbers.refused "BatchNorm2d.apply" "the layer takes 2 channels" (fun () ->
            BatchNorm2d.apply train layer (Tensor.zeros shape))

    Numbers.refused "BatchNorm3d.apply" "[batch; channels; depth; height; width]" (fun () ->
        BatchNorm3d.apply train layer (Tensor.zeros [ 4; 2; 3; 3 ]))

[<Fact>]
let ``settings out of range are refused`` () =
    Numbers.refused "BatchNorm1d.init" "a layer for 0 channels" (fun () -> BatchNorm1d.init BatchNorm1d.defaults)

    Numbers.refused "BatchNorm2d.init" "BatchNorm2d.defaults with Channels = 32" (fun () ->
        BatchNorm2d.init BatchNorm2d.defaults)

    for epsilon in [ -1.0; nan ] do
        Numbers.refused "BatchNorm3d.init" "an epsilon of" (fun () ->
            BatchNorm3d.init { settings with Epsilon = epsilon })

    for momentum in [ -0.1; 1.1; nan ] do
        Numbers.refused "BatchNorm1d.init" "a momentum of" (fun () ->
            BatchNorm1d.init { settings with Momentum = Some momentum })
