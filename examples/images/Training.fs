module Images.Training

open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Examples.Progress
open Images.ImageSets

/// Mean loss and accuracy in use, a batch at a time.
let private test (layer: Layer<'P>) batchSize (stop: CancellationToken) (set: ImageSet) (parameters: 'P) =
    let ofBatch (batch: ImageSet) =
        stop.ThrowIfCancellationRequested()
        let logits = Layer.apply layer parameters batch.Images
        let count = float batch.Labels.Length
        (Loss.crossEntropy batch.Labels logits).ToFloat() * count, Metrics.accuracy batch.Labels logits * count

    let batches = Dataset.ofTensors set |> DataLoader.create { DataLoader.defaults with BatchSize = batchSize }
    let sums = batches |> DataLoader.epoch 0 |> Seq.map ofBatch |> List.ofSeq
    let count = float set.Labels.Length
    List.sumBy fst sums / count, List.sumBy snd sums / count

/// One step: the loss of the batch, the parameters with what the layers remember, and the optimiser's state.
let private step (layer: Layer<'P>) (optimiser: Optimiser<'P>) (parameters, state) (key, batch: ImageSet) =
    let loss parameters =
        let logits, renewed = layer.Apply (Train key) parameters batch.Images
        Loss.crossEntropy batch.Labels logits, renewed

    let (value, renewed), gradient = valueAndGradAux loss parameters
    value.ToFloat(), optimiser.Update gradient state renewed

/// The parameters after all epochs.
let run
    (layer: Layer<'P>)
    (optimiser: Optimiser<'P>)
    batchSize
    epochs
    (key: Key)
    (stop: CancellationToken)
    (train: ImageSet, tests: ImageSet)
    : 'P =
    let parameters = layer.Init(Key.foldIn 0 key)
    let test = test layer batchSize stop
    printfn "%s\n" (Summary.layer layer parameters train.Images[..0])
    let orderKey, dropoutKey = Key.split key

    let batches =
        Dataset.ofTensors train
        |> DataLoader.create { DataLoader.defaults with BatchSize = batchSize; Shuffle = Some orderKey }

    let progress = Progress(epochs, DataLoader.count batches)
    let batches = Batches.count batchSize train
    use progress = new Progress()

    let epoch model number =
        let clock = Stopwatch.StartNew()
        let stepKey = Key.foldIn number dropoutKey

        let ofBatch model (index, batch) =
            let loss, model = step layer optimiser model (Key.foldIn index stepKey, batch)
            progress.Batch(number, index, loss)
            loss, model

        let losses, (parameters, state) =
            DataLoader.epoch number batches
            |> Seq.takeWhile (fun _ -> not stop.IsCancellationRequested)
            |> Seq.indexed
            |> Seq.mapFold ofBatch model

        let losses = List.ofSeq losses

        if not stop.IsCancellationRequested then
            progress.Epoch(number, List.average losses)
            let seconds = clock.Elapsed.TotalSeconds
            let loss, accuracy = test layer batchSize tests parameters
            printfn $"  Test Loss: {loss:F4}, Test Accuracy: {accuracy:F4}, {seconds:F1} s"
            stop.ThrowIfCancellationRequested()
            let loss, model = step layer optimiser model (Key.foldIn index dropoutKey, batch)
            progress.Batch((number, epochs), (index, batches), loss)
            Batches.shuffled orderKey batchSize train |> Seq.indexed |> Seq.mapFold ofBatch model

        progress.Line $"Epoch {number}/{epochs} completed, Average Loss: {Seq.average losses:F4}"
        let seconds = clock.Elapsed.TotalSeconds
        let loss, accuracy = test tests parameters
        printfn $"  Test Loss: {loss:F4}, Test Accuracy: {accuracy:F4}, {seconds:F1} s"
        parameters, state

    let before, _ = test train parameters
    let parameters, _ = List.fold epoch (parameters, optimiser.Init parameters) [ 1..epochs ]

    let after, accuracy = test train parameters
    printfn $"Training images in use, Loss: {before:F4} before, {after:F4} after, Accuracy: {accuracy:F4}"
    parameters
