module Digits.Program

open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Digits.Options
open Examples.Progress

let private batchSize = 100

let private sentence (error: RiemannError) =
    match error with
    | RiemannError.Malformed(source, found, expected) -> $"{source}: {found}; expected: {expected}"
    | other -> string other

/// MNIST's training and test digits, in the size that the network takes.
let private ofFiles folder =
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
        ofFiles folder
        |> Result.map (fun (train, test) -> DigitSet.first trainCount train, DigitSet.first testCount test)
    | Some folder -> ofFiles folder

/// The network after all epochs, and the milliseconds of the middle step.
let private train options (stop: CancellationToken) digits =
    let key = Key.create options.Seed
    let net = Classifier.init (Key.foldIn 0 key)

    let batches =
        Dataset.ofTensors digits
        |> DataLoader.create { DataLoader.defaults with BatchSize = batchSize; Shuffle = Some key }

    use progress = new Progress()
    let times = ResizeArray()

    let epoch model number =
        let clock = Stopwatch()

        let timedStep model (index, batch) =
            stop.ThrowIfCancellationRequested()
            clock.Restart()
            let loss, model = Classifier.step model batch
            times.Add clock.Elapsed.TotalMilliseconds
            progress.Batch((number, options.Epochs), (index, DataLoader.count batches), loss)
            loss, model

        let losses, model = DataLoader.epoch number batches |> Seq.indexed |> Seq.mapFold timedStep model

        progress.Line $"Epoch {number}/{options.Epochs} completed, Average Loss: {Seq.average losses:F4}"
        model

    let net, _ = List.fold epoch (net, Classifier.optimiser.Init net) [ 1 .. options.Epochs ]
    times.Sort()
    net, times[times.Count / 2]

let private example line stop =
    let options = read line

    load options
    |> Result.map (fun (digits, testDigits) ->
        printfn $"{digits.Labels.Length} training digits, {testDigits.Labels.Length} test digits"
        let net, milliseconds = train options stop digits
        let accuracy, loss = Classifier.test net batchSize testDigits
        printfn $"Test Accuracy: {accuracy:F4}, Test Loss: {loss:F4}"
        printfn $"{milliseconds:F2} ms per step\n"
        Pictures.print (Classifier.apply net) testDigits
        printfn ""
        Rosenbrock.minimise ())

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
