module Riemann.FSharp.Learning.Tests.EmbeddingTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private table = tensor [ [ 3.0; 4.0 ]; [ 0.3; 0.4 ]; [ -6.0; 8.0 ]; [ 0.0; 0.0 ] ]
let private with' settings = Embedding.ofWeight settings table

let private weightGradient (settings: EmbeddingSettings) (indices: Tensor) (cotangent: Tensor) =
    let layer = with' settings
    grad (fun weight -> Tensor.sum (Embedding.apply { layer with Weight = weight } indices * cotangent)) table

[<Fact>]
let ``rows are looked up in the shape of their indices`` () =
    let layer = with' Embedding.defaults
    let y = Embedding.apply layer (tensor [ [ 2L; 0L; 2L ] ])
    Assert.Equal<int list>([ 1; 3; 2 ], y.Shape)
    Numbers.equal [ -6.0; 8.0; 3.0; 4.0; -6.0; 8.0 ] y
    Numbers.equal [ 0.3; 0.4 ] (Embedding.apply layer (tensor 1L))
    Numbers.equal [ 0.3; 0.4 ] (Embedding.apply layer (Tensor.cast DType.Int32 (tensor 1L)))
    Assert.Equal<int list>([ 0; 2 ], (Embedding.apply layer (Tensor.cast DType.Int64 (Tensor.zeros [ 0 ]))).Shape)

[<Fact>]
let ``the gradients of equal indices add up`` () =
    let cotangent = tensor [ [ 1.0; 2.0 ]; [ 10.0; 20.0 ]; [ 100.0; 200.0 ] ]
    let indices = tensor [ 2L; 0L; 2L ]
    Numbers.equal [ 10; 20; 0; 0; 101; 202; 0; 0 ] (weightGradient Embedding.defaults indices cotangent)

[<Fact>]
let ``the padding row has values and no gradient, and frequent rows share theirs`` () =
    let cotangent = tensor [ [ 1.0; 2.0 ]; [ 10.0; 20.0 ]; [ 100.0; 200.0 ] ]
    let indices = tensor [ 2L; 0L; 2L ]

    for padding in [ 2; -2 ] do
        let settings = { Embedding.defaults with PaddingIdx = Some padding }
        Numbers.equal [ 3.0; 4.0 ] (Embedding.apply (with' settings) (tensor 0L))
        Numbers.equal [ -6.0; 8.0 ] (Embedding.apply (with' settings) (tensor 2L))
        Numbers.equal [ 10; 20; 0; 0; 0; 0; 0; 0 ] (weightGradient settings indices cotangent)

    let shared = { Embedding.defaults with ScaleGradByFreq = true }
    Numbers.equal [ 10; 20; 0; 0; 50.5; 101; 0; 0 ] (weightGradient shared indices cotangent)
    let both = { shared with PaddingIdx = Some 0 }
    Numbers.equal [ 0; 0; 0; 0; 50.5; 101; 0; 0 ] (weightGradient both indices cotangent)

/// Values and gradients by torch.nn.functional.embedding of PyTorch 1.13 in float64, and its weight afterwards.
[<Fact>]
let ``long rows are scaled down, and have the gradient of a plain lookup`` () =
    let settings = { Embedding.defaults with MaxNorm = Some 1.0 }
    let indices = tensor [ 2L; 1L; 3L; 2L ]
    let layer = with' settings
    let shrunk = 1.0 / (10.0 + 1e-7)

    Numbers.equal
        [ -6.0 * shrunk; 8.0 * shrunk; 0.3; 0.4; 0; 0; -6.0 * shrunk; 8.0 * shrunk ]
        (Embedding.apply layer indices)

    Numbers.equal [ 0; 0; 1; 1; 2; 2; 1; 1 ] (weightGradient settings indices (Tensor.ones [ 4; 2 ]))
    let next = Embedding.renormalise indices layer
    Numbers.equal [ 3.0; 4.0; 0.3; 0.4; -6.0 * shrunk; 8.0 * shrunk; 0; 0 ] next.Weight
    Numbers.equal (List.ofArray (Numbers.floats (Embedding.apply layer indices))) (Embedding.apply next indices)
    let value, _ = vjp (fun weight -> Embedding.apply { layer with Weight = weight } indices) table
    Numbers.equal (List.ofArray (Numbers.floats (Embedding.apply layer indices))) value

[<Fact>]
let ``norms of every type bound rows`` () =
    for norm, length in [ 1.0, 14.0; infinity, 8.0; 0.5, (sqrt 6.0 + sqrt 8.0) ** 2.0 ] do
        let layer = with' { Embedding.defaults with MaxNorm = Some 2.0; NormType = norm }
        let factor = 2.0 / (length + 1e-7)
        Numbers.equal [ -6.0 * factor; 8.0 * factor ] (Embedding.apply layer (tensor 2L))

[<Fact>]
let ``without a largest norm nothing is renormalised`` () =
    let layer = with' Embedding.defaults
    Assert.Same(layer.Weight, (Embedding.renormalise (tensor [ 2L ]) layer).Weight)

[<Fact>]
let ``first rows are normal numbers, and the padding row zeros`` () =
    let settings = { Embedding.defaults with Embeddings = 1000; Features = 50; PaddingIdx = Some 7 }
    let layer = Embedding.init settings (Key.create 1L)
    Assert.Equal(DType.Float32, layer.Weight.DType)
    Assert.InRange((Tensor.standardDeviation layer.Weight).ToFloat(), 0.99, 1.01)
    Numbers.equal (List.replicate 50 0.0) layer.Weight[7]

[<Fact>]
let ``pretrained rows do not train, those of a weight do`` () =
    let frozen = Embedding.fromPretrained Embedding.defaults table
    Assert.Equal(0L, Tree.count frozen)
    Numbers.equal [ 3.0; 4.0 ] (Embedding.apply frozen.Value (tensor 0L))
    Assert.Equal(8L, Tree.count (with' Embedding.defaults))
    Assert.Equal(4, (with' Embedding.defaults).Settings.Embeddings)

[<Fact>]
let ``indices out of range are refused, by vmap and by grad too`` () =
    let layer = with' Embedding.defaults
    let apply indices = Embedding.apply layer indices

    for wrong in [ 4L; -1L ] do
        let indices = tensor [ 0L; wrong ]
        let words = $"index 1 is {wrong}"
        Numbers.refused "Embedding.apply" words (fun () -> apply indices)
        Numbers.refused "Embedding.apply" words (fun () -> vmap apply indices)

        Numbers.refused "Embedding.apply" words (fun () ->
            weightGradient Embedding.defaults indices (Tensor.ones [ 2; 2 ]))

    Numbers.refused "Embedding.apply" "an index is an integer" (fun () -> apply (tensor [ 1.0 ]))

[<Fact>]
let ``settings that make no sense are refused`` () =
    let refused words settings =
        Numbers.refused "Embedding.init" words (fun () -> Embedding.init settings (Key.create 1L))

    let good = { Embedding.defaults with Embeddings = 4; Features = 2 }
    refused "0 embeddings of 0 features" Embedding.defaults
    refused "a padding index of 4" { good with PaddingIdx = Some 4 }
    refused "a padding index of -5" { good with PaddingIdx = Some -5 }
    refused "a largest norm of 0" { good with MaxNorm = Some 0.0 }
    refused "a norm of type NaN" { good with NormType = nan }

    Numbers.refused "Embedding.ofWeight" "is no table of rows" (fun () ->
        Embedding.ofWeight Embedding.defaults (Tensor.ones [ 3 ]))
