module Characters.Options

open System.CommandLine
open Examples.Command

type Options =
    {
        /// The text file; without one the text is made up.
        Data: string option
        Quick: bool
        Seed: int64
        Steps: int
        /// Characters to write at the end.
        Sample: int
        Temperature: float
    }

let about = "Trains a recurrent network to write text, character by character, and lets it write."

let private data = text "--data" "FILE" "learns from this text, instead of sentences that are made up"
let private steps = whole "--steps" 1 10_000_000 "takes N steps of training (1500; 400 with --quick)"
let private sample = whole "--sample" 1 1_000_000 "writes N characters at the end (500)"

let private temperature =
    real "--temperature" "T" 1e-9 100.0 "how freely it writes: near 0 the likeliest, 1 as learnt, more is wilder (0.8)"

let private quick = flag "--quick" "a small network, a few seconds"
let all: Option list = [ data; steps; sample; temperature; seed; quick ]

let read (line: ParseResult) =
    let isQuick = line.GetValue quick

    { Data = line.GetValue data
      Quick = isQuick
      Seed = line.GetValue seed |> Option.defaultValue 1L
      Steps = line.GetValue steps |> Option.defaultValue (if isQuick then 400 else 1500)
      Sample = line.GetValue sample |> Option.defaultValue 500
      Temperature = line.GetValue temperature |> Option.defaultValue 0.8 }
