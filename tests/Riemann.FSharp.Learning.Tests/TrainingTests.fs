module Riemann.FSharp.Learning.Tests.TrainingTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type private Net = { Hidden: Linear; Output: Linear }

let private init dtype inputs hidden outputs key =
    let first, second = Key.split key
    let settings = { Linear.defaults with DType = dtype }

    { Hidden = Linear.init { settings with Inputs = inputs; Outputs = hidden } first
      Output = Linear.init { settings with Inputs = hidden; Outputs = outputs } second }

let private apply net x = x |> Linear.apply net.Hidden |> Tensor.relu |> Linear.apply net.Output

/// The network after training on the batches, and the loss at each of them.
let private train (optimiser: Optimiser<Net>) net batches =
    let step (net, state) (x, labels) =
        let value, gradient = valueAndGrad (fun net -> apply net x |> Loss.crossEntropy labels) net
        value.ToFloat(), optimiser.Update gradient state net

    let losses, (net, _) = batches |> Seq.mapFold step (net, optimiser.Init net)
    net, List.ofSeq losses

[<Fact>]
let ``exclusive or is learnt`` () =
    let x, labels = tensor [ [ 0.0; 0.0 ]; [ 0.0; 1.0 ]; [ 1.0; 0.0 ]; [ 1.0; 1.0 ] ], tensor [ 0L; 1L; 1L; 0L ]

    for optimiser in
        [ Optimiser.adam { Adam.defaults with LearningRate = 0.05 }
          Optimiser.sgd { Sgd.defaults with LearningRate = 0.3; Momentum = 0.9 } ] do
        let net = init DType.Float64 2 16 2 (Key.create 1L)
        let net, losses = train optimiser net (Seq.replicate 200 (x, labels))
        Assert.InRange(losses[199], 0.0, 0.02)
        Assert.Equal(1.0, Metrics.accuracy labels (apply net x))

[<Fact>]
let ``drawn digits are told apart after two epochs, the same every time`` () =
    let train () =
        let digits, test = DigitSet.drawn 1L 4_500 |> DigitSet.split 4_000

        let loader =
            Dataset.ofTensors (digits.Images, digits.Labels)
            |> DataLoader.create { DataLoader.defaults with BatchSize = 50; Shuffle = Some(Key.create 1L) }

        let batches = [ 1..2 ] |> Seq.collect (fun epoch -> DataLoader.epoch epoch loader)

        let optimiser = Optimiser.adam { Adam.defaults with LearningRate = 2e-3 }
        let net, losses = train optimiser (init DType.Float32 784 64 10 (Key.create 2L)) batches
        Metrics.accuracy test.Labels (apply net test.Images), losses

    let accuracy, losses = train ()
    Assert.InRange(accuracy, 0.9, 1.0)
    Assert.Equal((accuracy, losses), train ())
