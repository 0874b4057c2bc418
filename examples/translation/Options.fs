module Translation.Options

open System
open System.Globalization

type Options =
    {
        /// The file of pairs; without one a small grammar makes them.
        Data: string option
        Quick: bool
        Epochs: int option
        Features: int
        Heads: int
        Layers: int
        Batch: int
        Dropout: float
        Rate: float
        Seed: int64
    }

type Request =
    | Run of Options
    | Help

let usage =
    """translation: trains a transformer on pairs of sentences, and translates some of them

  --data FILE      reads a pair from each line: source, tab, target; what follows another tab is left out
  --epochs N       goes N times through the pairs (60; 30 with --quick)
  --features N     of each word (128; 32 with --quick)
  --heads N        of each attention; they divide the features (4)
  --layers N       of the encoder, and as many of the decoder (2; 1 with --quick)
  --batch N        pairs of each step (64; 32 with --quick)
  --dropout P      the probability of dropout (0.1; 0 with --quick)
  --rate R         the largest learning rate (0.001; 0.004 with --quick)
  --seed N         another number, other first weights and order (1)
  --quick          a small model and few pairs, a few seconds"""

let defaults =
    { Data = None
      Quick = false
      Epochs = None
      Features = 128
      Heads = 4
      Layers = 2
      Batch = 64
      Dropout = 0.1
      Rate = 1e-3
      Seed = 1L }

let private quick = { defaults with Quick = true; Features = 32; Layers = 1; Batch = 32; Dropout = 0.0; Rate = 4e-3 }

let private whole (name: string) (text: string) least most =
    match Int64.TryParse text with
    | true, value when value >= least && value <= most -> Ok value
    | _ -> Error $"{name} {text}: not a whole number from {least} to {most}"

let private real (name: string) (text: string) least most =
    match Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
    | true, value when value >= least && value <= most -> Ok value
    | _ -> Error $"{name} {text}: not a number from {least} to {most}"

let private names =
    set [ "--data"; "--epochs"; "--features"; "--heads"; "--layers"; "--batch"; "--dropout"; "--rate"; "--seed" ]

/// The request on a command line, or one line that says what is wrong with it.
let parse (arguments: string list) : Result<Request, string> =
    let rec go options arguments =
        let count name text set rest =
            whole name text 1L 100_000L |> Result.bind (fun value -> go (set (int value)) rest)

        match arguments with
        | [] when options.Features % options.Heads <> 0 ->
            Error $"--heads {options.Heads}: they do not divide {options.Features} features"
        | [] -> Ok(Run options)
        | ("--help" | "-h") :: _ -> Ok Help
        | "--quick" :: rest -> go options rest
        | [ name ] when names.Contains name -> Error $"{name}: its value is missing"
        | "--data" :: file :: rest -> go { options with Data = Some file } rest
        | "--epochs" as name :: text :: rest -> count name text (fun n -> { options with Epochs = Some n }) rest
        | "--features" as name :: text :: rest -> count name text (fun n -> { options with Features = n }) rest
        | "--heads" as name :: text :: rest -> count name text (fun n -> { options with Heads = n }) rest
        | "--layers" as name :: text :: rest -> count name text (fun n -> { options with Layers = n }) rest
        | "--batch" as name :: text :: rest -> count name text (fun n -> { options with Batch = n }) rest
        | "--dropout" as name :: text :: rest ->
            real name text 0.0 0.9 |> Result.bind (fun value -> go { options with Dropout = value } rest)
        | "--rate" as name :: text :: rest ->
            real name text 1e-9 1.0 |> Result.bind (fun value -> go { options with Rate = value } rest)
        | "--seed" as name :: text :: rest ->
            whole name text Int64.MinValue Int64.MaxValue
            |> Result.bind (fun seed -> go { options with Seed = seed } rest)
        | unknown :: _ -> Error $"{unknown}: unknown option; --help lists them"

    // What is asked for counts whether it comes before or after --quick.
    go (if List.contains "--quick" arguments then quick else defaults) arguments
