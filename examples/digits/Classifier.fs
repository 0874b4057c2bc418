module Digits.Classifier

open Riemann.FSharp
open Riemann.FSharp.Learning

type Net = { Hidden: Linear; Output: Linear }

let init key =
    let hidden, output = Key.split key

    { Hidden = Linear.init { Linear.defaults with Inputs = 784; Outputs = 200 } hidden
      Output = Linear.init { Linear.defaults with Inputs = 200; Outputs = 10 } output }

let apply net x = x |> Linear.apply net.Hidden |> Tensor.relu |> Linear.apply net.Output

let loss net (batch: DigitSet) = apply net batch.Images |> Loss.crossEntropy batch.Labels

let optimiser: Optimiser<Net> = Optimiser.adam { Adam.defaults with LearningRate = 1e-3; WeightDecay = 1e-4 }

/// One step of training, to be folded over batches: the loss of the network, and the next network.
let step (net, state) batch =
    let value, gradient = valueAndGrad (fun net -> loss net batch) net
    let net, state = optimiser.Update gradient state net
    value.ToFloat(), (net, state)

/// Accuracy, and the mean of the batches' losses.
let test net size digits =
    let accuracy = Metrics.accuracy digits.Labels (apply net digits.Images)
    let batches = Dataset.ofTensors digits |> DataLoader.create { DataLoader.defaults with BatchSize = size }
    accuracy, DataLoader.epoch 0 batches |> Seq.averageBy (fun batch -> (loss net batch).ToFloat())
