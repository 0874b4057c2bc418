module Translation.Program

open System
open System.Diagnostics
open System.Threading
open Riemann.FSharp
open Riemann.FSharp.Learning
open Examples.Progress
open Translation.Options
open Translation.Vocabulary

let private load options =
    match options.Data with
    | None -> Ok Grammar.pairs
    | Some file -> Pairs.read file |> Result.map (fun pairs -> if options.Quick then List.truncate 300 pairs else pairs)

/// The model after all epochs, with a line for some of them.
let private train options (stop: CancellationToken) sizes pairs =
    let key = Key.create options.Seed
    let random = Random(int (options.Seed &&& 0x7fffffffL))
    let perEpoch = (Array.length pairs + options.Batch - 1) / options.Batch
    let epochs = options.Epochs
    let optimiser = Training.optimiser options.Rate (epochs * perEpoch)
    let model = Translator.init options sizes (Key.foldIn 0 key)
    printfn $"{Tree.count model} parameters, {perEpoch} steps in each of {epochs} epochs"
    let clock = Stopwatch.StartNew()
    use progress = new Progress()

    let step (model, state: OptState<_>) batch =
        stop.ThrowIfCancellationRequested()
        let (score: Training.Score), next = Training.step optimiser (Key.foldIn 1 key) (model, state) batch
        progress.Bar("Step", int state.Step + 1, epochs * perEpoch, score.Loss)
        score, next

    let epoch model number =
        let scores, model = Pairs.batches options.Batch random pairs |> List.mapFold step model
        let loss, accuracy = Training.together scores

        if number = 1 || number = epochs || number % max 1 (epochs / 10) = 0 then
            progress.Line
                $"Epoch {number}/{epochs}, Loss: {loss:F4}, Token Accuracy: {accuracy:F4}, {clock.Elapsed.TotalSeconds:F0} s"

        model

    List.fold epoch (model, optimiser.Init model) [ 1..epochs ] |> fst

/// Translates some of the sentences that the model has seen.
let private show model (sizes: Translator.Sizes) sources targets (pairs: (string * string) list) =
    let all = pairs |> List.distinctBy fst
    let shown = all |> List.chunkBySize (max 1 (all.Length / 6)) |> List.map List.head
    let tokens = Pairs.padded [ for source, _ in shown -> encode sources source ]
    let found = Translator.translate model sizes.Length tokens

    for i, (source, target) in List.indexed shown do
        printfn $"\n  {source}\n  = {decode targets (found[i].ToArray<int64>() |> Seq.map int)}"
        printfn $"  ({target})"

let private run options stop (pairs: (string * string) list) =
    let sources, targets = ofSentences (Seq.map fst pairs), ofSentences (Seq.map snd pairs)
    let encoded = [| for source, target in pairs -> encode sources source, encode targets target |]
    let longest = encoded |> Array.map (fun (source, target) -> max source.Length target.Length) |> Array.max

    let sizes: Translator.Sizes =
        { SourceWords = sources.Tokens.Length; TargetWords = targets.Tokens.Length; Length = longest }

    printfn $"{pairs.Length} pairs, {sizes.SourceWords} and {sizes.TargetWords} tokens, at most {longest} in a sentence"

    let model = train options stop sizes encoded
    let tests = Pairs.batches options.Batch (Random 1) encoded |> List.map (Training.test model)
    let loss, accuracy = Training.together tests
    printfn $"In use, Loss: {loss:F4}, Token Accuracy: {accuracy:F4}"
    show model sizes sources targets pairs

let private example line stop = read line |> Result.bind (fun options -> load options |> Result.map (run options stop))

[<EntryPoint>]
let main arguments = Examples.Command.run about all example arguments
