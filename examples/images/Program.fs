module Images.Program

open System
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Images.Options
open Images.ImageSets

/// Stopped by the user.
let private interrupted = 130

let private digitNames = [ for digit in 0..9 -> string digit ]

/// What the network says about the first five test images.
let private showGuesses (names: string list) (layer: Layer<'P>) parameters (tests: ImageSet) =
    let shown = first 5 tests
    let guesses = (Layer.apply layer parameters shown.Images |> Tensor.argMax 1).ToArray<int64>()
    let named (labels: int64[]) = labels |> Array.map (fun label -> names[int label]) |> String.concat ", "
    printfn $"predicted: {named guesses}"
    printfn $"true:      {named (shown.Labels.ToArray<int64>())}"

let private train names (layer: Layer<'P>) optimiser batchSize options stop sets =
    let sets = if options.Quick then (let train, tests = sets in first 1_000 train, first 500 tests) else sets
    let epochs = options.Epochs |> Option.defaultValue (if options.Quick then 1 else 5)
    let batchSize = options.Batch |> Option.defaultValue (if options.Quick then 100 else batchSize)
    let training, tests = sets
    printfn $"{training.Labels.Length} training images, {tests.Labels.Length} test images\n"

    match Training.run layer optimiser batchSize epochs (Key.create options.Seed) stop sets with
    | Some parameters ->
        showGuesses names layer parameters tests
        0
    | None ->
        eprintfn "stopped"
        interrupted

let private run options stop =
    let seed = options.Seed
    let trainCount, testCount = if options.Quick then 1_000, 500 else 20_000, 2_000

    let sets =
        match options.Network, options.Data with
        | (Mnist | Kan), Some folder -> mnist folder
        | Cifar10, Some folder -> cifar10 folder
        | (Mnist | Kan), None -> Ok(drawnDigits seed trainCount testCount)
        | Cifar10, None -> Ok(drawnColours seed trainCount testCount)

    match sets, options.Network with
    | Error(RiemannError.Malformed(source, found, expected)), _ ->
        eprintfn $"{source}: {found}; expected: {expected}"
        2
    | Error error, _ ->
        eprintfn $"{error}"
        2
    | Ok sets, Mnist -> train digitNames (Networks.mnist ()) (Optimiser.adam Adam.defaults) 256 options stop sets
    | Ok sets, Kan ->
        let network = Networks.kan (first 1_000 (fst sets)).Images
        train digitNames network (Optimiser.adamW AdamW.defaults) 64 options stop sets
    | Ok sets, Cifar10 ->
        let names = if options.Data.IsSome then Cifar10.classes else digitNames

        train
            names
            (Networks.cifar10 ())
            (Optimiser.adam { Adam.defaults with WeightDecay = 1e-4 })
            512
            options
            stop
            sets

[<EntryPoint>]
let main arguments =
    // Windows shows the bar in this encoding only.
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
