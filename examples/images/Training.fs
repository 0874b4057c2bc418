module Images.Training

open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Examples.Progress
open Images.ImageSets

/// Mean loss and accuracy in use, a batch at a time.
let test (layer: Layer<'P>) batchSize (set: ImageSet) (parameters: 'P) : float * float =
    let ofBatch (batch: ImageSet) =
        let logits = Layer.apply layer parameters batch.Images
        let count = float batch.Labels.Length
        (Loss.crossEntropy batch.Labels logits).ToFloat() * count, Metrics.accuracy batch.Labels logits * count

    let sums = Batches.inOrder batchSize set |> Seq.map ofBatch |> List.ofSeq
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
    printfn "%s\n" (Summary.layer layer parameters train.Images[..0])
    let batches = Batches.count batchSize train
    use progress = new Progress()

    let epoch model number =
        let clock = Stopwatch.StartNew()
        let orderKey, dropoutKey = Key.split (Key.foldIn number key)

        let ofBatch model (index, batch) =
            stop.ThrowIfCancellationRequested()
            let loss, model = step layer optimiser model (Key.foldIn index dropoutKey, batch)
            progress.Batch((number, epochs), (index, batches), loss)
            loss, model

        let losses, (parameters, state) =
            Batches.shuffled orderKey batchSize train |> Seq.indexed |> Seq.mapFold ofBatch model

        progress.Line $"Epoch {number}/{epochs} completed, Average Loss: {Seq.average losses:F4}"
        let seconds = clock.Elapsed.TotalSeconds
        let loss, accuracy = test layer batchSize tests parameters
        printfn $"  Test Loss: {loss:F4}, Test Accuracy: {accuracy:F4}, {seconds:F1} s"
        parameters, state

    let before, _ = test layer batchSize train parameters
    let parameters, _ = List.fold epoch (parameters, optimiser.Init parameters) [ 1..epochs ]

    let after, accuracy = test layer batchSize train parameters
    printfn $"Training images in use, Loss: {before:F4} before, {after:F4} after, Accuracy: {accuracy:F4}"
    parameters
