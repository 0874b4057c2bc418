namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// When training ends before all epochs are done: see `EarlyStopping.defaults`.
type EarlyStopping =
    {
        /// After so many epochs that are no improvement.
        Patience: int
        /// What is better by no more than this is no improvement.
        MinimumImprovement: float
        /// Whether the result has the parameters of the best epoch, and not of the last.
        RestoreBest: bool
    }

[<RequireQualifiedAccess>]
module EarlyStopping =
    /// After 10 epochs without any improvement, with the parameters of the best.
    let defaults: EarlyStopping = { Patience = 10; MinimumImprovement = 0.0; RestoreBest = true }

/// Where and when training saves its state: see `Checkpoints.inFolder`.
type Checkpoints =
    {
        /// Holds the latest state in `last.safetensors`, and that after the best epoch in `best.safetensors`.
        Folder: string
        /// After each so many epochs.
        EveryEpochs: int option
        /// After the first batch that ends so many seconds after the last time.
        EverySeconds: float option
    }

[<RequireQualifiedAccess>]
module Checkpoints =
    /// `Checkpoints.inFolder folder` saves after every epoch.
    let inFolder (folder: string) : Checkpoints = { Folder = folder; EveryEpochs = Some 1; EverySeconds = None }

/// How a model is trained: see `Train.settings`.
[<NoEquality; NoComparison>]
type Training<'P, 'Batch> =
    {
        Objective: Objective<'P, 'Batch>
        Optimiser: Optimiser<'P>
        Batches: BatchStream<'Batch>
        /// The number of epochs in all.
        Epochs: int
        /// The optimiser's state to take a step with, whose hyperparameters a schedule changes:
        /// `fun state -> OptState.withHyper "LearningRate" (rate state.Step) state.Optimiser`.
        Schedule: TrainState<'P> -> OptState<'P>
        /// Batches that are not learnt from, read after every epoch.
        Validation: 'Batch seq option
        /// By which value an epoch is the best; the validation loss, or the loss where there is no validation, if none.
        Monitor: Monitor option
        EarlyStopping: EarlyStopping option
        Checkpoints: Checkpoints option
        /// Decides what is random in training.
        Key: Key
        /// Training saves its state and ends when this is cancelled.
        Cancellation: System.Threading.CancellationToken
        /// Called with all that happens, in this order, such as `ConsoleProgress.create ()`.
        Watchers: (TrainEvent -> unit) list
    }

/// What training came to.
[<NoEquality; NoComparison>]
type TrainResult<'P> =
    {
        /// The last parameters, or the best ones where `RestoreBest` of early stopping says so.
        Parameters: 'P
        /// The last good state, from which training can go on.
        State: TrainState<'P>
        Reason: StopReason
    }

    /// The results of all epochs.
    member result.History = result.State.History

    /// The number of the best epoch, counted from 1, and its value.
    member result.BestEpoch = result.State.Best |> Option.map (fun best -> best.Epoch, best.Value)
