module Riemann.FSharp.Learning.Tests.Nerva.MlpTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests

let private key = Key.create 3L

let private parse layers sizes weights optimisers =
    Mlp.parse { Layers = layers; LayerSizes = sizes; LayerWeights = weights; Optimizers = optimisers }

let private plan = parse "SReLU;BatchNormalization;ReLU;Linear" "4;3;5;2" "XavierNormal" "GradientDescent"
let private mlp = Mlp.init plan key

[<Fact>]
let ``tensors have the names of Nerva's files`` () =
    let shapes = [ for name, x in Mlp.toTensors mlp -> name, x.Shape ]

    Assert.Equal<(string * int list) list>(
        [ "W1", [ 3; 4 ]
          "b1", [ 3 ]
          "al1", []
          "tl1", []
          "ar1", []
          "tr1", []
          "gamma1", [ 3 ]
          "beta1", [ 3 ]
          "W2", [ 5; 3 ]
          "b2", [ 5 ]
          "W3", [ 2; 5 ]
          "b3", [ 2 ] ],
        shapes
    )

    let tensors = Map.ofList (Mlp.toTensors mlp)

    for name, expected in [ "b1", 0.0; "gamma1", 1.0; "beta1", 0.0; "tr1", 1.0; "tl1", 0.0 ] do
        Assert.All(Numbers.floats (tensors[name]), fun x -> Assert.Equal(expected, x))

[<Fact>]
let ``initialisers have their means, deviations and bounds`` () =
    let weights initialiser =
        let mlp = Mlp.init (parse "Linear" "400;300" initialiser "GradientDescent") key
        snd (Mlp.toTensors mlp).Head

    let has initialiser mean deviation bound =
        let w = Tensor.cast DType.Float64 (weights initialiser)
        Assert.Equal(mean, float (Tensor.mean w), 0.02 * deviation + 1e-12)
        Assert.Equal(deviation, sqrt (float (Tensor.variance w)), 0.01 * deviation + 1e-12)
        Assert.True(float (Tensor.max (abs (w - mean))) <= bound)

    has "XavierNormal" 0.0 (sqrt (2.0 / 700.0)) infinity
    has "XavierUniform" 0.0 (sqrt (2.0 / 700.0)) (sqrt (6.0 / 700.0) + 1e-6)
    has "HeNormal" 0.0 (sqrt (2.0 / 400.0)) infinity
    has "HeUniform" 0.0 (sqrt (2.0 / 400.0)) (sqrt (6.0 / 400.0) + 1e-6)
    has "Normal(2,0.5)" 2.0 0.5 infinity
    has "Uniform(1,3)" 2.0 (1.0 / sqrt 3.0) 1.000001
    has "Zero" 0.0 0.0 0.0

[<Fact>]
let ``weights come back from their names, in other types and as rows`` () =
    let other = Mlp.init plan (Key.create 4L)

    let written =
        [ for name, x in Mlp.toTensors other ->
              let x = Tensor.cast DType.Float64 x
              name, (if name.StartsWith 'b' && x.Length = 5 then Tensor.insertAxis 0 x else x) ]

    let read = Mlp.ofTensors mlp (("other", tensor 1.0) :: written)
    let x = Random.normalOf DType.Float32 [ 6; 4 ] key
    Assert.Equal<float[]>(Numbers.floats (Mlp.apply other x), Numbers.floats (Mlp.apply read x))

    let weightsAlone =
        written |> List.filter (fun (name, _) -> name.[0] = 'W' || name = "b1" || name = "b2" || name = "b3")

    Assert.True(Mlp.tryOfTensors mlp weightsAlone |> Result.isOk)

[<Fact>]
let ``weights that do not fit are refused by name`` () =
    let given = Mlp.toTensors mlp
    let replaced name x = given |> List.map (fun (own, old) -> own, (if own = name then x else old))
    let refused words tensors = Numbers.refused "Mlp.ofTensors" words (fun () -> Mlp.ofTensors mlp tensors)
    refused "there is no W2" (given |> List.filter (fun (name, _) -> name <> "W2"))
    refused "there is no b3" (given |> List.filter (fun (name, _) -> name <> "b3"))
    refused "W1 has the shape [4; 3]" (replaced "W1" (Tensor.zeros [ 4; 3 ]))
    refused "gamma1 has the shape [4]" (replaced "gamma1" (Tensor.zeros [ 4 ]))
    refused "W3 is int64" (replaced "W3" (Tensor.cast DType.Int64 (Tensor.zeros [ 2; 5 ])))

[<Fact>]
let ``a plan with a size that is not positive is refused`` () =
    let layer = MlpLayerPlan.linear 0 MlpActivation.ReLU WeightInitialiser.Zero
    Numbers.refused "Mlp.init" "from 3 inputs to 0 outputs" (fun () -> Mlp.init { Inputs = 3; Layers = [ layer ] } key)
    Numbers.refused "BatchNormalization.init" "0 channels" (fun () -> BatchNormalization.init 0)

[<Fact>]
let ``batch normalisation has the batch's own mean and biased variance, in use too`` () =
    let x = Tensor.cast DType.Float32 (tensor [ [ 1.0; 5.0 ]; [ 3.0; 5.0 ] ])
    let layer = BatchNormalization.init 2

    Assert.Equal<float[]>(
        [| -1.0; 0.0; 1.0; 0.0 |],
        Numbers.floats (BatchNormalization.apply layer x) |> Array.map (fun x -> round (x * 1e6) / 1e6)
    )

    Assert.Equal<float[]>([| 0.0; 0.0 |], Numbers.floats (BatchNormalization.apply layer x[..0]))

    Numbers.refused "BatchNormalization.apply" "2 channels" (fun () ->
        BatchNormalization.apply layer (Tensor.zeros [ 2; 3 ]))

[<Fact>]
let ``weights and biases move by their own optimisers`` () =
    let layer =
        MlpLayerPlan.linear 2 MlpActivation.Linear WeightInitialiser.Zero
        |> MlpLayerPlan.withOptimisers (MlpOptimiser.Momentum 0.5) (MlpOptimiser.Nesterov 0.25)

    let plan = { Inputs = 2; Layers = [ layer ] }
    let optimiser = Mlp.optimiser plan
    let start = Mlp.init plan key
    let ones = Tree.map Tensor.onesLike start
    let step (mlp, state) = optimiser.Update ones state mlp
    let mlp, state = (start, optimiser.Init start) |> step |> step
    let named = Map.ofList (Mlp.toTensors mlp)
    // Momentum goes 0.01 and 0.015; Nesterov 0.0125 and 0.25 * 0.0125 + 0.01.
    Assert.Equal(-0.025, (Numbers.floats (named["W1"]))[0], 1e-7)
    Assert.Equal(-0.025625, (Numbers.floats (named["b1"]))[0], 1e-7)
    Assert.Equal(2, state.Parts.Length)

[<Fact>]
let ``losses take classes as they take one-hot rows, and refuse what is no class`` () =
    let y = Tensor.softmax 1 (Random.normal [ 4; 3 ] key)
    let labels = tensor [ 2L; 0L; 1L; 1L ]

    for name in
        [ "SquaredError"; "CrossEntropy"; "SoftmaxCrossEntropy"; "LogisticCrossEntropy"; "NegativeLogLikelihood" ] do
        let loss = NervaLoss.parse name
        let expected = NervaLoss.value loss (Tensor.oneHot 3 labels) y
        Numbers.equal [ float expected ] (NervaLoss.value loss labels y)
        Numbers.equal [ float expected ] (NervaLoss.value loss (Tensor.cast DType.UInt8 labels) y)

        for wrong in [ 3L; -1L; -100L ] do
            let labels = tensor [ 2L; 0L; wrong; 1L ]
            Assert.Throws<RiemannException>(fun () -> NervaLoss.value loss labels y |> ignore) |> ignore
