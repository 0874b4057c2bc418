module Images.Options

open System.CommandLine
open Examples.Command

/// Which network is trained, on which kind of pictures.
type Network =
    | Mnist
    | Kan
    | Cifar10

type Options =
    {
        Network: Network
        /// The folder of the data set's files; without one the pictures are drawn.
        Data: string option
        Quick: bool
        Seed: int64
        Batch: int
        Epochs: int
        /// The folder that the run is kept in, if it is.
        Run: string option
    }

let about = "Trains a network to say what is in a picture."

let private network =
    choice
        "--network"
        [ "mnist", Mnist; "kan", Kan; "cifar10", Cifar10 ]
        "mnist, of grey digits (if none is named), kan, of the same by a Kolmogorov-Arnold network, or cifar10, of colours"

let private data = text "--data" "FOLDER" "reads the data set's files, plain or gzip, instead of drawing pictures"

let private epochs = whole "--epochs" 1 100_000 "goes N times through the training images (5; 1 with --quick)"

let private batch =
    whole "--batch" 1 100_000 "takes N images a step (256 for mnist, 64 for kan, 512 for cifar10; 100 with --quick)"

let private run =
    text "--run" "FOLDER" "keeps checkpoints, history and curves there, and goes on with the run that is in it"

let private quick = flag "--quick" "few images, a few seconds"
let all: Option list = [ network; data; epochs; batch; seed; run; quick ]

let read (line: ParseResult) =
    let isQuick = line.GetValue quick
    let network = line.GetValue network |> Option.defaultValue Mnist

    let usual =
        match network with
        | Mnist -> 256
        | Kan -> 64
        | Cifar10 -> 512

    { Network = network
      Data = line.GetValue data
      Quick = isQuick
      Seed = line.GetValue seed |> Option.defaultValue 1L
      Batch = line.GetValue batch |> Option.defaultValue (if isQuick then 100 else usual)
      Epochs = line.GetValue epochs |> Option.defaultValue (if isQuick then 1 else 5)
      Run = line.GetValue run }
