module Riemann.FSharp.Learning.Tests.LinearTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private layer = { Weight = tensor [ [ 1.0; 2.0; 3.0 ]; [ -1.0; 0.5; 0.0 ] ]; Bias = Some(tensor [ 10.0; 20.0 ]) }

let private x = tensor [ [ 1.0; 1.0; 1.0 ]; [ 2.0; 0.0; -1.0 ] ]

[<Fact>]
let ``the result is x times the transposed weight, plus the bias`` () =
    let y = Linear.apply layer x
    Assert.Equal<int list>([ 2; 2 ], y.Shape)
    Numbers.equal [ 16.0; 19.5; 9.0; 18.0 ] y
    Numbers.equal [ 6.0; -0.5; -1.0; -2.0 ] (Linear.apply { layer with Bias = None } x)

[<Fact>]
let ``vectors, stacks and no examples at all pass too`` () =
    Numbers.equal [ 9.0; 18.0 ] (Linear.apply layer x[1])
    let stack = Linear.apply layer (Tensor.stack 0 [ x; x; -x ])
    Assert.Equal<int list>([ 3; 2; 2 ], stack.Shape)
    Numbers.equal [ 4.0; 20.5; 11.0; 22.0 ] stack[2]
    Assert.Equal<int list>([ 0; 2 ], (Linear.apply layer (Tensor.zeros [ 0; 3 ])).Shape)

[<Fact>]
let ``gradients in the weight, the bias and the input are those by differences`` () =
    let loss layer x = Linear.apply layer x |> tanh |> Tensor.sum
    Numbers.checkGradient (fun weight -> loss { layer with Weight = weight } (x / 5.0)) (layer.Weight / 4.0)
    Numbers.checkGradient (fun bias -> loss { layer with Bias = Some bias } x) (tensor [ -7.0; 0.5 ])
    let small = layer |> Tree.map (fun leaf -> leaf / 10.0)
    Numbers.checkGradient (loss small) x
    Numbers.checkGradient (loss small) (Tensor.stack 0 [ x; -x ])

[<Fact>]
let ``first weights and biases lie within 1 / sqrt in`` () =
    let layer = Linear.init { Linear.defaults with Inputs = 400; Outputs = 300 } (Key.create 1L)
    Assert.Equal<int list>([ 300; 400 ], layer.Weight.Shape)
    Assert.Equal<int list>([ 300 ], layer.Bias.Value.Shape)
    Assert.Equal(DType.Float32, layer.Weight.DType)
    Assert.Equal(DType.Float32, layer.Bias.Value.DType)

    for values, tolerance in [ Numbers.floats layer.Weight, 1e-4; Numbers.floats layer.Bias.Value, 2e-3 ] do
        Assert.InRange(Array.min values, -0.05, -0.05 + tolerance)
        Assert.InRange(Array.max values, 0.05 - tolerance, 0.05)

[<Fact>]
let ``settings are kept`` () =
    let settings = { Linear.defaults with Inputs = 2; Outputs = 1; Bias = false; DType = DType.Float64 }
    let layer = Linear.init settings (Key.create 1L)
    Assert.True layer.Bias.IsNone
    Assert.Equal(DType.Float64, layer.Weight.DType)

[<Fact>]
let ``sizes must be positive, and given`` () =
    for inputs, outputs in [ 0, 3; 3, 0; -1, 3; 3, -2 ] do
        Numbers.refused "Linear.init" $"from {inputs} inputs to {outputs} outputs" (fun () ->
            Linear.init { Linear.defaults with Inputs = inputs; Outputs = outputs } (Key.create 1L))

    Numbers.refused "Linear.init" "from 0 inputs" (fun () -> Linear.init Linear.defaults (Key.create 1L))

[<Fact>]
let ``an input of another length is refused with both shapes`` () =
    for dimensions in [ [ 4; 2 ]; [ 2 ]; []; [ 3; 0 ] ] do
        Numbers.refused "Linear.apply" "the layer takes 3 features" (fun () ->
            Linear.apply layer (Tensor.zeros dimensions))
