module Characters.Program

open System
open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Characters.Corpus
open Characters.Options
open Characters.Progress

/// Stopped by the user.
let private interrupted = 130

/// How much is read at a time, and remembered.
type private Size = { Lanes: int; Window: int; Hidden: int; Steps: int }

let private sizeOf options =
    if options.Quick then
        { Lanes = 16; Window = 32; Hidden = 64; Steps = 400 }
    else
        { Lanes = 32; Window = 64; Hidden = 256; Steps = 1500 }

/// Both parts of the text must fill a window of every lane.
let private load options size =
    let least = 20 * (size.Lanes * size.Window + size.Lanes + 1)

    match options.Data with
    | Some file -> Corpus.read file least
    | None -> Ok(Corpus.ofText (Sentences.make options.Seed (2 * least)))

/// The net after all steps, or none where the user stopped it. At the end of the text reading starts again.
let private train size steps (stop: CancellationToken) corpus key =
    let net = Model.init corpus.Alphabet.Length size.Hidden key
    let windows = Corpus.windows size.Lanes size.Window corpus.Train |> List.toArray
    let progress = Progress steps

    let step (net, optimiserState, state) number =
        let place = (number - 1) % windows.Length
        let state = if place = 0 then Model.start net size.Lanes else state
        let loss, next = Model.step (net, optimiserState, state) windows[place]
        progress.Step(number, loss)
        next

    let net, _, _ =
        seq { 1..steps }
        |> Seq.takeWhile (fun _ -> not stop.IsCancellationRequested)
        |> Seq.fold step (net, Model.optimiser.Init net, Model.start net size.Lanes)

    progress.Stop()
    if stop.IsCancellationRequested then None else Some net

let private run options (stop: CancellationToken) =
    let size = sizeOf options

    match load options size with
    | Error problem ->
        eprintfn "%s" problem
        2
    | Ok corpus ->
        let key = Key.create options.Seed
        let steps = options.Steps |> Option.defaultValue size.Steps
        printfn $"{corpus.Train.Length} characters to learn from, {corpus.Alphabet.Length} of them different"
        let clock = Stopwatch.StartNew()

        match train size steps stop corpus (Key.foldIn 0 key) with
        | None ->
            eprintfn "stopped"
            interrupted
        | Some net ->
            let milliseconds = clock.Elapsed.TotalMilliseconds / float steps
            let loss = Corpus.windows size.Lanes size.Window corpus.Test |> Model.test net size.Lanes
            printfn $"Test Loss: {loss:F4} nats per character, {milliseconds:F2} ms per step\n"
            let first = if Array.contains '\n' corpus.Alphabet then '\n' else corpus.Alphabet[0]
            printfn "%s" (Model.write net corpus first options.Temperature options.Sample (Key.foldIn 1 key))
            0

[<EntryPoint>]
let main arguments =
    // Windows shows the bar and the text in this encoding only.
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
