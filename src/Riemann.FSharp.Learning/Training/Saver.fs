namespace Riemann.FSharp.Learning

open System.Diagnostics
open System.IO

/// Saves states where and when the settings say, and knows when the last time was.
type internal Saver<'P, 'Batch>(training: Training<'P, 'Batch>) =
    let clock = Stopwatch.StartNew()

    let save (settings: Checkpoints) state =
        Checkpoint.save (Checkpoint.lastIn settings.Folder) state
        clock.Restart()

    /// At the start of a new run: the checkpoints of one before are no longer good.
    member _.Begin state =
        for settings in Option.toList training.Checkpoints do
            save settings state
            File.Delete(Checkpoint.bestIn settings.Folder)

    member _.Save state =
        for settings in Option.toList training.Checkpoints do
            save settings state

    member _.AfterBatch(state: TrainState<'P>) =
        match training.Checkpoints with
        | Some({ EverySeconds = Some seconds } as settings) when
            clock.Elapsed.TotalSeconds >= seconds && Steps.isFinite state.Parameters
            ->
            save settings state
        | _ -> ()

    member _.AfterEpoch(state: TrainState<'P>) =
        match training.Checkpoints with
        | Some settings ->
            match settings.EveryEpochs with
            | Some epochs when state.Epoch % epochs = 0 -> save settings state
            | _ -> ()

            if state.Best |> Option.exists (fun best -> best.Epoch = state.Epoch) then
                Checkpoint.save (Checkpoint.bestIn settings.Folder) state
        | None -> ()
