namespace Riemann.FSharp.Learning

open System
open System.Diagnostics
open System.IO
open Riemann.FSharp

/// Training: `step` and `epoch` are pure functions of a state; `fit` and `resume` run them to the end, with files and
/// watchers around.
[<RequireQualifiedAccess>]
module Train =
    /// `Train.settings objective optimiser batches` are the settings for 10 epochs, without schedule, validation, early
    /// stopping, checkpoints and watchers, with the key of the number 0:
    /// `{ Train.settings objective optimiser batches with Epochs = 50; EarlyStopping = Some EarlyStopping.defaults }`.
    let settings objective optimiser batches : Training<'P, 'Batch> =
        { Objective = objective
          Optimiser = optimiser
          Batches = batches
          Epochs = 10
          Schedule = _.Optimiser
          Validation = None
          Monitor = None
          EarlyStopping = None
          Checkpoints = None
          Key = Key.create 0L
          Cancellation = Threading.CancellationToken.None
          Watchers = [] }

    /// `Train.start training parameters` is the state before the first step.
    let start (training: Training<'P, 'Batch>) (parameters: 'P) : TrainState<'P> =
        TrainState.start training.Optimiser training.Key parameters

    /// `Train.step training state batch` is what was measured on the batch, before it was learnt from, and the state after.
    let step (training: Training<'P, 'Batch>) (state: TrainState<'P>) (batch: 'Batch) : Measured * TrainState<'P> =
        let measured, renewed, gradient =
            training.Objective.Learn (TrainState.stepKey state) state.Parameters batch

        let parameters, optimiser = training.Optimiser.Update gradient (training.Schedule state) renewed
        measured, TrainState.afterBatch measured parameters optimiser state

    let private refuse problem hint : 'T = Fail.raise "Train.fit" (RiemannError.Value(problem, hint))

    /// `Train.test objective parameters batches` are the means over all examples of what is measured in use. Raises where
    /// there is no batch.
    let test (objective: Objective<'P, 'Batch>) (parameters: 'P) (batches: 'Batch seq) : (string * float) list =
        let add (examples, sums) batch =
            let measured = objective.Test parameters batch
            let weighted = [ for name, value in measured.Values -> name, value * float measured.Examples ]

            let sums =
                if List.isEmpty sums then
                    weighted
                else
                    List.map2 (fun (name, sum) (_, value) -> name, sum + value) sums weighted

            examples + measured.Examples, sums

        match Seq.fold add (0, []) batches with
        | _, [] -> Fail.raise "Train.test" (RiemannError.Value("there are no batches", "one batch or more"))
        | examples, sums -> [ for name, sum in sums -> name, sum / float examples ]

    let private validated training (state: TrainState<'P>) =
        match training.Validation with
        | Some batches -> [ for name, value in test training.Objective state.Parameters batches -> $"validation {name}", value ]
        | None -> []

    let private monitor training =
        match training.Monitor, training.Validation with
        | Some monitor, _ -> monitor
        | None, Some _ -> Smallest "validation loss"
        | None, None -> Smallest "loss"

    /// The state after the last batch of an epoch, with the epoch's results.
    let private endEpoch training (state: TrainState<'P>) =
        if state.Batch = 0 then refuse $"epoch {state.Epoch + 1} has no batches" "one batch or more"

        let least = training.EarlyStopping |> Option.map _.MinimumImprovement |> Option.defaultValue 0.0
        let next = TrainState.afterEpoch (monitor training) least (validated training state) state
        let values = (List.last next.History).Values |> List.map fst

        match monitor training with
        | Smallest name
        | Largest name when not (List.contains name values) ->
            refuse $"there is no value {name} to monitor" ("one of " + String.concat ", " values)
        | _ -> next

    /// `Train.epoch training state` is the state after the rest of the epoch: its batches, validation and results.
    let epoch (training: Training<'P, 'Batch>) (state: TrainState<'P>) : TrainState<'P> =
        training.Batches.From (state.Epoch + 1) state.Batch
        |> Seq.fold (fun state batch -> step training state batch |> snd) state
        |> endEpoch training

    /// Whether all trained numbers are finite.
    let private isFinite (parameters: 'P) =
        let struct (leaves, isTrained) = Tree.flatten parameters

        Array.forall2
            (fun (x: Tensor) isTrained ->
                not isTrained || (Tensor.all (Tensor.isFinite x) |> Tensor.cast DType.Int32).ToFloat() = 1.0)
            leaves
            isTrained

    /// Why there is nothing more to do, if so.
    let private reason training (state: TrainState<'P>) =
        let since = state.Epoch - (state.Best |> Option.map _.Epoch |> Option.defaultValue 0)

        match training.EarlyStopping with
        | Some stopping when since >= stopping.Patience && state.Batch = 0 && state.Epoch > 0 ->
            Some(StopReason.NoImprovement since)
        | _ when state.Epoch >= training.Epochs -> Some StopReason.Completed
        | _ when training.Cancellation.IsCancellationRequested -> Some StopReason.Cancelled
        | _ -> None

    let private notify training event = for watch in training.Watchers do watch event

    /// Saves the states, and knows when the last time was.
    let private saver (training: Training<'P, 'Batch>) =
        let clock = Stopwatch.StartNew()

        let save path state =
            Checkpoint.save path state
            clock.Restart()

        let inFolder act = training.Checkpoints |> Option.iter act

        {| Now = fun state -> inFolder (fun settings -> save (Checkpoint.lastIn settings.Folder) state)
           AfterBatch =
            fun (state: TrainState<'P>) ->
                inFolder (fun settings ->
                    match settings.EverySeconds with
                    | Some seconds when clock.Elapsed.TotalSeconds >= seconds && isFinite state.Parameters ->
                        save (Checkpoint.lastIn settings.Folder) state
                    | _ -> ())
           AfterEpoch =
            fun isBest (state: TrainState<'P>) ->
                inFolder (fun settings ->
                    match settings.EveryEpochs with
                    | Some epochs when state.Epoch % epochs = 0 -> save (Checkpoint.lastIn settings.Folder) state
                    | _ -> ()

                    if isBest then Checkpoint.save (Checkpoint.bestIn settings.Folder) state) |}

    /// The state after the rest of an epoch's batches, or why there is none, with the last good state.
    let private batches training afterBatch (state: TrainState<'P>) =
        use stream = (training.Batches.From (state.Epoch + 1) state.Batch).GetEnumerator()

        // A state is known to be good once a loss of its parameters was finite.
        let rec go good (state: TrainState<'P>) =
            let diverged loss =
                Error(StopReason.Diverged(state.Epoch + 1, state.Batch, loss), good)

            if training.Cancellation.IsCancellationRequested then
                Error(StopReason.Cancelled, state)
            elif stream.MoveNext() then
                let measured, next = step training state stream.Current
                let loss = snd measured.Values.Head

                if Double.IsFinite loss then
                    notify training (TrainEvent.BatchDone(next.Epoch + 1, next.Batch, loss))
                    afterBatch next
                    go state next
                elif isFinite state.Parameters then
                    Error(StopReason.Diverged(next.Epoch + 1, next.Batch, loss), state)
                else
                    diverged loss
            elif isFinite state.Parameters then
                Ok state
            else
                diverged 0.0

        go state state

    let private requireSettings (training: Training<'P, 'Batch>) =
        if training.Epochs < 1 then refuse $"{training.Epochs} epochs" "1 epoch or more"

        match training.EarlyStopping with
        | Some { Patience = patience } when patience < 1 -> refuse $"a Patience of {patience} epochs" "1 epoch or more"
        | Some { MinimumImprovement = least } when not (least >= 0.0) ->
            refuse $"a MinimumImprovement of {least}" "0 or more"
        | _ -> ()

        match training.Checkpoints with
        | Some { EveryEpochs = Some epochs } when epochs < 1 -> refuse $"EveryEpochs is {epochs}" "1 or more"
        | Some { EverySeconds = Some seconds } when not (seconds >= 0.0) -> refuse $"EverySeconds is {seconds}" "0 or more"
        | _ -> ()

    let private run training (state: TrainState<'P>) : TrainResult<'P> =
        let save = saver training

        let rec go (state: TrainState<'P>) =
            match reason training state with
            | Some reason -> reason, state
            | None ->
                let clock = Stopwatch.StartNew()

                match batches training save.AfterBatch state with
                | Error(reason, good) -> reason, good
                | Ok state ->
                    let next = endEpoch training state
                    let isBest = next.Best |> Option.exists (fun best -> best.Epoch = next.Epoch)
                    save.AfterEpoch isBest next
                    let result = List.last next.History
                    notify training (TrainEvent.EpochDone(result, clock.Elapsed.TotalSeconds, isBest))
                    go next

        try
            notify training (TrainEvent.Begun(training.Epochs, training.Batches.Count, state.History))
            let reason, last = go state

            match reason with
            | StopReason.Diverged _ -> ()
            | _ -> save.Now last

            notify training (TrainEvent.Ended reason)

            let parameters =
                match training.EarlyStopping, last.Best with
                | Some { RestoreBest = true }, Some best -> best.Parameters
                | _ -> last.Parameters

            { Parameters = parameters; State = last; Reason = reason }
        with error ->
            notify training (TrainEvent.Ended(StopReason.Failed error.Message))
            reraise ()

    /// `Train.fit training parameters` trains from the first epoch on. Where checkpoints are wanted, those of an earlier run
    /// in the folder are replaced. A loss that is not finite ends training with the last state before, `Cancellation`
    /// with the last batch's, which is saved first. Raises for settings out of range, an epoch without batches, and a
    /// folder that cannot be written.
    let fit (training: Training<'P, 'Batch>) (parameters: 'P) : TrainResult<'P> =
        requireSettings training
        let state = start training parameters

        match training.Checkpoints with
        | Some { Folder = folder } ->
            Checkpoint.save (Checkpoint.lastIn folder) state
            File.Delete(Checkpoint.bestIn folder)
        | None -> ()

        run training state

    /// `Train.resume training parameters` goes on from the last checkpoint in the folder, or begins where there is none.
    /// With the same settings the end is that of a run that was never stopped, bit for bit. The parameters say only what
    /// form the model has; hyperparameters and the key come from the checkpoint. Raises, with the names of tensors, where
    /// that belongs to another model or optimiser, and as `fit`.
    let resume (training: Training<'P, 'Batch>) (parameters: 'P) : TrainResult<'P> =
        requireSettings training

        match training.Checkpoints with
        | None -> Fail.raise "Train.resume" (RiemannError.Value("there are no Checkpoints to go on from", "name a folder"))
        | Some { Folder = folder } when not (File.Exists(Checkpoint.lastIn folder)) -> fit training parameters
        | Some { Folder = folder } ->
            start training parameters |> Checkpoint.loadAs "Train.resume" (Checkpoint.lastIn folder) |> run training
