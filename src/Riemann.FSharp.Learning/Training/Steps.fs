namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Training as functions from one state to the next, without anything around.
module internal Steps =
    let refuse problem hint : 'T = Fail.raise "Train.fit" (RiemannError.Value(problem, hint))

    /// What a batch teaches: what was measured, the parameters renewed, and the gradient.
    let learn (training: Training<'P, 'Batch>) (state: TrainState<'P>) (batch: 'Batch) : Measured * 'P * 'P =
        training.Objective.Learn (TrainState.stepKey state) state.Parameters batch

    /// The state after what was learnt.
    let move (training: Training<'P, 'Batch>) (state: TrainState<'P>) (measured, renewed, gradient) : TrainState<'P> =
        let parameters, optimiser = training.Optimiser.Update gradient (training.Schedule state) renewed
        TrainState.afterBatch measured parameters optimiser state

    /// What was measured on a batch, before it was learnt from, and the state after.
    let step (training: Training<'P, 'Batch>) (state: TrainState<'P>) (batch: 'Batch) : Measured * TrainState<'P> =
        let measured, _, _ as learnt = learn training state batch
        measured, move training state learnt

    /// The means over all examples of what is measured in use.
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
        | Some batches ->
            [ for name, value in test training.Objective state.Parameters batches -> $"validation {name}", value ]
        | None -> []

    let private monitor training =
        match training.Monitor, training.Validation with
        | Some monitor, _ -> monitor
        | None, Some _ -> Smallest "validation loss"
        | None, None -> Smallest "loss"

    /// The state after the last batch of an epoch, with the epoch's results.
    let endEpoch training (state: TrainState<'P>) =
        if state.Batch = 0 then refuse $"epoch {state.Epoch + 1} has no batches" "one batch or more"

        let least = training.EarlyStopping |> Option.map _.MinimumImprovement |> Option.defaultValue 0.0
        let next = TrainState.afterEpoch (monitor training) least (validated training state) state
        let values = (List.last next.History).Values |> List.map fst

        match monitor training with
        | Smallest name
        | Largest name when not (List.contains name values) ->
            refuse $"there is no value {name} to monitor" ("one of " + String.concat ", " values)
        | _ -> next

    /// Whether all trained numbers are finite.
    let isFinite (parameters: 'P) =
        let struct (leaves, isTrained) = Tree.flatten parameters

        Array.forall2
            (fun (x: Tensor) isTrained ->
                not isTrained || (Tensor.all (Tensor.isFinite x) |> Tensor.cast DType.Int32).ToFloat() = 1.0)
            leaves
            isTrained

    /// Why there is nothing more to do, if so.
    let reason training (state: TrainState<'P>) =
        let since = state.Epoch - (state.Best |> Option.map _.Epoch |> Option.defaultValue 0)

        match training.EarlyStopping with
        | Some stopping when since >= stopping.Patience && state.Batch = 0 && state.Epoch > 0 ->
            Some(StopReason.NoImprovement since)
        | _ when state.Epoch >= training.Epochs -> Some StopReason.Completed
        | _ when training.Cancellation.IsCancellationRequested -> Some StopReason.Cancelled
        | _ -> None

    let requireSettings (training: Training<'P, 'Batch>) =
        if training.Epochs < 1 then refuse $"{training.Epochs} epochs" "1 epoch or more"

        match training.EarlyStopping with
        | Some { Patience = patience } when patience < 1 -> refuse $"a Patience of {patience} epochs" "1 epoch or more"
        | Some { MinimumImprovement = least } when not (least >= 0.0) ->
            refuse $"a MinimumImprovement of {least}" "0 or more"
        | _ -> ()

        match training.Checkpoints with
        | Some { EveryEpochs = Some epochs } when epochs < 1 -> refuse $"EveryEpochs is {epochs}" "1 or more"
        | Some { EverySeconds = Some seconds } when not (seconds >= 0.0) ->
            refuse $"EverySeconds is {seconds}" "0 or more"
        | _ -> ()
