module Riemann.FSharp.Learning.Tests.TrainTests

open System
open System.IO
open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private expectMessage (lines: string list) (action: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
    let message = error.Message.Replace("\r", "").Split '\n' |> List.ofArray
    Assert.Equal<string list>(lines, message |> List.filter (fun line -> not (line.StartsWith "  at ")))

/// Watches, and asks training to stop after so many batches.
let private stopAfter count (training: Training<'P, 'Batch>) =
    let source = new CancellationTokenSource()
    let mutable seen = 0

    let watch event =
        match event with
        | TrainEvent.BatchDone _ ->
            seen <- seen + 1
            if seen = count then source.Cancel()
        | _ -> ()

    { training with Cancellation = source.Token; Watchers = [ watch ] }

[<Fact>]
let ``a training goes through all epochs and learns`` () =
    let result = Small.whole.Value
    Assert.Equal(StopReason.Completed, result.Reason)
    Assert.Equal<int list>([ 1..6 ], result.History |> List.map _.Epoch)
    Assert.Equal<int64 list>([ for epoch in 1L .. 6L -> 5L * epoch ], result.History |> List.map _.Step)

    let names = [ "loss"; "accuracy"; "validation loss"; "validation accuracy"; "learning rate" ]
    Assert.Equal<string list>(names, (List.last result.History).Values |> List.map fst)
    Assert.True((List.last result.History).Value "loss" < (List.head result.History).Value "loss")
    Assert.Equal(0.01 / 30.0, (List.last result.History).Value "learning rate")
    let best = result.History |> List.minBy _.Value("validation loss")
    Assert.Equal(Some(best.Epoch, best.Value "validation loss"), result.BestEpoch)

[<Fact>]
let ``the whole is its epochs, one after the other`` () =
    let step state _ = Train.epoch Small.training state
    Small.sameState Small.whole.Value.State (List.fold step (Train.start Small.training Small.parameters) [ 1..6 ])

[<Fact>]
let ``the mean over batches of different sizes is that over examples`` () =
    let loss (p: Tensor) (x: Tensor) = Tensor.mean (x * p)
    let still: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 0.0 }
    let batches = [ tensor [ 1.0; 2.0; 3.0 ]; tensor [ 10.0 ] ]
    let settings = { Train.settings (Objective.ofLoss loss) still (BatchStream.ofBatches batches) with Epochs = 1 }
    let result = Train.fit settings (tensor 1.0)
    Assert.Equal(4.0, result.History.Head.Value "loss")

[<Theory>]
[<InlineData(1)>]
[<InlineData(5)>]
[<InlineData(13)>]
[<InlineData(29)>]
let ``a run that was stopped goes on to the same end, bit for bit`` (batches: int) =
    Files.inNewFolder (fun folder ->
        let training = Small.inFolder folder
        let stopped = Train.fit (stopAfter batches training) Small.parameters
        Assert.Equal(StopReason.Cancelled, stopped.Reason)
        Assert.Equal(int64 batches, stopped.State.Step)
        let other = Small.model.Init(Key.create 99L)
        let resumed = Train.resume { training with Key = Key.create 77L } other
        Small.sameState Small.whole.Value.State resumed.State)

[<Fact>]
let ``resuming where nothing is begins, and where all is done gives the result`` () =
    Files.inNewFolder (fun folder ->
        let training = Small.inFolder (Path.Combine(folder, "new", "run"))
        Small.sameState Small.whole.Value.State (Train.resume training Small.parameters).State
        let again = Train.resume training Small.parameters
        Assert.Equal(StopReason.Completed, again.Reason)
        Small.sameState Small.whole.Value.State again.State
        Small.sameState Small.whole.Value.State (Train.resume { training with Epochs = 3 } Small.parameters).State)

[<Fact>]
let ``a new run in the same folder replaces the old one's best`` () =
    Files.inNewFolder (fun folder ->
        Train.fit (Small.inFolder folder) Small.parameters |> ignore
        Assert.True(File.Exists(Checkpoint.bestIn folder))
        Train.fit (stopAfter 1 (Small.inFolder folder)) Small.parameters |> ignore
        Assert.False(File.Exists(Checkpoint.bestIn folder)))

[<Fact>]
let ``the best checkpoint is the state after the best epoch`` () =
    Files.inNewFolder (fun folder ->
        let result = Train.fit (Small.inFolder folder) Small.parameters
        let best = Checkpoint.load (Checkpoint.bestIn folder) (Train.start Small.training Small.parameters)
        Assert.Equal(result.BestEpoch |> Option.map fst, Some best.Epoch)
        let alone = Checkpoint.loadParameters (Checkpoint.bestIn folder) Small.parameters
        Assert.Equal(string alone, string result.State.Best.Value.Parameters))

/// Follows the numbers given, one an epoch, as its loss in use.
let private following (values: float list) =
    let objective: Objective<Tensor, int> =
        { Learn = fun _ p _ -> { Examples = 1; Values = [ "loss", 1.0 ] }, p, Tensor.onesLike p
          Test = fun p _ -> { Examples = 1; Values = [ "loss", values[-(int (p.ToFloat())) - 1] ] } }

    let descent: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1.0 }

    { Train.settings objective descent (BatchStream.ofBatches [ 0 ]) with
        Epochs = values.Length
        Validation = Some [ 0 ] }

[<Fact>]
let ``early stopping waits for its patience, and gives the best parameters back`` () =
    let training = following [ 5.0; 3.0; 4.0; 2.95; 3.5; 3.2; 1.0 ]
    let stopping = { EarlyStopping.defaults with Patience = 2 }
    let run stopping = Train.fit { training with EarlyStopping = Some stopping } (tensor 0.0)
    let result = run stopping
    Assert.Equal(StopReason.NoImprovement 2, result.Reason)
    Assert.Equal((6, Some(4, 2.95), -4.0), (result.History.Length, result.BestEpoch, result.Parameters.ToFloat()))
    let result = run { stopping with MinimumImprovement = 0.1; RestoreBest = false }
    Assert.Equal((4, Some(2, 3.0), -4.0), (result.History.Length, result.BestEpoch, result.Parameters.ToFloat()))
    let result = run { stopping with Patience = 3; MinimumImprovement = 0.1 }
    Assert.Equal((5, Some(2, 3.0), -2.0), (result.History.Length, result.BestEpoch, result.Parameters.ToFloat()))

[<Fact>]
let ``NaN is never the best, and the largest can be`` () =
    let result = Train.fit (following [ nan; 2.0; nan; 3.0 ]) (tensor 0.0)
    Assert.Equal(Some(2, 2.0), result.BestEpoch)
    let largest = { following [ nan; 2.0; nan; 3.0 ] with Monitor = Some(Largest "validation loss") }
    Assert.Equal(Some(4, 3.0), (Train.fit largest (tensor 0.0)).BestEpoch)

[<Fact>]
let ``a loss that is not finite ends training with the last good state`` () =
    let loss (p: Tensor) (x: Tensor) = Tensor.sum (p * x)
    let descent: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1.0 }

    let run (last: float list) =
        Files.inNewFolder (fun folder ->
            let batches = BatchStream.ofBatches [ for x in [ 1.0; 2.0 ] @ last -> tensor x ]

            let settings =
                { Train.settings (Objective.ofLoss loss) descent batches with
                    Checkpoints = Some { Checkpoints.inFolder folder with EverySeconds = Some 0.0 } }

            let result = Train.fit settings (tensor 0.5)
            Assert.Equal(-2.5, result.Parameters.ToFloat())
            let saved = Checkpoint.load (Checkpoint.lastIn folder) (Train.start settings (tensor 0.5))
            Assert.Equal(-2.5, saved.Parameters.ToFloat())
            Assert.Equal(StopReason.Diverged(1, 3), result.Reason))

    run [ nan ]
    run [ infinity; 1.0 ]

[<Fact>]
let ``parameters that are not finite are found before the next loss, at the end of the epoch too`` () =
    // The loss of the second batch is finite, the step from there is not.
    let loss (p: Tensor) (x: Tensor) = Tensor.sum (p * x)
    let descent: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1e200 }

    for after in [ []; [ tensor 1.0 ] ] do
        let batches = BatchStream.ofBatches ([ tensor 1e-300; tensor 1e200 ] @ after)
        let result = Train.fit (Train.settings (Objective.ofLoss loss) descent batches) (tensor 4.0)
        Assert.True(Double.IsFinite(result.Parameters.ToFloat()))
        Assert.Equal(1L, result.State.Step)

        match result.Reason with
        | StopReason.Diverged(1, batch) -> Assert.Equal(2 + after.Length, batch)
        | other -> failwith $"{other}"

[<Fact>]
let ``settings out of range are refused`` () =
    let refused problem hint training =
        expectMessage [ $"Train.fit: {problem}"; $"  hint  {hint}" ] (fun () -> Train.fit training (tensor 0.0))

    let training = following [ 1.0; 2.0 ]
    refused "0 epochs" "1 epoch or more" { training with Epochs = 0 }
    let stopping patience least = Some { EarlyStopping.defaults with Patience = patience; MinimumImprovement = least }
    refused "a Patience of 0 epochs" "1 epoch or more" { training with EarlyStopping = stopping 0 0.0 }
    refused "a MinimumImprovement of NaN" "0 or more" { training with EarlyStopping = stopping 1 nan }
    let checkpoints = Checkpoints.inFolder "nowhere"

    refused
        "EveryEpochs is 0"
        "1 or more"
        { training with Checkpoints = Some { checkpoints with EveryEpochs = Some 0 } }

    let often = { checkpoints with EverySeconds = Some -1.0 }
    refused "EverySeconds is -1" "0 or more" { training with Checkpoints = Some often }
    refused "epoch 1 has no batches" "one batch or more" { training with Batches = BatchStream.ofBatches [] }

    let monitored = { training with Monitor = Some(Largest "accuracy") }
    refused "there is no value accuracy to monitor" "one of loss, validation loss, learning rate" monitored

    expectMessage [ "Train.test: there are no batches"; "  hint  one batch or more" ] (fun () ->
        Train.fit { training with Validation = Some [] } (tensor 0.0))

    expectMessage [ "Train.resume: there are no Checkpoints to go on from"; "  hint  name a folder" ] (fun () ->
        Train.resume training (tensor 0.0))

[<Fact>]
let ``a folder that cannot be written is refused before training begins`` () =
    Files.inNewFolder (fun folder ->
        let file = Path.Combine(folder, "file")
        File.WriteAllText(file, "not a folder")
        let mutable steps = 0
        let training = { Small.inFolder (Path.Combine(file, "run")) with Watchers = [ fun _ -> steps <- steps + 1 ] }
        Numbers.refused "Safetensors.write" "cannot be written: " (fun () -> Train.fit training Small.parameters)
        Assert.Equal(0, steps))

[<Fact>]
let ``watchers see what happens, in order, and the end also where an error is raised`` () =
    let events = ResizeArray()
    let training = { following [ 1.0; 2.0 ] with Watchers = [ events.Add ] }
    Train.fit training (tensor 0.0) |> ignore

    let kind event =
        match event with
        | TrainEvent.Begun(epochs, batches, history) -> $"begun {epochs} {batches} {history.Length}"
        | TrainEvent.BatchDone(epoch, batch, loss) -> $"batch {epoch} {batch} {loss}"
        | TrainEvent.EpochDone(result, _, best) -> $"epoch {result.Epoch} {best}"
        | TrainEvent.Ended reason -> string reason

    Assert.Equal<string list>(
        [ "begun 2 Some(1) 0"
          "batch 1 1 1"
          "epoch 1 Some(1)"
          "batch 2 1 1"
          "epoch 2 Some(1)"
          "all epochs are done" ],
        [ for event in events -> kind event ]
    )

    events.Clear()
    let broken = { training with Validation = Some(seq { failwith "no such file" }) }
    Assert.Throws<Exception>(fun () -> Train.fit broken (tensor 0.0) |> ignore) |> ignore
    Assert.Equal("no such file", kind events[events.Count - 1])
