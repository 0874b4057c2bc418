module Riemann.FSharp.Learning.Tests.Nerva.DensityTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests

let private key = Key.create 3L

let private dense =
    Mlp.parse
        { Layers = "ReLU;BatchNormalization;SReLU;Linear"
          LayerSizes = "20;30;25;3"
          LayerWeights = "XavierNormal;HeUniform;Uniform(-0.3,0.3)"
          Optimizers = "Momentum(0.9);GradientDescent;Nesterov(0.5);Momentum(0.5)" }

let private x = Random.normalOf DType.Float32 [ 64; 20 ] (Key.create 5L)
let private labels = Tensor.argMax 1 x[*, ..2]

let private settings =
    { NervaTraining.defaults with Epochs = 5; LearningRates = LearningRate.parse "StepBased(0.1,0.5,2)" }

let private train settings plan mlp =
    let rows = ResizeArray<EpochRow>()
    let data = NervaData.make plan x labels |> DataLoader.create { DataLoader.defaults with BatchSize = 10 }
    let trained = NervaTraining.run settings rows.Add plan data data mlp
    trained, [ for row in rows -> row.Loss ]

let private linear layer =
    match layer with
    | MlpLayer.Linear(linear, _)
    | MlpLayer.SReLU(linear, _) -> [ linear ]
    | MlpLayer.BatchNormalization _ -> []

let private sparseLayers (mlp: Mlp) =
    mlp.Layers
    |> List.collect linear
    |> List.choose (fun linear ->
        match linear with
        | MlpLinear.Sparse layer -> Some layer
        | MlpLinear.Dense _ -> None)

/// The same weights, all of them in sparse layers.
let private asSparse (mlp: Mlp) : Mlp =
    let sparse linear =
        match linear with
        | MlpLinear.Dense layer -> MlpLinear.Sparse(SparseLinear.ofDense 0.0 layer)
        | sparse -> sparse

    { Layers =
        [ for layer in mlp.Layers ->
              match layer with
              | MlpLayer.Linear(linear, activation) -> MlpLayer.Linear(sparse linear, activation)
              | MlpLayer.SReLU(linear, rectifier) -> MlpLayer.SReLU(sparse linear, rectifier)
              | other -> other ] }

let private near (tolerance: float) (expected: float seq) (actual: float seq) =
    Seq.iter2 (fun a b -> Assert.Equal(a, b, tolerance)) expected actual

[<Fact>]
let ``sparse layers with all weights train as dense ones`` () =
    let start = Mlp.init dense key
    Assert.Empty(sparseLayers start)
    Assert.Equal(3, (sparseLayers (asSparse start)).Length)
    let _, expected = train settings dense start
    Assert.True(List.last expected < 0.5 * expected.Head)
    near 1e-6 expected (train settings dense (asSparse start) |> snd)

[<Fact>]
let ``a density is that of each linear layer, and 1 is a dense one`` () =
    let mlp = Mlp.init (Mlp.withDensities "0.1;1;0.5" dense) key
    Assert.Equal<int list>([ 60; 38 ], [ for layer in sparseLayers mlp -> layer.Pattern.Count ])
    let whole = Map.ofList (Mlp.toTensors mlp)
    Assert.Equal<int list>([ 30; 20 ], whole["W1"].Shape)

    Assert.Equal<float[]>(
        Numbers.floats (Map.ofList (Mlp.toTensors (Mlp.init dense key))).["W2"],
        Numbers.floats whole["W2"]
    )

[<Fact>]
let ``a sparse layer steps as a dense one whose gradient is masked`` () =
    let plan = Mlp.withDensities "0.1" dense
    let sparse = Mlp.init plan key
    let whole = Mlp.ofTensors (Mlp.init dense key) (Mlp.toTensors sparse)
    let optimiser = Mlp.optimiser plan
    let loss mlp = NervaLoss.value NervaLoss.SoftmaxCrossEntropy labels (Mlp.apply mlp x) / 64.0
    let step change (mlp, state) = optimiser.Update (change (grad loss mlp)) state mlp

    let isWeight =
        Mlp.toTensors sparse |> List.map (fun (name, x) -> name.StartsWith 'W', Tensor.notEqual x (Tensor.zerosLike x))

    let masked (gradient: Mlp) =
        [ for (isWeight, mask), (name, own) in List.zip isWeight (Mlp.toTensors gradient) ->
              name, (if isWeight then own * Tensor.cast DType.Float32 mask else own) ]
        |> Mlp.ofTensors gradient

    let mutable own = sparse, optimiser.Init sparse
    let mutable other = whole, optimiser.Init whole

    for _ in 1..10 do
        own <- step id own
        other <- step masked other

    for (_, expected), (_, actual) in List.zip (Mlp.toTensors (fst other)) (Mlp.toTensors (fst own)) do
        near 1e-5 (Numbers.floats expected) (Numbers.floats actual)

    Assert.True(float (loss (fst own)) < float (loss sparse))

[<Fact>]
let ``first weights have the deviations of the fans that there are`` () =
    let values initialiser =
        let plan =
            { Inputs = 2000
              Layers = [ MlpLayerPlan.linear 1000 MlpActivation.Linear initialiser |> MlpLayerPlan.withDensity 0.05 ] }

        let layer = (sparseLayers (Mlp.init plan key)).Head
        Assert.All(Numbers.floats layer.Bias.Value, fun x -> Assert.Equal(0.0, x))
        Assert.Equal(100_000, layer.Pattern.Count)
        Tensor.cast DType.Float64 layer.Values

    let has deviation bound initialiser =
        let values = values initialiser
        Assert.Equal(deviation, sqrt (float (Tensor.mean (Tensor.square values))), 0.02 * deviation)
        Assert.True(float (Tensor.max (abs values)) <= bound)

    // 100 inputs and 50 outputs, more or less.
    has (sqrt (2.0 / 150.0)) infinity WeightInitialiser.XavierNormal
    has (sqrt (2.0 / 150.0)) (1.5 * sqrt (6.0 / 150.0)) WeightInitialiser.XavierUniform
    has (sqrt (2.0 / 100.0)) infinity WeightInitialiser.HeNormal
    has (sqrt (2.0 / 100.0)) (1.5 * sqrt (6.0 / 100.0)) WeightInitialiser.HeUniform
    has 0.5 infinity (WeightInitialiser.Normal(0.0, 0.5))
    has (1.0 / sqrt 3.0) 1.0 (WeightInitialiser.Uniform(-1.0, 1.0))
    Assert.All(Numbers.floats (values WeightInitialiser.Zero), fun x -> Assert.Equal(0.0, x))

[<Fact>]
let ``sparse weights come back from a file's tensors with their places`` () =
    let plan = Mlp.withDensities "0.1;0.2;1" dense
    let trained, _ = train settings plan (Mlp.init plan key)
    let read = Mlp.ofTensors (Mlp.init plan (Key.create 4L)) (Mlp.toTensors trained)
    let patterns mlp = [ for layer in sparseLayers mlp -> layer.Pattern ]
    Assert.Equal<SparsityPattern list>(patterns trained, patterns read)
    let bits mlp = [ for _, x in Mlp.toTensors mlp -> List.ofArray (Numbers.floats x) ]
    Assert.Equal<float list list>(bits trained, bits read)
    let outputs mlp = Numbers.floats (Mlp.apply mlp x)
    Assert.Equal<float[]>(outputs trained, outputs read)
    // A file without weights, and one that has them all.
    let zeros = [ for name, x in Mlp.toTensors trained -> name, Tensor.zerosLike x ]
    Assert.Equal<int list>([ 0; 0 ], [ for layer in sparseLayers (Mlp.ofTensors trained zeros) -> layer.Pattern.Count ])
    Assert.Equal<int list>([ 64; 3 ], (Mlp.apply (Mlp.ofTensors trained zeros) x).Shape)
    let whole = Mlp.toTensors (Mlp.init dense key)

    Assert.Equal<int list>(
        [ 600; 750 ],
        [ for layer in sparseLayers (Mlp.ofTensors trained whole) -> layer.Pattern.Count ]
    )
    // NaN is no zero.
    let broken = [ for name, x in zeros -> name, (if name = "W1" then Tensor.fullLike nan x else x) ]
    Assert.Equal(600, (sparseLayers (Mlp.ofTensors trained broken)).Head.Pattern.Count)

[<Fact>]
let ``regrowth moves weights between epochs, and keeps their number`` () =
    let plan = Mlp.withDensities "0.1;0.2;1" dense
    let start = Mlp.init plan key
    let regrowth = { Regrowth.defaults with Fraction = 0.3 }
    let regrowing epochs = { settings with Epochs = epochs; Regrowth = Some(regrowth, Key.create 8L) }
    let patterns mlp = [ for layer in sparseLayers mlp -> layer.Pattern ]
    let once, _ = train (regrowing 1) plan start
    Assert.Equal<SparsityPattern list>(patterns start, patterns once)
    let trained, losses = train (regrowing 5) plan start
    Assert.NotEqual<SparsityPattern list>(patterns start, patterns trained)
    Assert.Equal<int list>([ 60; 150 ], [ for pattern in patterns trained -> pattern.Count ])
    Assert.True(List.last losses < losses.Head)
    Assert.Equal<float list>(losses, train (regrowing 5) plan start |> snd)
    let plain = NervaTraining.runPlain (regrowing 2) 10 None plan (x, labels) start
    Assert.NotEqual<SparsityPattern list>(patterns start, patterns plain)
    // Nothing is dropped.
    let still = { settings with Regrowth = Some({ regrowth with Fraction = 0.0 }, key) }
    Assert.Equal<float list>(train settings plan start |> snd, train still plan start |> snd)

[<Fact>]
let ``momentum follows the weights that stay where they are`` () =
    // The gradient is 0, so that all that moves is what is remembered.
    let plan =
        { Inputs = 20
          Layers =
            [ MlpLayerPlan.linear 30 MlpActivation.Linear WeightInitialiser.XavierNormal
              |> MlpLayerPlan.withDensity 0.5
              |> MlpLayerPlan.withOptimiser (MlpOptimiser.Momentum 1.0) ] }

    let run epochs regrowth =
        let settings =
            { NervaTraining.defaults with
                Loss = NervaLoss.SquaredError
                Epochs = epochs
                Regrowth = regrowth
                LearningRates = LearningRate.parse "MultiStepLR(0.001;1;0)" }

        let wanted = Tensor.zeros [ 64; 30 ]
        let mlp = NervaTraining.runPlain settings 64 None plan (x, wanted) (Mlp.init plan key)
        let layer = (sparseLayers mlp).Head
        Array.zip (layer.Pattern.Places.ToArray<int64>()) (Numbers.floats layer.Values) |> Map.ofArray

    let first, second = run 1 None, run 2 None
    let moved = run 2 (Some({ Regrowth.defaults with Fraction = 0.2; Grown = GrownValue.Zero }, key))

    let isNear a b = abs (a - b) < 1e-7

    let stays (place, value) =
        match first.TryFind place with
        | Some before ->
            Assert.NotEqual(before, second[place])
            // A place that was dropped and chosen again begins at 0, with what is remembered of it.
            Assert.True(isNear second[place] value || isNear (second[place] - before) value)
            isNear second[place] value
        | None ->
            Assert.Equal(0.0, value)
            false

    Assert.Equal(300, moved.Count)
    Assert.InRange(Map.toList moved |> List.filter stays |> List.length, 239, 241)

[<Fact>]
let ``a part to regrow that is none is refused before training`` () =
    for fraction in [ -0.1; 1.1; nan ] do
        let settings = { settings with Regrowth = Some({ Regrowth.defaults with Fraction = fraction }, key) }

        Numbers.refused "NervaTraining.run" "a fraction of" (fun () -> train settings dense (Mlp.init dense key))
