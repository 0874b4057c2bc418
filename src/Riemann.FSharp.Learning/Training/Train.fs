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
        Steps.step training state batch

    /// `Train.test objective parameters batches` are the means over all examples of what is measured in use. Raises where
    /// there is no batch.
    let test (objective: Objective<'P, 'Batch>) (parameters: 'P) (batches: 'Batch seq) : (string * float) list =
        Steps.test objective parameters batches

    /// `Train.epoch training state` is the state after the rest of the epoch: its batches, validation and results.
    let epoch (training: Training<'P, 'Batch>) (state: TrainState<'P>) : TrainState<'P> =
        training.Batches.From (state.Epoch + 1) state.Batch
        |> Seq.fold (fun state batch -> Steps.step training state batch |> snd) state
        |> Steps.endEpoch training

    let private notify training event =
        for watch in training.Watchers do
            watch event

    /// The state after the rest of an epoch's batches, or why there is none, with the last good state. The others give
    /// their memory back as training goes on.
    let private batches training afterBatch (state: TrainState<'P>) =
        use stream = (training.Batches.From (state.Epoch + 1) state.Batch).GetEnumerator()
        use memory = new StateMemory("Train.fit")
        let tensors (state: TrainState<'P>) = state.Parameters, state.Optimiser

        // A state is known to be good once a loss of its parameters was finite.
        let rec go good (state: TrainState<'P>) =
            let diverged batch =
                let last = if Steps.isFinite state.Parameters then state else good
                Error(StopReason.Diverged(state.Epoch + 1, batch), last)

            if training.Cancellation.IsCancellationRequested then
                Error(StopReason.Cancelled, state)
            elif stream.MoveNext() then
                let measured, _, _ as learnt = Steps.learn training state stream.Current
                let loss = snd measured.Values.Head

                if Double.IsFinite loss then
                    memory.Keep(tensors state)
                    let next = memory.Run(fun () -> Steps.move training state learnt)
                    memory.Keep((tensors state, tensors next))
                    notify training (TrainEvent.BatchDone(next.Epoch + 1, next.Batch, loss))
                    afterBatch next
                    go state next
                else
                    diverged (state.Batch + 1)
            elif Steps.isFinite state.Parameters then
                Ok state
            else
                diverged state.Batch

        let result = go state state

        match result with
        | Ok last
        | Error(_, last) -> memory.End(tensors last) |> ignore

        result

    let private run training (state: TrainState<'P>) : TrainResult<'P> =
        let saver = Saver training

        let rec go (state: TrainState<'P>) =
            match Steps.reason training state with
            | Some reason -> reason, state
            | None ->
                let clock = Stopwatch.StartNew()

                match batches training saver.AfterBatch state with
                | Error(reason, good) -> reason, good
                | Ok state ->
                    let next = Steps.endEpoch training state
                    let result, seconds = List.last next.History, clock.Elapsed.TotalSeconds
                    // Before the checkpoint: what is written down and not saved comes again, and replaces itself.
                    notify training (TrainEvent.EpochDone(result, seconds, next.Best |> Option.map _.Epoch))
                    saver.AfterEpoch next
                    go next

        try
            notify training (TrainEvent.Begun(training.Epochs, training.Batches.Count, state.History))
            let reason, last = go state

            match reason with
            | StopReason.Diverged _ -> ()
            | _ -> saver.Save last

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
    /// with the last batch's, which is saved first. Parameters of steps before the last two give their memory back: a
    /// tensor of theirs that was kept elsewhere raises when it is read. Raises for settings out of range, an epoch without
    /// batches, and a folder that cannot be written.
    let fit (training: Training<'P, 'Batch>) (parameters: 'P) : TrainResult<'P> =
        Steps.requireSettings training
        let state = start training parameters
        Saver(training).Begin state
        run training state

    /// `Train.resume training parameters` goes on from the last checkpoint in the folder, or begins where there is none.
    /// With the same settings the end is that of a run that was never stopped, bit for bit. The parameters say only what
    /// form the model has; hyperparameters and the key come from the checkpoint. Raises, with the names of tensors, where
    /// that belongs to another model or optimiser, and as `fit`.
    let resume (training: Training<'P, 'Batch>) (parameters: 'P) : TrainResult<'P> =
        Steps.requireSettings training

        match training.Checkpoints with
        | None ->
            Fail.raise "Train.resume" (RiemannError.Value("there are no Checkpoints to go on from", "name a folder"))
        | Some { Folder = folder } when not (File.Exists(Checkpoint.lastIn folder)) -> fit training parameters
        | Some { Folder = folder } ->
            start training parameters |> Checkpoint.loadAs "Train.resume" (Checkpoint.lastIn folder) |> run training
