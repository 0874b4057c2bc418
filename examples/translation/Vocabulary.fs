module Translation.Vocabulary

open System.Text.RegularExpressions

/// The tokens of a language, and their numbers.
type Vocabulary = { Tokens: string[]; Numbers: Map<string, int> }

let padding, start, finish, unknown = 0, 1, 2, 3

/// Words and marks of punctuation, in small letters.
let tokens (sentence: string) : string list =
    [ for found in Regex.Matches(sentence.ToLowerInvariant(), @"\w+|[^\w\s]") -> found.Value ]

/// The vocabulary of some sentences, frequent tokens first.
let ofSentences (sentences: string seq) : Vocabulary =
    let found = sentences |> Seq.collect tokens |> Seq.countBy id |> Seq.sortBy (fun (token, count) -> -count, token)
    let all = [| "<padding>"; "<start>"; "<end>"; "<unknown>"; yield! Seq.map fst found |]
    { Tokens = all; Numbers = all |> Seq.mapi (fun number token -> token, number) |> Map.ofSeq }

/// The numbers of a sentence's tokens, and the end.
let encode (vocabulary: Vocabulary) (sentence: string) : int list =
    let number token = vocabulary.Numbers.TryFind token |> Option.defaultValue unknown
    (tokens sentence |> List.map number) @ [ finish ]

/// The sentence of numbers up to the end, with marks where they are written.
let decode (vocabulary: Vocabulary) (numbers: int seq) : string =
    let words = numbers |> Seq.takeWhile (fun number -> number <> finish) |> Seq.map (Array.get vocabulary.Tokens)
    let spaced = String.concat " " words
    Regex.Replace(Regex.Replace(spaced, @" ([.,])", "$1"), @" ?(['’-]) ?", "$1")
