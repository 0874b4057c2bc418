module Translation.Options

open System.CommandLine
open Examples.Command

type Options =
    {
        /// The file of pairs; without one a small grammar makes them.
        Data: string option
        Quick: bool
        Epochs: int
        Features: int
        Heads: int
        Layers: int
        Batch: int
        Dropout: float
        Rate: float
        Seed: int64
    }

let about = "Trains a transformer on pairs of sentences, and translates some of them."

let private data =
    text "--data" "FILE" "reads a pair from each line: source, tab, target; what follows another tab is left out"

let private count name help = whole name 1 100_000 help
let private epochs = count "--epochs" "goes N times through the pairs (60; 30 with --quick)"
let private features = count "--features" "of each word (128; 32 with --quick)"
let private heads = count "--heads" "of each attention; they divide the features (4)"
let private layers = count "--layers" "of the encoder, and as many of the decoder (2; 1 with --quick)"
let private batch = count "--batch" "pairs of each step (64; 32 with --quick)"
let private dropout = real "--dropout" "P" 0.0 0.9 "the probability of dropout (0.1; 0 with --quick)"
let private rate = real "--rate" "R" 1e-9 1.0 "the largest learning rate (0.001; 0.004 with --quick)"
let private quick = flag "--quick" "a small model and few pairs, a few seconds"
let all: Option list = [ data; epochs; features; heads; layers; batch; dropout; rate; seed; quick ]

let read (line: ParseResult) : Result<Options, string> =
    let isQuick = line.GetValue quick

    let value (option: Option<'T option>) usual ifQuick =
        line.GetValue option |> Option.defaultValue (if isQuick then ifQuick else usual)

    let options =
        { Data = line.GetValue data
          Quick = isQuick
          Epochs = value epochs 60 30
          Features = value features 128 32
          Heads = value heads 4 4
          Layers = value layers 2 1
          Batch = value batch 64 32
          Dropout = value dropout 0.1 0.0
          Rate = value rate 1e-3 4e-3
          Seed = value seed 1L 1L }

    if options.Features % options.Heads = 0 then
        Ok options
    else
        Error $"--heads {options.Heads}: they do not divide {options.Features} features"
