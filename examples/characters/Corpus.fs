module Characters.Corpus

open System.IO
open Riemann.FSharp
open Riemann.FSharp.Learning

/// A text as numbers of its characters.
type Corpus =
    {
        /// The characters that occur, in order.
        Alphabet: char[]
        Train: int64[]
        /// The last twentieth, which nothing learns from.
        Test: int64[]
    }

let ofText (text: string) : Corpus =
    let alphabet = text |> Seq.distinct |> Seq.sort |> Seq.toArray
    let place = alphabet |> Array.mapi (fun i character -> character, int64 i) |> dict
    let all = text |> Seq.map (fun character -> place[character]) |> Seq.toArray
    let train, test = Array.splitAt (all.Length - all.Length / 20) all
    { Alphabet = alphabet; Train = train; Test = test }

/// The text of a file, or one line that says why there is none.
let read (file: string) (least: int) : Result<Corpus, string> =
    try
        let text = File.ReadAllText file

        if text.Length < least then
            Error $"{file}: {text.Length} characters; expected: {least} or more"
        else
            Ok(ofText text)
    with
    | :? FileNotFoundException
    | :? DirectoryNotFoundException -> Error $"{file}: not found"
    | :? IOException
    | :? System.UnauthorizedAccessException as error -> Error $"{file}: {error.Message}"

/// Numbers read side by side in so many lanes, window after window: the characters of each window, [steps; lanes], and
/// those that follow them.
let windows lanes steps (numbers: int64[]) : (Tensor * Tensor) list =
    let each = (numbers.Length - 1) / lanes

    let cut shift =
        let lane k = numbers[k * each + shift .. k * each + shift + each - 1]
        Tensor.ofArray [ lanes; each ] (Array.collect lane [| 0 .. lanes - 1 |]) |> Tensor.transpose

    let here, next = cut 0, cut 1

    [ for first in 0..steps .. each - steps -> here[first .. first + steps - 1], next[first .. first + steps - 1] ]
