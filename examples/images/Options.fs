module Images.Options

open System

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
        Batch: int option
        Epochs: int option
    }

type Request =
    | Run of Options
    | Help

let usage =
    """images: trains a network to say what is in a picture

  --network NAME  mnist (two convolutions and dropout, grey digits; if none is named),
                  kan (a Kolmogorov-Arnold network 784-64-10, grey digits) or
                  cifar10 (three convolutions with batch normalisation, colour)
  --data FOLDER   reads the data set's files, plain or gzip, instead of drawing pictures
  --epochs N      goes N times through the training images (5; 1 with --quick)
  --batch N       takes N images a step (256 for mnist, 64 for kan, 512 for cifar10)
  --seed N        another number, other weights and order (1)
  --quick         few images, a few seconds"""

let private number (name: string) (text: string) isGood =
    match Int64.TryParse text with
    | true, value when isGood value -> Ok value
    | _ -> Error $"{name} {text}: not a number that fits"

let private count name text = number name text (fun n -> n >= 1L && n <= 100_000L) |> Result.map int

/// The request on a command line, or one line that says what is wrong with it.
let parse (arguments: string list) : Result<Request, string> =
    let rec go options arguments =
        match arguments with
        | [] -> Ok(Run options)
        | ("--help" | "-h") :: _ -> Ok Help
        | "--quick" :: rest -> go { options with Quick = true } rest
        | "--network" :: "mnist" :: rest -> go { options with Network = Mnist } rest
        | "--network" :: "kan" :: rest -> go { options with Network = Kan } rest
        | "--network" :: "cifar10" :: rest -> go { options with Network = Cifar10 } rest
        | "--network" :: other :: _ -> Error $"--network {other}: mnist, kan or cifar10"
        | "--data" :: folder :: rest -> go { options with Data = Some folder } rest
        | "--seed" :: text :: rest ->
            number "--seed" text (fun _ -> true) |> Result.bind (fun seed -> go { options with Seed = seed } rest)
        | "--epochs" :: text :: rest ->
            count "--epochs" text |> Result.bind (fun epochs -> go { options with Epochs = Some epochs } rest)
        | "--batch" :: text :: rest ->
            count "--batch" text |> Result.bind (fun batch -> go { options with Batch = Some batch } rest)
        | [ ("--network" | "--data" | "--seed" | "--epochs" | "--batch") as name ] ->
            Error $"{name}: its value is missing"
        | unknown :: _ -> Error $"{unknown}: unknown option; --help lists them"

    go { Network = Mnist; Data = None; Quick = false; Seed = 1L; Batch = None; Epochs = None } arguments
