module Nerva.Program

open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Nerva.Options
open Nerva.Pictures

/// The networks of Nerva's documentation, for pictures with so many pixels.
let private specification run (pixels: int) =
    let sizes = $"{pixels};1024;512;10"

    match run with
    | Mnist ->
        { Layers = "ReLU;LeakyReLU(0.5);Linear"
          LayerSizes = sizes
          LayerWeights = "XavierNormal;XavierUniform;HeNormal"
          Optimizers = "Nesterov(0.9);Momentum(0.8);GradientDescent" }
    | Cifar10 ->
        { Layers = "ReLU;ReLU;Linear"
          LayerSizes = sizes
          LayerWeights = "XavierNormal;XavierNormal;XavierNormal"
          Optimizers = "Momentum(0.9);Momentum(0.9);Momentum(0.9)" }

let private train options (stop: CancellationToken) (training: Pictures, tests: Pictures) =
    let training, tests = if options.Quick then first 2_000 training, first 500 tests else training, tests
    let plan = Mlp.parse (specification options.Run training.Pixels.Shape[1])

    let loader (pictures: Pictures) =
        NervaData.make plan pictures.Pixels pictures.Classes
        |> DataLoader.create { DataLoader.defaults with BatchSize = 100 }

    let settings = { NervaTraining.defaults with Epochs = options.Epochs }
    let mutable seconds = 0.0

    let report (row: EpochRow) =
        stop.ThrowIfCancellationRequested()
        printfn "%s" (EpochTable.row row)
        seconds <- seconds + row.Seconds

    printfn $"{training.Classes.Length} training pictures, {tests.Classes.Length} test pictures"
    printfn "%s" EpochTable.header

    Mlp.init plan (Key.create options.Seed)
    |> NervaTraining.run settings report plan (loader training) (loader tests)
    |> ignore

    printfn "%s" (EpochTable.footer seconds)

let private example line stop =
    let options = read line

    match load options with
    | Error(RiemannError.Malformed(source, found, expected)) -> Error $"{source}: {found}; expected: {expected}"
    | Error error -> Error $"{error}"
    | Ok pictures ->
        try
            Ok(train options stop pictures)
        with :? RiemannException as error ->
            Error error.Message

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
