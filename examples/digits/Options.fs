module Digits.Options

open System.CommandLine
open Examples.Command

type Options =
    {
        /// The folder of the MNIST files; without one the digits are drawn.
        Data: string option
        Quick: bool
        Seed: int64
        Epochs: int
    }

let about = "Trains a 784-200-10 network on handwritten digits, then minimises Rosenbrock's function."

let private data =
    text "--data" "FOLDER" "reads MNIST from its four IDX files, plain or gzip, instead of drawing digits"

let private epochs = whole "--epochs" 1 10_000 "goes N times through the training images (3; 1 with --quick)"
let private quick = flag "--quick" "few images, a few seconds"
let all: Option list = [ data; epochs; seed; quick ]

let read (line: ParseResult) =
    let isQuick = line.GetValue quick

    { Data = line.GetValue data
      Quick = isQuick
      Seed = line.GetValue seed |> Option.defaultValue 1L
      Epochs = line.GetValue epochs |> Option.defaultValue (if isQuick then 1 else 3) }
