module Riemann.FSharp.Learning.Tests.ShapeTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

[<Fact>]
let ``flattening merges axes, and unflattening parts them again`` () =
    let x = Tensor.zeros [ 2; 3; 4; 5 ]
    Assert.Equal<int list>([ 2; 60 ], (Flatten.apply Flatten.defaults x).Shape)
    Assert.Equal<int list>([ 2; 12; 5 ], (Flatten.apply { StartAxis = 1; EndAxis = 2 } x).Shape)
    Assert.Equal<int list>([ 2; 3; 4; 5 ], (Flatten.apply { StartAxis = -1; EndAxis = 3 } x).Shape)
    Assert.Equal<int list>([ 1 ], (Flatten.apply { StartAxis = 0; EndAxis = -1 } (tensor 1.0)).Shape)
    Assert.Equal<int list>([ 0; 12 ], (Flatten.apply Flatten.defaults (Tensor.zeros [ 0; 3; 4 ])).Shape)
    let merged = Tensor.zeros [ 2; 12; 5 ]
    Assert.Equal<int list>([ 2; 3; 4; 5 ], (Unflatten.apply { Axis = 1; Sizes = [ 3; 4 ] } merged).Shape)
    Assert.Equal<int list>([ 2; 3; 2; 2; 5 ], (Unflatten.apply { Axis = -2; Sizes = [ 3; -1; 2 ] } merged).Shape)

[<Fact>]
let ``axes that are not there or in disorder, and sizes that do not fit, are refused`` () =
    let x = Tensor.zeros [ 2; 6 ]
    Numbers.refused "Flatten.apply" "there is no axis 2" (fun () -> Flatten.apply { StartAxis = 2; EndAxis = -1 } x)
    Numbers.refused "Flatten.apply" "comes after" (fun () -> Flatten.apply { StartAxis = 1; EndAxis = 0 } x)
    Numbers.refused "Flatten.apply" "there is no axis 1" (fun () -> Flatten.apply Flatten.defaults (tensor 1.0))

    for sizes in [ [ 4; 2 ]; [ -1; -1 ]; [ -1; 4 ]; [ -2; -3 ]; []; [ 0; -1 ] ] do
        Numbers.refused "Unflatten.apply" "do not make up axis 1 of length 6" (fun () ->
            Unflatten.apply { Axis = 1; Sizes = sizes } x)

[<Fact>]
let ``identity is the very same tensor`` () =
    let x = Tensor.ones [ 3 ]
    Assert.Same(x, Identity.apply x)

[<Fact>]
let ``cosines and distances of rows`` () =
    let a = tensor [ [ 3.0; 4.0 ]; [ 1.0; 0.0 ]; [ 0.0; 0.0 ] ]
    let b = tensor [ [ 4.0; 3.0 ]; [ -2.0; 0.0 ]; [ 1.0; 1.0 ] ]
    Numbers.equal [ 0.96; -1.0; 0.0 ] (CosineSimilarity.apply CosineSimilarity.defaults a b)
    let distance = PairwiseDistance.apply { PairwiseDistance.defaults with Epsilon = 0.0 }
    Numbers.equal [ sqrt 2.0; 3.0; sqrt 2.0 ] (distance a b)
    let settings = { PairwiseDistance.defaults with Norm = 1.0; Epsilon = 0.5; KeepAxis = true }
    let kept = PairwiseDistance.apply settings a b
    Assert.Equal<int list>([ 3; 1 ], kept.Shape)
    Numbers.equal [ 2.0; 4.0; 1.0 ] kept

[<Fact>]
let ``vectors of zeros have a cosine of 0 with gradient 0, not NaN`` () =
    let similarity a = CosineSimilarity.apply CosineSimilarity.defaults a (Tensor.zeros [ 2; 3 ]) |> Tensor.sum
    Numbers.equal (List.replicate 6 0.0) (grad similarity (Tensor.ones [ 2; 3 ]))

[<Fact>]
let ``a bilinear layer multiplies both inputs with each of its matrices`` () =
    let layer: Bilinear =
        { Weight = tensor [ [ [ 1.0; 2.0 ]; [ 3.0; 4.0 ] ]; [ [ 0.0; 1.0 ]; [ -1.0; 0.0 ] ] ]
          Bias = Some(tensor [ 10.0; 20.0 ]) }

    let a, b = tensor [ [ 1.0; 2.0 ]; [ 0.0; 1.0 ] ], tensor [ [ 5.0; 6.0 ]; [ 1.0; 0.0 ] ]
    Numbers.equal [ 17.0 + 78.0 + 10.0; 6.0 - 10.0 + 20.0; 13.0; 19.0 ] (Bilinear.apply layer a b)
    Numbers.equal [ 3.0; -1.0 ] (Bilinear.apply { layer with Bias = None } a[1] b[1])
    Assert.Equal<int list>([ 0; 2 ], (Bilinear.apply layer (Tensor.zeros [ 0; 2 ]) (Tensor.zeros [ 0; 2 ])).Shape)

    for left, right in [ [ 3; 2 ], [ 2; 2 ]; [ 2; 3 ], [ 2; 2 ]; [ 2 ], [ 1; 2 ]; [], [ 2 ] ] do
        Numbers.refused "Bilinear.apply" "the layer takes 2 and 2 features" (fun () ->
            Bilinear.apply layer (Tensor.zeros left) (Tensor.zeros right))

    Numbers.refused "Bilinear.init" "from 0 and 0 inputs to 0 outputs" (fun () ->
        Bilinear.init Bilinear.defaults (Key.create 1L))

[<Fact>]
let ``first weights of a bilinear layer lie within 1 / sqrt left`` () =
    let settings = { Bilinear.defaults with Left = 100; Right = 30; Outputs = 20 }
    let layer = Bilinear.init settings (Key.create 1L)
    Assert.Equal<int list>([ 20; 100; 30 ], layer.Weight.Shape)
    Assert.InRange((Tensor.max (abs layer.Weight)).ToFloat(), 0.0999, 0.1)
    Assert.True (Bilinear.init { settings with Bias = false } (Key.create 1L)).Bias.IsNone
