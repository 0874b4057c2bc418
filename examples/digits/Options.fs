module Digits.Options

open System

type Options =
    {
        /// The folder of the MNIST files; without one the digits are drawn.
        Data: string option
        Quick: bool
        Seed: int64
        /// As many as asked for, or as `Quick` says.
        Epochs: int option
    }

type Request =
    | Run of Options
    | Help

let usage =
    """digits: trains a 784-200-10 network on handwritten digits, then minimises Rosenbrock's function

  --data FOLDER   reads MNIST from its four IDX files, plain or gzip, instead of drawing digits
  --epochs N      goes N times through the training images (3; 1 with --quick)
  --seed N        another number, other digits, weights and order (1)
  --quick         few images, a few seconds"""

let private number (name: string) (text: string) isGood =
    match Int64.TryParse text with
    | true, value when isGood value -> Ok value
    | _ -> Error $"{name} {text}: not a number that fits"

/// The request on a command line, or one line that says what is wrong with it.
let parse (arguments: string list) : Result<Request, string> =
    let rec go options arguments =
        match arguments with
        | [] -> Ok(Run options)
        | ("--help" | "-h") :: _ -> Ok Help
        | "--quick" :: rest -> go { options with Quick = true } rest
        | "--data" :: folder :: rest -> go { options with Data = Some folder } rest
        | "--seed" :: text :: rest ->
            number "--seed" text (fun _ -> true) |> Result.bind (fun seed -> go { options with Seed = seed } rest)
        | "--epochs" :: text :: rest ->
            number "--epochs" text (fun n -> n >= 1L && n <= 10_000L)
            |> Result.bind (fun epochs -> go { options with Epochs = Some(int epochs) } rest)
        | [ ("--data" | "--seed" | "--epochs") as name ] -> Error $"{name}: its value is missing"
        | unknown :: _ -> Error $"{unknown}: unknown option; --help lists them"

    go { Data = None; Quick = false; Seed = 1L; Epochs = None } arguments
