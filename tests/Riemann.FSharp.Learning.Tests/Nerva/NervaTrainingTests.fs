module Riemann.FSharp.Learning.Tests.Nerva.NervaTrainingTests

open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests

let private key = Key.create 3L

let private plan =
    Mlp.parse
        { Layers = "ReLU;Linear"; LayerSizes = "4;6;3"; LayerWeights = "XavierNormal"; Optimizers = "Momentum(0.9)" }

let private mlp = Mlp.init plan key
let private x = Random.normalOf DType.Float32 [ 23; 4 ] (Key.create 5L)
let private labels = Tensor.argMax 1 x[*, ..2]
let private settings = { NervaTraining.defaults with Epochs = 3 }

let private loader size shuffle dropLast =
    NervaData.make plan x labels
    |> DataLoader.create { DataLoader.defaults with BatchSize = size; Shuffle = shuffle; DropLast = dropLast }

let private run settings loader =
    let rows = ResizeArray<EpochRow>()

    let trained =
        NervaTraining.run
            settings
            rows.Add
            plan
            loader
            (NervaData.make plan x labels |> DataLoader.create { DataLoader.defaults with BatchSize = 100 })
            mlp

    trained, List.ofSeq rows

let private bits (mlp: Mlp) = [ for x in Tree.leaves mlp -> List.ofArray (x.ToArray<float32>()) ]

[<Fact>]
let ``there is a row before training and one after each epoch`` () =
    let settings = { settings with LearningRates = LearningRate.parse "StepBased(0.1,0.5,1)" }
    let _, rows = run settings (loader 5 None false)
    Assert.Equal<int list>([ 0; 1; 2; 3 ], rows |> List.map _.Epoch)
    Assert.Equal<float list>([ 0.05; 0.05; 0.025; 0.0125 ], rows |> List.map _.LearningRate)
    Assert.Equal(0.0, rows.Head.Seconds)
    Assert.True((List.last rows).Loss < rows.Head.Loss)

[<Fact>]
let ``the loss is the mean over all examples, however they are batched`` () =
    let expected = float (NervaLoss.value NervaLoss.SoftmaxCrossEntropy labels (Mlp.apply mlp x)) / 23.0

    for size in [ 1; 5; 23; 100 ] do
        let row = (run { settings with Epochs = 0 } (loader size None false) |> snd).Head
        Assert.Equal(expected, row.Loss, 1e-6)
        Assert.Equal(Metrics.accuracy labels (Mlp.apply mlp x), row.TrainAccuracy, 1e-12)
        Assert.Equal(row.TrainAccuracy, row.TestAccuracy, 1e-12)

[<Fact>]
let ``plain training leaves the last partial batch out, and is that of a loader that does`` () =
    let plain = NervaTraining.runPlain settings 5 None plan (x, labels) mlp
    Assert.Equal<float32 list list>(run settings (loader 5 None true) |> fst |> bits, bits plain)
    Assert.NotEqual<float32 list list>(run settings (loader 5 None false) |> fst |> bits, bits plain)
    let first = NervaTraining.runPlain settings 5 None plan (x[..19], labels[..19]) mlp
    Assert.Equal<float32 list list>(bits plain, bits first)
    // Nothing is a full batch.
    Assert.Equal<float32 list list>(bits mlp, NervaTraining.runPlain settings 24 None plan (x, labels) mlp |> bits)

[<Fact>]
let ``the key decides the order`` () =
    let shuffled key = NervaTraining.runPlain settings 5 (Some key) plan (x, labels) mlp |> bits
    Assert.Equal<float32 list list>(shuffled (Key.create 1L), shuffled (Key.create 1L))
    Assert.NotEqual<float32 list list>(shuffled (Key.create 1L), shuffled (Key.create 2L))

[<Fact>]
let ``each layer has its own learning rate`` () =
    let settings = { settings with LearningRates = LearningRate.parse "Constant(0);Constant(0.1)" }
    let trained, rows = run settings (loader 5 None false)
    let before, after = Map.ofList (Mlp.toTensors mlp), Map.ofList (Mlp.toTensors trained)
    let isSame name = Numbers.floats (before[name]) = Numbers.floats (after[name])
    Assert.True(isSame "W1" && isSame "b1")
    Assert.False(isSame "W2" || isSame "b2")
    Assert.Equal(0.0, rows.Head.LearningRate)

    Numbers.refused "NervaTraining.run" "3 learning rates for 2 layers" (fun () ->
        run
            { settings with LearningRates = LearningRate.parse "Constant(0);Constant(0);Constant(0)" }
            (loader 5 None false))

[<Fact>]
let ``a run does not change the perceptron it begins with`` () =
    let before = bits mlp
    run settings (loader 5 None false) |> ignore
    Assert.Equal<float32 list list>(before, bits mlp)

[<Fact>]
let ``targets that are rows, columns or floats train alike`` () =
    let expected = NervaTraining.runPlain settings 5 None plan (x, labels) mlp |> bits

    let same target =
        Assert.Equal<float32 list list>(expected, NervaTraining.runPlain settings 5 None plan (x, target) mlp |> bits)

    same (Tensor.cast DType.UInt8 labels)
    same (Tensor.cast DType.Float64 labels)
    same (Tensor.insertAxis 1 labels)
    let oneHot = NervaTraining.runPlain settings 5 None plan (x, Tensor.oneHot 3 labels) mlp

    List.iter2 (List.iter2 (fun a b -> Assert.Equal(float a, float b, 1e-5))) expected (bits oneHot)

[<Fact>]
let ``data that do not fit are refused by name`` () =
    let refused (words: string) x t =
        match NervaData.tryMake plan ("Xtrain", x) ("Ttrain", t) with
        | Ok _ -> failwith "made"
        | Error error -> Assert.Contains(words, $"%A{error}")

    refused "Xtrain" (Tensor.zeros [ 5; 3 ]) labels
    refused "the shape is [5]" (Tensor.zeros [ 5 ]) labels
    refused "there are no examples" (Tensor.zeros [ 0; 4 ]) labels
    refused "there are 22 targets" x labels[..21]
    refused "the shape is [23; 4]" x (Tensor.zeros [ 23; 4 ])
    refused "target 2 is 3" x (tensor [ 0L; 1L; 3L ])
    refused "target 1 is -1" x (tensor [ 0L; -1L ])
    refused "no whole number" x (tensor [ 0.0; 0.5 ])
    refused "no whole number" x (tensor [ 0.0; nan ])
    refused "the elements are bool" (Tensor.greater x (tensor 0.0f)) labels

[<Fact>]
let ``a single output is a wanted number, not a class`` () =
    let plan =
        Mlp.parse { Layers = "Linear"; LayerSizes = "4;1"; LayerWeights = "Zero"; Optimizers = "GradientDescent" }

    let wanted = Tensor.sumOver [ 1 ] x |> Tensor.insertAxis 1

    let settings =
        { settings with
            Loss = NervaLoss.SquaredError
            Epochs = 200
            LearningRates = LearningRate.parse "Constant(0.1)" }

    let trained = NervaTraining.runPlain settings 23 None plan (x, wanted) (Mlp.init plan key)
    Assert.All(Numbers.floats (snd (Mlp.toTensors trained).Head), fun w -> Assert.Equal(1.0, w, 1e-3))

[<Fact>]
let ``debugging sees batches, weights and gradients, and changes nothing`` () =
    use writer = new StringWriter()
    let steps = ResizeArray<int * int * int list * float>()

    let watch (step: NervaStep) =
        NervaDebug.write writer step
        steps.Add(step.Epoch, step.Batch, step.DY.Shape, float (Tensor.sum (abs (Tree.leaves step.Gradient).Head)))

    let watched = NervaTraining.runPlain { settings with Debug = Some watch } 10 None plan (x, labels) mlp
    Assert.Equal<float32 list list>(NervaTraining.runPlain settings 10 None plan (x, labels) mlp |> bits, bits watched)

    Assert.Equal<(int * int) list>(
        [ for epoch in 0..2 do
              for batch in 0..1 -> epoch, batch ],
        [ for e, b, _, _ in steps -> e, b ]
    )

    Assert.All(steps, fun (_, _, shape, size) -> Assert.True(shape = [ 10; 3 ] && size > 0.0))
    let text = string writer

    for words in [ "epoch 0, batch 0"; "epoch 2, batch 1"; "X = tensor [10; 4]"; "DY = "; "W1 = "; "DW1 = "; "Db2 = " ] do
        Assert.Contains(words, text)

[<Fact>]
let ``the table has the layout of Nerva`` () =
    let row = { Epoch = 3; LearningRate = 0.01; Loss = 1.5; TrainAccuracy = 0.5; TestAccuracy = 0.25; Seconds = 12.0 }
    Assert.Equal("    3 |     0.010000 |     1.500000 |     0.500000 |     0.250000 |    12.000000", EpochTable.row row)
    let lines = EpochTable.header.Split '\n'
    Assert.Equal(String.replicate 80 "-", lines[0])
    Assert.Equal("epoch |           lr |         loss |    train_acc |     test_acc |     time (s)", lines[1])
    Assert.EndsWith("\nTotal training time: 12.500000 s", EpochTable.footer 12.5)
