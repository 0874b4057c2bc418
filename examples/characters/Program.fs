module Characters.Program

open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Characters.Corpus
open Characters.Options
open Examples.Progress

/// How much is read at a time, and remembered.
type private Size = { Lanes: int; Window: int; Hidden: int }

let private sizeOf options =
    if options.Quick then { Lanes = 16; Window = 32; Hidden = 64 } else { Lanes = 32; Window = 64; Hidden = 256 }

/// Both parts of the text must fill a window of every lane.
let private load options size =
    let least = 20 * (size.Lanes * size.Window + size.Lanes + 1)

    match options.Data with
    | Some file -> Corpus.read file least
    | None -> Ok(Corpus.ofText (Sentences.make options.Seed (2 * least)))

/// The net after all steps. At the end of the text reading starts again. A line holds the mean loss since the one before.
let private train size steps (stop: CancellationToken) corpus key =
    let net = Model.init corpus.Alphabet.Length size.Hidden key
    let windows = Corpus.windows size.Lanes size.Window corpus.Train |> List.toArray
    use progress = new Progress()

    let step (net, optimiserState, state) number =
        stop.ThrowIfCancellationRequested()
        let place = (number - 1) % windows.Length
        let state = if place = 0 then Model.start net size.Lanes else state
        let loss, next = Model.step (net, optimiserState, state) windows[place]
        progress.Bar("Step", number, steps, loss)
        loss, next

    let stretch model numbers =
        let losses, model = List.mapFold step model numbers
        progress.Line $"Step {List.last numbers}/{steps}, Loss: {List.average losses:F4}"
        model

    let net, _, _ =
        List.chunkBySize (max 1 (steps / 10)) [ 1..steps ]
        |> List.fold stretch (net, Model.optimiser.Init net, Model.start net size.Lanes)

    net

let private example line stop =
    let options = read line
    let size = sizeOf options

    load options size
    |> Result.map (fun corpus ->
        let key = Key.create options.Seed
        printfn $"{corpus.Train.Length} characters to learn from, {corpus.Alphabet.Length} of them different"
        let clock = Stopwatch.StartNew()
        let net = train size options.Steps stop corpus (Key.foldIn 0 key)
        let milliseconds = clock.Elapsed.TotalMilliseconds / float options.Steps
        let loss = Corpus.windows size.Lanes size.Window corpus.Test |> Model.test net size.Lanes
        printfn $"Test Loss: {loss:F4} nats per character, {milliseconds:F2} ms per step\n"
        let first = if Array.contains '\n' corpus.Alphabet then '\n' else corpus.Alphabet[0]
        printfn "%s" (Model.write net corpus first options.Temperature options.Sample (Key.foldIn 1 key)))

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
