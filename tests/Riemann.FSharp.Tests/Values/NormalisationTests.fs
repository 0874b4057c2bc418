module Riemann.FSharp.Tests.NormalisationTests

open Xunit
open Riemann.FSharp

let private x = tensor [ [ 1.0; 3.0 ]; [ 8.0; 12.0 ] ]

[<Fact>]
let ``standardise takes off the mean and divides by the deviation, along any axes`` () =
    Expect.values [ -1.0; 1.0; -1.0; 1.0 ] (Tensor.standardise 0.0 [ -1 ] x)
    Expect.values [ -1.0; -1.0; 1.0; 1.0 ] (Tensor.standardise 0.0 [ 0 ] x)
    Expect.values [ -1.0 / sqrt 2.0; 1.0 / sqrt 2.0 ] (Tensor.standardise 1.0 [ 1 ] x[0..0])
    let deviation = sqrt 18.5
    Expect.same ((x - 6.0) / deviation) (Tensor.standardise 0.0 [ 1; 0 ] x)
    Expect.same (Tensor.zerosLike x) (Tensor.standardise 1.0 [] x)

[<Fact>]
let ``weights and biases stretch to the operand`` () =
    let weight, bias = tensor [ 2.0; 3.0 ], tensor [ [ 1.0 ]; [ 0.0 ] ]
    Expect.values [ -1.0; 4.0; -2.0; 3.0 ] (Tensor.standardiseWith 0.0 [ 1 ] weight bias x)
    Expect.values [ 3.0; -4.0 ] (Tensor.rmsNormaliseWith 0.0 [ 0 ] (tensor 5.0) (tensor [ 3.0; -4.0 ]) * sqrt 0.5)

[<Fact>]
let ``the parts of one pass are those of many, with their derivatives`` () =
    let spelled (x, weight, bias) =
        let mean = Tensor.insertAxis -1 (Tensor.meanOver [ 1 ] x)
        let variance = Tensor.insertAxis -1 (Tensor.varianceOver 0 [ 1 ] x)
        (x - mean) / sqrt (variance + 0.1) * weight + bias

    let fused (x, weight, bias) = Tensor.standardiseWith 0.1 [ 1 ] weight bias x
    let at = x, tensor [ 2.0; -1.0 ], tensor 0.5
    let loss f at = Tensor.sum (sin (f at))
    let near tolerance (expected: Tensor) found = Expect.near tolerance (Expect.numbers expected) found
    near 1e-12 (spelled at) (fused at)
    let a, b, c = grad (loss spelled) at
    let a', b', c' = grad (loss fused) at
    List.iter2 (near 1e-12) [ a; b; c ] [ a'; b'; c' ]
    let along = x / 3.0
    let second f = hvp (fun x -> loss f (x, tensor [ 2.0; -1.0 ], tensor 0.5)) x along
    near 1e-11 (second spelled) (second fused)

let private spelled axes (x, weight, bias) =
    let keep (y: Tensor) = List.fold (fun y axis -> Tensor.insertAxis axis y) y axes
    let mean = keep (Tensor.meanOver axes x)
    let variance = keep (Tensor.varianceOver 0 axes x)
    (x - mean) / sqrt (variance + 0.1) * weight + bias

/// The axes of a group, the shapes of x and of the weight and bias.
let private layouts: (int list * int list * int list) list =
    [ [ 1 ], [ 5; 17 ], [ 17 ]
      [ 0 ], [ 5; 17 ], [ 17 ]
      [ 0; 2 ], [ 3; 2; 9 ], [ 2; 1 ]
      [ 1 ], [ 3; 4; 2 ], [ 2 ]
      [ 2 ], [ 2; 3; 4 ], [ 3; 1 ] ]

[<Fact>]
let ``gradients in weight and bias, of any order and many examples, are those of many passes`` () =
    for axes, shape, weights in layouts do
        let drawn seed shape = Random.normalOf DType.Float64 shape (Key.create seed)
        let at = drawn 1L shape, drawn 2L weights, drawn 3L weights
        let loss f at = Tensor.sum (sin (f at))
        let fused (x, weight, bias) = Tensor.standardiseWith 0.1 axes weight bias x
        let spelled = spelled axes
        let same a b = List.iter2 (fun (a: Tensor) b -> Expect.near 1e-9 (Expect.numbers a) b) a b
        let leaves (x, w, b) = [ x; w; b ]
        same (leaves (grad (loss spelled) at)) (leaves (grad (loss fused) at))
        same (leaves (hvp (loss spelled) at at)) (leaves (hvp (loss fused) at at))
        let squares f at = grad (loss f) at |> leaves |> List.map (fun g -> Tensor.sum (g * g)) |> List.reduce (+)
        same (leaves (grad (squares spelled) at)) (leaves (grad (squares fused) at))
        let many = Tree.map (fun (x: Tensor) -> Tensor.stack 0 [ x; 2.0 * x; x + 1.0 ]) at
        same (leaves (vmap (grad (loss spelled)) many)) (leaves (vmap (grad (loss fused)) many))
        let x, weight, bias = at
        let batch, _, _ = many
        let ofWeight f x = grad (fun weight -> loss f (x, weight, bias)) weight
        same [ vmap (ofWeight spelled) batch ] [ vmap (ofWeight fused) batch ]
        let partly f = grad (fun (x, weight) -> loss f (x, weight, bias)) (x, weight)
        same [ fst (partly spelled); snd (partly spelled) ] [ fst (partly fused); snd (partly fused) ]
        let _, pull = vjp fused at
        let _, pull' = vjp spelled at
        same (leaves (pull' x)) (leaves (pull x))
        same (leaves (pull' (x * x))) (leaves (pull (x * x)))
        same (leaves (pull' x)) (leaves (pull x))

[<Fact>]
let ``a group with NaN or infinity is NaN, others are not`` () =
    for bad in [ nan; infinity; -infinity ] do
        let y = Tensor.standardise 1e-5 [ 1 ] (tensor [ [ bad; 1.0 ]; [ 1.0; -1.0 ] ])
        Assert.True(System.Double.IsNaN(float y[0, 0]) && System.Double.IsNaN(float y[0, 1]))
        Assert.True(float y[1, 0] > 0.99)

[<Fact>]
let ``empty operands, one element and float32`` () =
    Assert.Equal<int list>([ 0; 3 ], (Tensor.standardise 0.1 [ 1 ] (Tensor.zeros [ 0; 3 ])).Shape)
    Assert.Equal<int list>([ 3; 0 ], (Tensor.standardise 0.1 [ 1 ] (Tensor.zeros [ 3; 0 ])).Shape)
    Expect.values [ 0.0 ] (Tensor.standardise 0.1 [ 0 ] (tensor [ 5.0 ]))
    Expect.values [ 0.0 ] (Tensor.standardise 0.1 [] (Tensor.reshape [ 1 ] (tensor 5.0)))
    Assert.Equal(DType.Float32, (Tensor.standardise 0.1 [ 0 ] (tensor [ 1.0f; 2.0f ])).DType)

[<Fact>]
let ``wrong uses of standardise`` () =
    let error = Expect.error (fun () -> Tensor.standardiseWith 0.1 [ 1 ] (tensor [ 1.0; 2.0; 3.0 ]) (tensor 0.0) x)
    Assert.Contains("do not broadcast", error.Message)
    let wider = Expect.error (fun () -> Tensor.standardiseWith 0.1 [ 0 ] (Tensor.ones [ 4; 2; 2 ]) (tensor 0.0) x)
    Assert.Contains("weight and bias do not stretch to the operand", wider.Message)
    Assert.Contains("weight [4; 2; 2]", wider.Message)
    Assert.Contains("an epsilon of -1", (Expect.error (fun () -> Tensor.standardise -1.0 [ 0 ] x)).Message)
    Assert.Contains("there is no axis 2", (Expect.error (fun () -> Tensor.rmsNormalise 0.1 [ 2 ] x)).Message)
    Assert.Contains("axis -1 is named twice", (Expect.error (fun () -> Tensor.standardise 0.1 [ 1; -1 ] x)).Message)
    Assert.True (Expect.error (fun () -> Tensor.standardise 0.1 [ 0 ] (tensor [ 1; 2 ]))).Error.IsDType

[<Fact>]
let ``softmax of minus infinity alone is NaN, and gives the rest to others`` () =
    let y = Tensor.softmax 1 (tensor [ [ -infinity; -infinity ]; [ -infinity; 3.0 ] ])
    Assert.True(System.Double.IsNaN(float y[0, 0]) && System.Double.IsNaN(float y[0, 1]))
    Expect.values [ 0.0; 1.0 ] y[1]
    Expect.values [ 0.0; 0.0 ] (grad (fun x -> (Tensor.softmax 0 x)[1]) (tensor [ -infinity; 3.0 ]))
    Assert.Equal<int list>([ 3; 0 ], (Tensor.logSoftmax 1 (Tensor.zeros [ 3; 0 ])).Shape)

[<Fact>]
let ``smooth units at the ends, and where a branch is not taken`` () =
    for f in [ Tensor.gelu; Tensor.geluTanh; Tensor.silu ] do
        Expect.values [ 0.0; infinity; 0.0; 1e4 ] (f (tensor [ -infinity; infinity; -1e4; 1e4 ]))
        Expect.values [ 0.0; 1.0; 0.5 ] (grad (f >> Tensor.sum) (tensor [ -1e4; 1e4; 0.0 ]))

        Expect.values
            [ 0.0; 0.0 ]
            (derivative (fun s -> derivative (fun t -> f (t * tensor [ 1.0; -1.0 ])) s) (tensor 1e4))

        let masked x = Tensor.where (tensor [ true; false ]) (f x) (tensor 0.0) |> Tensor.sum
        Expect.values [ 0.5; 0.0 ] (grad masked (tensor [ 0.0; nan ]))
