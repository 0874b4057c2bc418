module Translation.Pairs

open System
open System.IO
open Riemann.FSharp
open Translation.Vocabulary

/// Pairs of sentences as padded arrays of tokens.
type Batch =
    {
        /// [n; S], each with its end.
        Source: Tensor
        /// [n; T], each after a start.
        Given: Tensor
        /// [n; T], each with its end: what is to follow each given token.
        Wanted: Tensor
    }

/// The pairs of a file, one in each line that is not empty, or one line that says what is wrong.
let read (file: string) : Result<(string * string) list, string> =
    let pair number (line: string) =
        match line.Split '\t' with
        | columns when columns.Length < 2 || columns[0].Trim() = "" || columns[1].Trim() = "" ->
            Error $"{file}, line {number + 1}: expected: a source and a target, divided by a tab"
        | columns -> Ok(columns[0], columns[1])

    try
        let lines = File.ReadAllLines file |> Seq.indexed |> Seq.filter (fun (_, line) -> line.Trim() <> "")
        let pairs = [ for number, line in lines -> pair number line ]

        match
            pairs
            |> List.tryPick (function
                | Error problem -> Some problem
                | Ok _ -> None)
        with
        | Some problem -> Error problem
        | None when pairs.IsEmpty -> Error $"{file}: no pairs"
        | None -> Ok(pairs |> List.choose Result.toOption)
    with
    | :? IOException
    | :? UnauthorizedAccessException as problem -> Error problem.Message

/// The rows side by side, padded to the longest.
let padded (rows: int list list) : Tensor =
    let length = rows |> List.map List.length |> List.max
    let full (row: int list) = row @ List.replicate (length - row.Length) padding

    let numbers =
        [| for row in rows do
               for number in full row -> int64 number |]

    Tensor.ofArray [ rows.Length; length ] numbers

let batch (pairs: (int list * int list) list) : Batch =
    let sources, targets = List.unzip pairs

    { Source = padded sources
      Given = padded [ for target in targets -> start :: List.take (target.Length - 1) target ]
      Wanted = padded targets }

/// Batches of pairs of about equal lengths, so that little is padded, in random order.
let batches (size: int) (random: Random) (pairs: (int list * int list)[]) : Batch list =
    let shuffled = Array.copy pairs
    random.Shuffle shuffled

    let chunks =
        shuffled |> Array.sortBy (fun (source, target) -> target.Length, source.Length) |> Array.chunkBySize size

    random.Shuffle chunks
    [ for chunk in chunks -> batch (List.ofArray chunk) ]
