namespace Riemann.FSharp.Learning.Tests

open System.IO
open Riemann.FSharp
open Riemann.FSharp.Learning
open Xunit

/// A small training with everything that a resumed run could lose: dropout, batch normalisation, Adam, a shuffled order
/// and a learning rate that changes.
module Small =
    let model =
        Linear.layer { Linear.defaults with Inputs = 3; Outputs = 8 }
        >-> BatchNorm1d.layer { BatchNorm1d.defaults with Channels = 8 }
        >-> Layer.map "relu" Tensor.relu
        >-> Dropout.layer { Probability = 0.3 }
        >-> Linear.layer { Linear.defaults with Inputs = 8; Outputs = 2 }

    let parameters = model.Init(Key.create 1L)

    let private data =
        let x = Random.normalOf DType.Float32 [ 36; 3 ] (Key.create 2L)
        x, Tensor.cast DType.Int64 (Tensor.greater (Tensor.sumOver [ 1 ] x) (Tensor.full DType.Float32 [] 0.0))

    let private held =
        let x = Random.normalOf DType.Float32 [ 12; 3 ] (Key.create 3L)
        x, Tensor.cast DType.Int64 (Tensor.greater (Tensor.sumOver [ 1 ] x) (Tensor.full DType.Float32 [] 0.0))

    let inOrder = { DataLoader.defaults with BatchSize = 8 }
    let loader = Dataset.ofTensors data |> DataLoader.create { inOrder with Shuffle = Some(Key.create 4L) }

    let objective = Objective.ofLayer model Loss.crossEntropy [ "accuracy", Metrics.accuracy ]

    let training =
        let adam = Optimiser.adam { Adam.defaults with LearningRate = 0.01 }

        { Train.settings objective adam (BatchStream.ofLoader loader) with
            Epochs = 6
            Validation = Some(Dataset.ofTensors held |> DataLoader.create inOrder |> DataLoader.epoch 0)
            Schedule = fun state -> OptState.withHyper "LearningRate" (0.01 / float (state.Step + 1L)) state.Optimiser
            Key = Key.create 5L }

    let inFolder folder = { training with Checkpoints = Some(Checkpoints.inFolder folder) }

    let private same (wanted: 'T) (found: 'T) =
        Assert.Equal<string list>(Tree.names wanted, Tree.names found)

        for a, b in List.zip (Tree.leaves wanted) (Tree.leaves found) do
            Assert.Equal(a.DType, b.DType)
            Assert.Equal<int list>(a.Shape, b.Shape)
            let bytes (x: Tensor) = x.ToString(), Numbers.floats x |> Array.map System.BitConverter.DoubleToInt64Bits
            Assert.Equal(bytes a, bytes b)

    /// Asserts that two states are the same, bit for bit.
    let sameState (wanted: TrainState<'P>) (found: TrainState<'P>) =
        same wanted.Parameters found.Parameters
        same wanted.Optimiser found.Optimiser
        Assert.Equal<Map<string, float>>(wanted.Optimiser.Hyper, found.Optimiser.Hyper)
        Assert.Equal(wanted.Optimiser.Step, found.Optimiser.Step)
        let numbers (state: TrainState<'P>) = state.Epoch, state.Batch, state.Step, state.Examples, state.Sums
        Assert.Equal(numbers wanted, numbers found)
        Assert.Equal<EpochResult list>(wanted.History, found.History)
        let best (state: TrainState<'P>) = state.Best |> Option.map (fun best -> best.Epoch, best.Value)
        Assert.Equal(best wanted, best found)

        Option.map2 (fun (a: BestEpoch<'P>) (b: BestEpoch<'P>) -> same a.Parameters b.Parameters) wanted.Best found.Best
        |> ignore

        same wanted.Key found.Key

    /// The run that nothing stops.
    let whole = lazy (Train.fit training parameters)

    /// What a child process does: the training, saved after every batch with so much more that saving takes a while.
    let runChild folder =
        let ballast = Frozen(Tensor.full DType.Float64 [ 500_000 ] 1.0)

        let lift (objective: Objective<_, _>) : Objective<_, Tensor * Tensor> =
            { Learn =
                fun key (p, b) batch ->
                    let measured, renewed, gradient = objective.Learn key p batch
                    measured, (renewed, b), (gradient, b)
              Test = fun (p, _) batch -> objective.Test p batch }

        let settings =
            { Train.settings
                  (lift objective)
                  (Optimiser.adam { Adam.defaults with LearningRate = 0.01 })
                  training.Batches with
                Epochs = training.Epochs
                Validation = training.Validation
                Schedule =
                    fun state -> OptState.withHyper "LearningRate" (0.01 / float (state.Step + 1L)) state.Optimiser
                Key = training.Key
                Checkpoints = Some { Checkpoints.inFolder folder with EverySeconds = Some 0.0 }
                Watchers = [ HistoryCsv.watch (Path.Combine(folder, "history.csv")) ] }

        Train.resume settings (parameters, ballast)
