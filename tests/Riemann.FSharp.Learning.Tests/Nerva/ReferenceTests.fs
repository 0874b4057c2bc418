module Riemann.FSharp.Learning.Tests.Nerva.ReferenceTests

open System
open System.Diagnostics
open System.IO
open System.Text.Json
open Xunit
open Xunit.Abstractions
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests

/// A run in the words of the command line. Sizes are those of all layers.
type Run = { Layers: string; Sizes: int list; Optimizers: string; Rate: string; Loss: string; OneHot: bool }

let private run layers optimizers rate loss =
    { Layers = layers; Sizes = [ 12; 16; 14; 5 ]; Optimizers = optimizers; Rate = rate; Loss = loss; OneHot = false }

/// Every layer, optimiser, learning rate and loss is here, and 203 examples in batches of 20, so that the last has 3.
let private runs =
    [ run "ReLU;ReLU;Linear" "Momentum(0.9)" "Constant(0.01)" "SoftmaxCrossEntropy"
      run "ReLU;ReLU;Linear" "Nesterov(0.9);Momentum(0.8);GradientDescent" "TimeBased(0.05,0.1)" "SoftmaxCrossEntropy"
      run "SReLU;SReLU(al=0.1,tl=-0.5,ar=0.2,tr=0.8);Linear" "Momentum(0.9)" "Constant(0.01)" "SoftmaxCrossEntropy"
      run "AllReLU(0.3);AllReLU(alpha=-0.3);Linear" "Nesterov(0.8)" "StepBased(0.02,0.5,2)" "SquaredError"
      run
          "ReLU;BatchNormalization;ReLU;BatchNormalization;Linear"
          "Momentum(0.9);GradientDescent;Nesterov(0.9);Momentum(0.5);GradientDescent"
          "Exponential(0.02,0.2)"
          "SoftmaxCrossEntropy"
      run
          "BatchNormalization;SReLU;BatchNormalization;SReLU;Linear"
          "Nesterov(0.9)"
          "Constant(0.01)"
          "LogisticCrossEntropy"
      run "HyperbolicTangent;Sigmoid;Softmax" "Momentum(0.9)" "Constant(0.05)" "CrossEntropy"
      run
          "HyperbolicTangent;LeakyReLU(0.1);Softmax"
          "GradientDescent"
          "MultiStepLR(0.1;2,4;0.5)"
          "NegativeLogLikelihood"
      run "LeakyReLU(0.2);ReLU;LogSoftmax" "Momentum(0.5)" "Constant(0.02)" "SquaredError"
      { run "Sigmoid;HyperbolicTangent;Linear" "Nesterov(0.9)" "TimeBased(0.02,0.5)" "SquaredError" with OneHot = true }
      { run "ReLU;AllReLU(0.5);Linear" "GradientDescent" "MultiStepLR(0.05;1,3,3;0.3)" "SoftmaxCrossEntropy" with
          OneHot = true }
      run "BatchNormalization;ReLU;ReLU;Softmax" "Momentum(0.9)" "StepBased(0.02,0.7,1)" "CrossEntropy"
      run "ReLU;ReLU;Sigmoid" "Nesterov(0.5)" "Exponential(0.05,0.1)" "NegativeLogLikelihood"
      { run "SReLU(0.2,-0.1,0.3,0.4);HyperbolicTangent;Linear" "Momentum(0.7)" "Constant(0.02)" "LogisticCrossEntropy" with
          OneHot = true } ]

let private epochs, private batchSize, private trainCount, private testCount = 5, 20, 203, 57

/// Examples of five classes about five random centres, by columns of different scales.
let private data count seed =
    let centreKey, key = Key.create 11L, Key.create seed
    let labelKey, noiseKey = Key.split key
    let labels = Random.integers 0L 5L [ count ] labelKey
    let centres = Random.normal [ 5; 12 ] centreKey
    let scales = Tensor.ofArray [ 12 ] [| for i in 1..12 -> float i / 6.0 |]
    let x = (Tensor.take 0 labels centres + Random.normal [ count; 12 ] noiseKey) * scales
    Tensor.cast DType.Float32 x, labels

let private matrix (x: Tensor) : float[][] = Numbers.floats x |> Array.chunkBySize x.Shape[1]

let private target isOneHot (labels: Tensor) =
    if isOneHot then Tensor.oneHot 5 labels |> Tensor.cast DType.Float32 else labels

let private request (run: Run) (mlp: Mlp) =
    let tensors = Map.ofList (Mlp.toTensors mlp)
    let x, labels = data trainCount 1L
    let xTest, testLabels = data testCount 2L

    let targets labels = if run.OneHot then box (matrix (target true labels)) else box (Numbers.floats labels)

    {| layers = run.Layers
       optimizers = run.Optimizers
       learning_rate = run.Rate
       loss = run.Loss
       epochs = epochs
       batch_size = batchSize
       Xtrain = matrix x
       Ttrain = targets labels
       Xtest = matrix xTest
       Ttest = targets testLabels
       weights =
        [| for layer in 1 .. run.Sizes.Length - 1 ->
               [| box (matrix tensors[$"W{layer}"]); box (Numbers.floats tensors[$"b{layer}"]) |] |] |}

let private plan (run: Run) =
    Mlp.parse
        { Layers = run.Layers
          LayerSizes = run.Sizes |> List.map string |> String.concat ";"
          LayerWeights = "XavierUniform"
          Optimizers = run.Optimizers }

/// Our rows, in float32, of the run that begins with these weights.
let private ours (run: Run) (mlp: Mlp) =
    let rows = ResizeArray<EpochRow>()
    let plan = plan run

    let loader (x, labels) =
        NervaData.make plan x (target run.OneHot labels)
        |> DataLoader.create { DataLoader.defaults with BatchSize = batchSize }

    let settings =
        { NervaTraining.defaults with
            Loss = NervaLoss.parse run.Loss
            LearningRates = LearningRate.parse run.Rate
            Epochs = epochs }

    NervaTraining.run settings rows.Add plan (loader (data trainCount 1L)) (loader (data testCount 2L)) mlp |> ignore
    List.ofSeq rows

/// A Python with numpy, where there is one.
let private python =
    lazy
        ([ "/usr/bin/python3"; "python3" ]
         |> List.tryFind (fun python ->
             try
                 use probe =
                     Process.Start(ProcessStartInfo(python, [ "-c"; "import numpy" ], RedirectStandardError = true))

                 probe.StandardError.ReadToEnd() |> ignore
                 probe.WaitForExit()
                 probe.ExitCode = 0
             with :? ComponentModel.Win32Exception ->
                 false))

/// A test that needs the reference.
type NumpyFactAttribute() as fact =
    inherit FactAttribute()
    do if python.Value.IsNone then fact.Skip <- "needs a python3 with numpy"

/// The reference's rows of all runs: rate, loss and two accuracies.
let private reference (requests: obj) : float[][][] =
    let script = Path.Combine(__SOURCE_DIRECTORY__, "nerva_reference.py")

    let start =
        ProcessStartInfo(python.Value.Value, [ script ], RedirectStandardInput = true, RedirectStandardOutput = true)

    use peer = Process.Start start
    JsonSerializer.Serialize(peer.StandardInput.BaseStream, requests)
    peer.StandardInput.Close()
    JsonSerializer.Deserialize<float[][][]>(peer.StandardOutput.BaseStream) |> nonNull

type Reference(output: ITestOutputHelper) =
    /// The largest difference of losses, relative where the loss is above 1, and of what else is in a row.
    let differences (expected: float[][]) (found: EpochRow list) =
        Assert.Equal(epochs + 1, expected.Length)
        Assert.Equal(epochs + 1, found.Length)

        List.zip (List.ofArray expected) found
        |> List.map (fun (expected, row) ->
            abs (row.Loss - expected[1]) / max 1.0 (abs expected[1]),
            abs (row.LearningRate - expected[0]),
            max (abs (row.TrainAccuracy - expected[2])) (abs (row.TestAccuracy - expected[3])))
        |> List.unzip3
        |> fun (losses, rates, accuracies) -> List.max losses, List.max rates, List.max accuracies

    [<NumpyFact>]
    member _.``training follows the reference in float64``() =
        let models = [ for run in runs -> run, Mlp.init (plan run) (Key.create 7L) ]
        let answers = reference [| for run, mlp in models -> request run mlp |]
        output.WriteLine "loss 0    loss 5    largest difference   run"

        let results =
            [ for (run, mlp), expected in Seq.zip models answers ->
                  let loss, rate, accuracy = differences expected (ours run mlp)
                  let first, last = expected[0][1], expected[epochs][1]

                  output.WriteLine
                      $"{first, 8:F5}  {last, 8:F5}  {loss, 18:E1}   {run.Layers} | {run.Optimizers} | {run.Rate} | {run.Loss}"

                  Assert.True(last < first, $"{run.Layers} learns nothing: the loss goes from {first} to {last}")
                  loss, rate, accuracy ]

        for loss, rate, accuracy in results do
            Assert.True(loss <= 1e-4, $"a loss is off by {loss}")
            Assert.True(rate <= 1e-12, $"a rate is off by {rate}")
            // Where two outputs are nearly equal an example may fall to the other class.
            Assert.True(accuracy <= 1.0 / float testCount + 1e-9, $"an accuracy is off by {accuracy}")
