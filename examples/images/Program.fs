module Images.Program

open Riemann.FSharp
open Riemann.FSharp.Learning
open Images.Options
open Images.ImageSets

let private digitNames = [ for digit in 0..9 -> string digit ]

/// What the network says about the first five test images.
let private showGuesses (names: string list) (layer: Layer<'P>) parameters (tests: ImageSet) =
    let shown = first 5 tests
    let guesses = (Layer.apply layer parameters shown.Images |> Tensor.argMax 1).ToArray<int64>()
    let named (labels: int64[]) = labels |> Array.map (fun label -> names[int label]) |> String.concat ", "
    printfn $"predicted: {named guesses}"
    printfn $"true:      {named (shown.Labels.ToArray<int64>())}"

let private train names (layer: Layer<'P>) optimiser options stop sets =
    let training, tests =
        if options.Quick then (let train, tests = sets in first 1_000 train, first 500 tests) else sets

    printfn $"{training.Labels.Length} training images, {tests.Labels.Length} test images\n"

    Training.run layer optimiser options stop (training, tests)
    |> Result.map (fun parameters -> showGuesses names layer parameters tests)

let private example line stop =
    let options = read line
    let seed = options.Seed
    let trainCount, testCount = if options.Quick then 1_000, 500 else 20_000, 2_000

    let sets =
        match options.Network, options.Data with
        | (Mnist | Kan), Some folder -> mnist folder
        | Cifar10, Some folder -> cifar10 folder
        | (Mnist | Kan), None -> Ok(drawnDigits seed trainCount testCount)
        | Cifar10, None -> Ok(drawnColours seed trainCount testCount)

    match sets, options.Network with
    | Error(RiemannError.Malformed(source, found, expected)), _ -> Error $"{source}: {found}; expected: {expected}"
    | Error error, _ -> Error $"{error}"
    | Ok sets, Mnist -> train digitNames (Networks.mnist ()) (Optimiser.adam Adam.defaults) options stop sets
    | Ok sets, Kan ->
        let network = Networks.kan (first 1_000 (fst sets)).Images
        train digitNames network (Optimiser.adamW AdamW.defaults) options stop sets
    | Ok sets, Cifar10 ->
        let names = if options.Data.IsSome then Cifar10.classes else digitNames
        train names (Networks.cifar10 ()) (Optimiser.adam { Adam.defaults with WeightDecay = 1e-4 }) options stop sets

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
