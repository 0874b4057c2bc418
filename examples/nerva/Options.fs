module Nerva.Options

open System.CommandLine
open Examples.Command

/// Which pictures are learnt, and so which network learns them.
type Run =
    | Mnist
    | Cifar10

type Options =
    {
        Run: Run
        /// The folder of the data set's files; without one digits are drawn.
        Data: string option
        Epochs: int
        Seed: int64
        Quick: bool
    }

let about = "Trains Nerva's multilayer perceptrons on pictures, and prints Nerva's table."

let private run =
    choice
        "--run"
        [ "mnist", Mnist; "cifar10", Cifar10 ]
        "mnist (if none is named) or cifar10: the network and its data"

let private data = text "--data" "FOLDER" "reads the data set's files, plain or gzip, instead of drawing digits"
let private epochs = whole "--epochs" 0 100_000 "goes N times through the training pictures (5)"
let private quick = flag "--quick" "few pictures, a few seconds"
let all: Option list = [ run; data; epochs; seed; quick ]

let read (line: ParseResult) =
    { Run = line.GetValue run |> Option.defaultValue Mnist
      Data = line.GetValue data
      Epochs = line.GetValue epochs |> Option.defaultValue 5
      Seed = line.GetValue seed |> Option.defaultValue 1L
      Quick = line.GetValue quick }
