module Riemann.FSharp.Learning.Tests.LayerTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private linear inputs outputs =
    Linear.layer { Linear.defaults with Inputs = inputs; Outputs = outputs; DType = DType.Float64 }

let private model = linear 3 4 >-> Layer.map "tanh" tanh >-> linear 4 2
let private parameters = model.Init(Key.create 1L)
let private x = Random.normal [ 5; 3 ] (Key.create 2L)

/// Remembers how often it was trained, and adds noise there.
let private noisy: Layer<Buffer> =
    Layer.ofState "noisy" (fun _ -> Buffer(tensor 0.0)) (fun mode (Buffer count) x ->
        match mode with
        | Train key -> x + Random.normal x.Shape key, Buffer(count + 1.0)
        | Eval -> x, Buffer count)

[<Fact>]
let ``steps are applied one after the other`` () =
    let (Chain(Chain(first, ()), last)) = parameters
    let expected = x |> Linear.apply first |> tanh |> Linear.apply last
    Numbers.equal (List.ofArray (Numbers.floats expected)) (Layer.apply model parameters x)

[<Fact>]
let ``tensors are named by the numbers of the steps`` () =
    Assert.Equal<string list>([ "0.Weight"; "0.Bias"; "2.Weight"; "2.Bias" ], Tree.names parameters)
    let nested = linear 1 1 >-> (linear 1 1 >-> linear 1 1)
    let names = Tree.names (nested.Init(Key.create 1L))
    Assert.Equal<string list>([ "0.Weight"; "0.Bias"; "1.0.Weight"; "1.0.Bias"; "1.1.Weight"; "1.1.Bias" ], names)

[<Fact>]
let ``each step begins with a key of its own`` () =
    let (Chain(first, second)) = (linear 3 3 >-> linear 3 3).Init(Key.create 1L)
    Assert.NotEqual<float[]>(Numbers.floats first.Weight, Numbers.floats second.Weight)

    for layer in [ Layer.repeat 2 (linear 3 3); Layer.list [ linear 3 3; linear 3 3 ] ] do
        let parts = layer.Init(Key.create 1L)
        Assert.NotEqual<float[]>(Numbers.floats parts[0].Weight, Numbers.floats parts[1].Weight)

[<Fact>]
let ``a gradient has the parameters' type, and an optimiser moves them`` () =
    let loss parameters = Layer.apply model parameters x |> Tensor.square |> Tensor.sum
    Check.assertDerivatives loss parameters
    let optimiser = Optimiser.sgd { Sgd.defaults with LearningRate = 0.01 }
    let moved, _ = optimiser.Update (grad loss parameters) (optimiser.Init parameters) parameters
    Assert.True((loss moved).ToFloat() < (loss parameters).ToFloat())

[<Fact>]
let ``what a step remembers is renewed in training, comes along with the gradient, and is not trained`` () =
    let model = linear 3 3 >-> noisy >-> noisy
    let parameters = model.Init(Key.create 1L)

    let loss parameters =
        let y, renewed = model.Apply (Train(Key.create 3L)) parameters x
        Tensor.sum y, renewed

    let (_, renewed), gradient = valueAndGradAux loss parameters
    Assert.Equal(1.0, renewed.Next.Value.ToFloat())
    Assert.Equal(1.0, renewed.First.Next.Value.ToFloat())
    Assert.Equal(0.0, gradient.Next.Value.ToFloat())
    Numbers.equal [ 5.0; 5.0; 5.0 ] gradient.First.First.Bias.Value
    Assert.Equal(12L, Tree.count parameters)

[<Fact>]
let ``in training each step draws from its own key, and in use from none`` () =
    let noise layer parameters = (layer.Apply (Train(Key.create 3L)) parameters (Tensor.zeros [ 4 ]) |> fst)
    let one = noise noisy (Buffer(tensor 0.0))
    let two = noise (noisy >-> noisy) (Chain(Buffer(tensor 0.0), Buffer(tensor 0.0)))
    let three = noise (Layer.repeat 2 noisy) [ Buffer(tensor 0.0); Buffer(tensor 0.0) ]

    for twice in [ two; three ] do
        Assert.NotEqual<float[]>(Numbers.floats (one * 2.0), Numbers.floats twice)

    Numbers.equal
        [ 1.0 ]
        (Layer.apply (noisy >-> noisy) (Chain(Buffer(tensor 0.0), Buffer(tensor 0.0))) (tensor [ 1.0 ]))

[<Fact>]
let ``lists run in order, and none of them changes nothing`` () =
    let add (n: float) = Layer.make "add" (fun _ -> tensor n) (fun own x -> x * 2.0 + own)
    let layer = Layer.list [ add 1.0; add 10.0 ]
    Numbers.equal [ 16.0 ] (Layer.apply layer (layer.Init(Key.create 1L)) (tensor [ 1.0 ]))
    let nothing: Layer<Tensor list> = Layer.list []
    Numbers.equal [ 1.0 ] (Layer.apply nothing (nothing.Init(Key.create 1L)) (tensor [ 1.0 ]))
    let z, a = add 1.0, add 10.0
    let named = Layer.named [ "z", z; "a", a ]
    let parameters = named.Init(Key.create 1L)
    Assert.Equal<string list>([ "a"; "z" ], Tree.names parameters)
    Numbers.equal [ 16.0 ] (Layer.apply named parameters (tensor [ 1.0 ]))

[<Fact>]
let ``a residual layer adds its input`` () =
    let layer = Layer.residual (Layer.map "double" (fun x -> x * 2.0))
    Numbers.equal [ 3.0; 6.0 ] (Layer.apply layer () (tensor [ 1.0; 2.0 ]))
    Assert.Equal<int list>([ 2 ], (Layer.steps layer () (tensor [ 1.0; 2.0 ])).Head.Output)

[<Fact>]
let ``what makes no model is refused`` () =
    Numbers.refused "Layer.repeat" "a layer -1 times" (fun () -> Layer.repeat -1 noisy)
    Numbers.refused "Layer.named" "two layers are named a" (fun () -> Layer.named [ "a", noisy; "a", noisy ])

[<Fact>]
let ``the steps of a model have shapes, of inputs too large to compute with`` () =
    let steps = Layer.steps model parameters (Tensor.full DType.Float64 [ 1_000_000_00; 3 ] 0.0)
    let shown = [ for step in steps -> step.Name, step.Output, step.Trained ]

    Assert.Equal<(string * int list * int64) list>(
        [ "Linear", [ 100_000_000; 4 ], 16L; "tanh", [ 100_000_000; 4 ], 0L; "Linear", [ 100_000_000; 2 ], 10L ],
        shown
    )

[<Fact>]
let ``a summary is a table of steps`` () =
    let expected =
        """   layer   output  trained
--------------------------
0  Linear  [5; 4]       16
1  tanh    [5; 4]        0
2  Linear  [5; 2]       10
26 trained numbers"""

    Assert.Equal(expected, Summary.layer model parameters x)

[<Fact>]
let ``a summary of a tree is a table of tensors`` () =
    let model = linear 30 40 >-> noisy

    let expected =
        """tensor    shape                  numbers
----------------------------------------
0.Weight  [40; 30]                 1,200
0.Bias    [40]                        40
1         []        not trained        1
1,240 trained numbers, and 1 that are not trained"""

    Assert.Equal(expected, Summary.tree (model.Init(Key.create 1L)))

[<Fact>]
let ``a shape that does not fit is refused by the layer that it reaches`` () =
    Numbers.refused "Linear.apply" "the layer takes 3 features" (fun () ->
        Layer.steps model parameters (Tensor.zeros [ 5; 4 ]))
