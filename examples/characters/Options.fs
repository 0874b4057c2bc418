module Characters.Options

open System
open System.Globalization

type Options =
    {
        /// The text file; without one the text is made up.
        Data: string option
        Quick: bool
        Seed: int64
        /// As many as asked for, or as `Quick` says.
        Steps: int option
        /// Characters to write at the end.
        Sample: int
        Temperature: float
    }

type Request =
    | Run of Options
    | Help

let usage =
    """characters: trains a recurrent network to write text, character by character, and lets it write

  --data FILE        learns from this text, instead of sentences that are made up
  --steps N          takes N steps of training (1500; 400 with --quick)
  --sample N         writes N characters at the end (500)
  --temperature T    how freely it writes: near 0 the likeliest, 1 as learnt, more is wilder (0.8)
  --seed N           another number, other weights and other text (1)
  --quick            a small network, a few seconds"""

let private number (name: string) (text: string) isGood =
    match Int64.TryParse text with
    | true, value when isGood value -> Ok value
    | _ -> Error $"{name} {text}: not a number that fits"

let private positive name text most = number name text (fun n -> n >= 1L && n <= most) |> Result.map int

let private real (name: string) (text: string) =
    match Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
    | true, value when value > 0.0 && value <= 100.0 -> Ok value
    | _ -> Error $"{name} {text}: not a number that fits"

/// The request on a command line, or one line that says what is wrong with it.
let parse (arguments: string list) : Result<Request, string> =
    let rec go options arguments =
        let rest result set tail = result |> Result.bind (fun value -> go (set value) tail)

        match arguments with
        | [] -> Ok(Run options)
        | ("--help" | "-h") :: _ -> Ok Help
        | "--quick" :: tail -> go { options with Quick = true } tail
        | "--data" :: file :: tail -> go { options with Data = Some file } tail
        | "--seed" :: text :: tail ->
            rest (number "--seed" text (fun _ -> true)) (fun n -> { options with Seed = n }) tail
        | "--steps" :: text :: tail ->
            rest (positive "--steps" text 10_000_000L) (fun n -> { options with Steps = Some n }) tail
        | "--sample" :: text :: tail ->
            rest (positive "--sample" text 1_000_000L) (fun n -> { options with Sample = n }) tail
        | "--temperature" :: text :: tail ->
            rest (real "--temperature" text) (fun t -> { options with Temperature = t }) tail
        | [ ("--data" | "--seed" | "--steps" | "--sample" | "--temperature") as name ] ->
            Error $"{name}: its value is missing"
        | unknown :: _ -> Error $"{unknown}: unknown option; --help lists them"

    let options = { Data = None; Quick = false; Seed = 1L; Steps = None; Sample = 500; Temperature = 0.8 }
    go options arguments
