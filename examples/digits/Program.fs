module Digits.Program

open System
open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Digits.Options
open Examples.Progress

let private batchSize = 100

/// Stopped by the user.
let private interrupted = 130

let private sentence (error: RiemannError) =
    match error with
    | RiemannError.Malformed(source, found, expected) -> $"{source}: {found}; expected: {expected}"
    | other -> string other

/// MNIST's training and test digits, in the size that the network takes.
let private read folder =
    match Mnist.tryLoad folder with
    | Error error -> Error(sentence error)
    | Ok data when data.Rows <> 28 || data.Columns <> 28 ->
        Error $"{folder}: images of {data.Rows} x {data.Columns}; expected: 28 x 28"
    | Ok data when data.TrainLabels.Length = 0 || data.TestLabels.Length = 0 ->
        Error $"{folder}: no images; expected: training and test images"
    | Ok data -> Ok(DigitSet.ofMnist data)

/// Training and test digits: MNIST, or drawn ones.
let private load options =
    let trainCount, testCount = if options.Quick then 5_000, 1_000 else 20_000, 2_000

    match options.Data with
    | None -> Ok(DigitSet.drawn options.Seed (trainCount + testCount) |> DigitSet.split trainCount)
    | Some folder when options.Quick ->
        read folder |> Result.map (fun (train, test) -> DigitSet.first trainCount train, DigitSet.first testCount test)
    | Some folder -> read folder

/// The network after all epochs, or none where the user stopped it.
let private train options epochs (stop: CancellationToken) digits =
    let key = Key.create options.Seed
    let net = Classifier.init (Key.foldIn 0 key)

    let batches =
        Dataset.ofTensors digits
        |> DataLoader.create { DataLoader.defaults with BatchSize = batchSize; Shuffle = Some key }

    let progress = Progress(epochs, DataLoader.count batches)
    let times = ResizeArray()

    let epoch model number =
        let clock = Stopwatch.StartNew()

        let timedStep model (index, batch) =
            clock.Restart()
            let loss, model = Classifier.step model batch
            times.Add clock.Elapsed.TotalMilliseconds
            progress.Batch(number, index, loss)
            loss, model

        let losses, model =
            DataLoader.epoch number batches
            |> Seq.takeWhile (fun _ -> not stop.IsCancellationRequested)
            |> Seq.indexed
            |> Seq.mapFold timedStep model

        if not stop.IsCancellationRequested then progress.Epoch(number, Seq.average losses)
        model

    let net, _ = List.fold epoch (net, Classifier.optimiser.Init net) [ 1..epochs ]

    if stop.IsCancellationRequested then
        progress.Stop()
        None
    else
        times.Sort()
        Some(net, times[times.Count / 2])

let private run options (stop: CancellationToken) =
    match load options with
    | Error problem ->
        eprintfn "%s" problem
        2
    | Ok(digits, testDigits) ->
        printfn $"{digits.Labels.Length} training digits, {testDigits.Labels.Length} test digits"
        let epochs = options.Epochs |> Option.defaultValue (if options.Quick then 1 else 3)

        match train options epochs stop digits with
        | None ->
            eprintfn "stopped"
            interrupted
        | Some(net, milliseconds) ->
            let accuracy, loss = Classifier.test net batchSize testDigits
            printfn $"Test Accuracy: {accuracy:F4}, Test Loss: {loss:F4}"
            printfn $"{milliseconds:F2} ms per step\n"
            Pictures.print (Classifier.apply net) testDigits
            printfn ""
            Rosenbrock.minimise ()
            0

[<EntryPoint>]
let main arguments =
    // Windows shows the bar and the pictures in this encoding only.
    if not Console.IsOutputRedirected then Console.OutputEncoding <- Text.Encoding.UTF8

    use source = new CancellationTokenSource()

    Console.CancelKeyPress.Add(fun event ->
        event.Cancel <- true
        source.Cancel())

    match parse (List.ofArray arguments) with
    | Ok(Run options) -> run options source.Token
    | Ok Help ->
        printfn "%s" usage
        0
    | Error problem ->
        eprintfn "%s" problem
        2
