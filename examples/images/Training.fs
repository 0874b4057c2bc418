module Images.Training

open System.IO
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Images.ImageSets
open Images.Options

/// What keeps an account of a run in its folder.
let private watchers folder =
    [ HistoryCsv.watch (Path.Combine(folder, "history.csv"))
      TensorBoard.watch folder
      CurvePage.watch (Path.Combine(folder, "curves.html")) "images" ]

let private settings (layer: Layer<'P>) (optimiser: Optimiser<'P>) options stop (train: ImageSet, tests: ImageSet) =
    let objective =
        Objective.ofLayer layer Loss.crossEntropy [ "accuracy", Metrics.accuracy ]
        |> Objective.contramap (fun (batch: ImageSet) -> batch.Images, batch.Labels)

    let orderKey, key = Key.split (Key.foldIn 1 (Key.create options.Seed))

    let inOrder = { DataLoader.defaults with BatchSize = options.Batch }
    let shuffled = { inOrder with Shuffle = Some orderKey }
    let loader settings set = Dataset.ofTensors set |> DataLoader.create settings

    { Train.settings objective optimiser (BatchStream.ofLoader (loader shuffled train)) with
        Epochs = options.Epochs
        Validation = Some(loader inOrder tests |> DataLoader.epoch 0)
        Checkpoints = options.Run |> Option.map Checkpoints.inFolder
        Key = key
        Cancellation = stop
        Watchers = ConsoleProgress.create () :: (options.Run |> Option.map watchers |> Option.defaultValue []) }

/// The parameters after all epochs, or why there are none.
let run layer optimiser options (stop: CancellationToken) (train: ImageSet, tests: ImageSet) : Result<'P, string> =
    let parameters = layer.Init(Key.foldIn 0 (Key.create options.Seed))
    printfn "%s\n" (Summary.layer layer parameters train.Images[..0])
    let training = settings layer optimiser options stop (train, tests)
    let go = if options.Run.IsSome then Train.resume else Train.fit

    try
        let result = go training parameters

        if result.Reason = StopReason.Cancelled then stop.ThrowIfCancellationRequested()

        match result.Reason with
        | StopReason.Diverged _ -> Error(string result.Reason)
        | _ -> Ok result.Parameters
    with :? RiemannException as error ->
        Error error.Message
