namespace Riemann.FSharp.Learning

/// Why training ended.
[<RequireQualifiedAccess>]
type StopReason =
    /// All epochs are done.
    | Completed
    /// So many epochs brought no improvement.
    | NoImprovement of epochs: int
    /// The cancellation token asked for it.
    | Cancelled
    /// The loss of this batch of this epoch, both counted from 1, is not finite, or the parameters after it are not.
    | Diverged of epoch: int * batch: int
    /// An error was raised, which goes on to the caller.
    | Failed of message: string

    override reason.ToString() =
        match reason with
        | Completed -> "all epochs are done"
        | NoImprovement epochs -> $"no improvement in {epochs} epochs"
        | Cancelled -> "stopped by the user"
        | Diverged(epoch, batch) -> $"the loss or the parameters are not finite at batch {batch} of epoch {epoch}"
        | Failed message -> message

/// What happens in training, for those who watch: a watcher is a function of it, which may print, write or draw.
[<RequireQualifiedAccess>]
type TrainEvent =
    /// Training begins, or goes on after the epochs of this history. The number of batches in an epoch, if known.
    | Begun of epochs: int * batches: int option * history: EpochResult list
    /// A batch, counted from 1, of an epoch, counted from 1, was learnt.
    | BatchDone of epoch: int * batch: int * loss: float
    /// An epoch is done, with its results, after so many seconds; the number of the best one so far, if there is one.
    | EpochDone of result: EpochResult * seconds: float * best: int option
    /// Nothing more will come.
    | Ended of reason: StopReason
