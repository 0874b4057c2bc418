namespace Riemann.FSharp.Learning

/// The batches of every epoch. What an epoch has must depend on its number alone, so that a run which goes on later is the
/// run that was never stopped.
[<NoEquality; NoComparison>]
type BatchStream<'Batch> =
    {
        /// The number of batches in an epoch, where it is known.
        Count: int option
        /// `From epoch first` are the batches of an epoch, counted from 1, from batch number `first` on, counted from 0.
        From: int -> int -> 'Batch seq
    }

[<RequireQualifiedAccess>]
module BatchStream =
    /// `BatchStream.ofLoader loader` are the batches of a loader, which goes on in the middle of an epoch without making
    /// what was before.
    let ofLoader (loader: DataLoader<'Batch>) : BatchStream<'Batch> =
        { Count = Some(DataLoader.count loader); From = fun epoch first -> DataLoader.resume epoch first loader }

    /// `BatchStream.ofEpochs f` has the batches `f 1` in the first epoch, `f 2` in the second:
    /// `BatchStream.ofEpochs (fun epoch -> Seq.init 100 (fun batch -> draw (Key.foldIn batch (Key.foldIn epoch key))))`.
    let ofEpochs (batches: int -> 'Batch seq) : BatchStream<'Batch> =
        { Count = None; From = fun epoch first -> Seq.skip first (batches epoch) }

    /// `BatchStream.ofBatches batches` has the same batches in each epoch.
    let ofBatches (batches: 'Batch list) : BatchStream<'Batch> =
        { Count = Some batches.Length; From = fun _ first -> Seq.skip first batches }
