namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a data set is read in batches: see `DataLoader.defaults`.
type DataLoaderSettings =
    {
        /// The number of examples in a batch.
        BatchSize: int
        /// With a key, each epoch has an order of its own, which the key and the epoch's number decide; without one, that
        /// of the data set.
        Shuffle: Key option
        /// Whether a last batch with fewer examples is left out.
        DropLast: bool
        /// How many batches another thread makes ready ahead of the reader; 0 makes each one when it is asked for.
        Prefetch: int
    }

/// The batches of a data set, epoch after epoch. A batch depends on nothing but the numbers of its epoch and its place
/// there, so that a run may begin anywhere and be the same from there on.
[<Sealed>]
type DataLoader<'B> internal (count: int, prefetch: int, batches: int -> int -> 'B) =
    member internal _.Count = count
    member internal _.Prefetch = prefetch

    /// `Batches epoch` is a function of the batch's number; what the epoch's batches share is made once.
    member internal _.Batches = batches

[<RequireQualifiedAccess>]
module DataLoader =
    /// One example a batch, in the data set's order, all of them, each made when it is asked for.
    let defaults: DataLoaderSettings = { BatchSize = 1; Shuffle = None; DropLast = false; Prefetch = 0 }

    let private make operation (settings: DataLoaderSettings) (gather: int[] -> 'B) (data: Dataset<'T>) =
        let size, examples = settings.BatchSize, data.Count

        if size < 1 then
            Fail.raise operation (RiemannError.Value($"batches of {size} examples", "a BatchSize of 1 or more"))

        if settings.Prefetch < 0 then
            let problem = $"{settings.Prefetch} batches made ahead"
            Fail.raise operation (RiemannError.Value(problem, "a Prefetch of 0 or more"))

        let count = if settings.DropLast || examples = 0 then examples / size else (examples - 1) / size + 1

        let indices =
            match settings.Shuffle with
            | None -> fun _ start length -> Array.init length (fun i -> start + i)
            | Some key ->
                fun epoch ->
                    let order = (Random.permutation examples (Key.foldIn epoch key)).ToArray<int64>() |> Array.map int
                    fun start length -> Array.sub order start length

        let batches epoch =
            let indices = indices epoch
            fun batch -> gather (indices (batch * size) (min size (examples - batch * size)))

        DataLoader(count, settings.Prefetch, batches)

    /// `DataLoader.create { DataLoader.defaults with BatchSize = 100; Shuffle = Some key } data` are the batches of examples
    /// that are trees of tensors: the same trees, with the examples side by side along a new first axis of every tensor.
    /// Raises for a batch size below 1, and, when a batch is made, where examples differ in shape, element type or in what
    /// is no tensor.
    let create (settings: DataLoaderSettings) (data: Dataset<'T>) : DataLoader<'T> =
        make "DataLoader.create" settings data.Gather data

    /// `DataLoader.collate together settings data` are the batches of any examples, put together by the function.
    let collate (together: 'T[] -> 'B) (settings: DataLoaderSettings) (data: Dataset<'T>) : DataLoader<'B> =
        make "DataLoader.collate" settings (Array.map (fun index -> data[index]) >> together) data

    /// `DataLoader.map f loader` are the batches `f batch`, computed on the thread that makes batches.
    let map (f: 'A -> 'B) (loader: DataLoader<'A>) : DataLoader<'B> =
        let batches epoch = let batch = loader.Batches epoch in fun number -> f (batch number)
        DataLoader(loader.Count, loader.Prefetch, batches)

    /// `DataLoader.augment key f loader` are the batches `f own batch`, each with a key of its own, which the key and the
    /// numbers of epoch and batch decide.
    let augment (key: Key) (f: Key -> 'A -> 'B) (loader: DataLoader<'A>) : DataLoader<'B> =
        let batches epoch =
            let batch, epochKey = loader.Batches epoch, Key.foldIn epoch key
            fun number -> f (Key.foldIn number epochKey) (batch number)

        DataLoader(loader.Count, loader.Prefetch, batches)

    /// `DataLoader.count loader` is the number of batches in an epoch.
    let count (loader: DataLoader<'B>) : int = loader.Count

    /// `DataLoader.resume epoch first loader` are the batches of an epoch from number `first` on, counted from 0: the same
    /// as without those before. Raises where the epoch has not so many.
    let resume (epoch: int) (first: int) (loader: DataLoader<'B>) : 'B seq =
        if first < 0 || first > loader.Count then
            let problem = $"an epoch of {loader.Count} batches does not go on at batch {first}"
            Fail.raise "DataLoader.resume" (RiemannError.Value(problem, $"a number from 0 to {loader.Count}"))

        if loader.Prefetch > 0 then
            seq { yield! Prefetch.sequence loader.Prefetch first loader.Count (loader.Batches epoch) }
        else
            seq {
                let batch = loader.Batches epoch

                for number in first .. loader.Count - 1 do
                    batch number
            }

    /// `DataLoader.epoch number loader` are all batches of an epoch. They may be read again, and only in part; a thread that
    /// makes them ahead ends with the reading.
    let epoch (number: int) (loader: DataLoader<'B>) : 'B seq = resume number 0 loader
