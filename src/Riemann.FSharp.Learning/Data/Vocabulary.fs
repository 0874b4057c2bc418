namespace Riemann.FSharp.Learning

open System
open System.Collections.Generic
open System.IO
open Riemann.FSharp

/// How a vocabulary is chosen: see `Vocabulary.defaults`.
type VocabularySettings =
    {
        /// Tokens that have the first numbers, whether they occur or not, such as `<pad>`.
        Special: string list
        /// The token, one of the special ones, that stands for all that have no number.
        Unknown: string option
        /// How often a token must occur to get a number.
        MinimumFrequency: int
    }

/// Tokens, such as words or characters, by number.
[<Sealed>]
type Vocabulary internal (tokens: string[], unknown: int voption) =
    let numbers = Dictionary<string, int64>(StringComparer.Ordinal)
    do tokens |> Array.iteri (fun number token -> numbers.Add(token, int64 number))

    /// The number of tokens.
    member _.Count = tokens.Length

    /// The tokens, that with number 0 first.
    member _.Tokens = List.ofArray tokens

    /// The number of the token that stands for all that have none.
    member internal _.Unknown = unknown

    /// `vocabulary.TryFind token` is the number of a token that has one.
    member _.TryFind(token: string) : int option =
        match numbers.TryGetValue token with
        | true, number -> Some(int number)
        | _ -> None

    member internal _.Number(token: string) : int64 voption =
        match numbers.TryGetValue token with
        | true, number -> ValueSome number
        | _ -> unknown |> ValueOption.map int64

    member internal _.Token(number: int64) : string voption =
        if number >= 0L && number < int64 tokens.Length then ValueSome tokens[int number] else ValueNone

/// Numbers for tokens, and back. `Tokens.words` and `Tokens.characters` take texts apart.
[<RequireQualifiedAccess>]
module Vocabulary =
    /// No special tokens, none for what is unknown, and every token that occurs.
    let defaults: VocabularySettings = { Special = []; Unknown = None; MinimumFrequency = 1 }

    let private unknownOf operation (special: string[]) (unknown: string option) =
        match unknown with
        | None -> ValueNone
        | Some token ->
            match Array.IndexOf(special, token) with
            | -1 ->
                let hint = "one of the special tokens"
                Fail.raise operation (RiemannError.Value($"the unknown token {token} is not among them", hint))
            | number -> ValueSome number

    /// `Vocabulary.build settings tokens` has the special tokens, then those that occur often enough, the most frequent
    /// first, and in the order of their code units where they are as frequent. Raises where a special token is there twice,
    /// and for an unknown token that is not special.
    let build (settings: VocabularySettings) (tokens: string seq) : Vocabulary =
        let special = Array.ofList settings.Special

        if (Array.distinct special).Length < special.Length then
            let problem = $"the special tokens are %A{settings.Special}"
            Fail.raise "Vocabulary.build" (RiemannError.Value(problem, "each of them once"))

        let isSpecial = HashSet<string>(special, StringComparer.Ordinal)

        let frequent =
            tokens
            |> Seq.countBy id
            |> Seq.filter (fun (token, count) -> count >= settings.MinimumFrequency && not (isSpecial.Contains token))
            |> Array.ofSeq
            |> Array.sortWith (fun (a, often) (b, oftener) ->
                if often <> oftener then compare oftener often else String.CompareOrdinal(a, b))

        Vocabulary(Array.append special (Array.map fst frequent), unknownOf "Vocabulary.build" special settings.Unknown)

    /// `Vocabulary.encode vocabulary tokens` are the tokens' numbers, int64 [n]. Raises for a token that has none where the
    /// vocabulary has no unknown token.
    let encode (vocabulary: Vocabulary) (tokens: string seq) : Tensor =
        let number token =
            match vocabulary.Number token with
            | ValueSome number -> number
            | ValueNone ->
                let hint = "a vocabulary with an Unknown token has a number for every one"
                Fail.raise "Vocabulary.encode" (RiemannError.Value($"'{token}' is not in the vocabulary", hint))

        let numbers = tokens |> Seq.map number |> Array.ofSeq
        Tensor.ofArray [ numbers.Length ] numbers

    /// `Vocabulary.decode vocabulary numbers` are the tokens with these numbers, a vector of integers. Raises for numbers
    /// that no token has.
    let decode (vocabulary: Vocabulary) (numbers: Tensor) : string[] =
        if numbers.Rank <> 1 || (numbers.DType <> DType.Int64 && numbers.DType <> DType.Int32) then
            let problem = $"{numbers.Aval} are no numbers of tokens"
            Fail.raise "Vocabulary.decode" (RiemannError.Value(problem, "a vector of int64 or int32"))

        (Tensor.cast DType.Int64 numbers).ToArray<int64>()
        |> Array.map (fun number ->
            match vocabulary.Token number with
            | ValueSome token -> token
            | ValueNone ->
                let hint = $"numbers from 0 to {vocabulary.Count - 1}"
                Fail.raise "Vocabulary.decode" (RiemannError.Value($"no token has the number {number}", hint)))

    let private title = "riemann vocabulary"

    let private escape (token: string) = token.Replace(@"\", @"\\").Replace("\n", @"\n").Replace("\r", @"\r")

    let private unescape (line: string) =
        // Split where a backslash stands for itself, so that what remains are escapes.
        String.Join(@"\", line.Split @"\\" |> Array.map (fun part -> part.Replace(@"\n", "\n").Replace(@"\r", "\r")))

    /// `Vocabulary.save path vocabulary` writes a text file: a title, the number of the unknown token or -, and the tokens, a
    /// line each, with \n, \r and \\ for the ends of lines and for backslashes in them. The file is there whole or not at
    /// all.
    let save (path: string) (vocabulary: Vocabulary) : unit =
        let unknown =
            match vocabulary.Unknown with
            | ValueSome number -> string number
            | ValueNone -> "-"

        let lines = title :: unknown :: List.map escape vocabulary.Tokens
        let partial = path + ".part"
        File.WriteAllText(partial, lines |> List.map (fun line -> line + "\n") |> String.concat "")
        File.Move(partial, path, true)

    let private parse (path: string) (text: string) =
        let malformed found expected = Error(RiemannError.Malformed(path, found, expected))
        let lines = text.Split '\n'

        if lines[0] <> title || lines.Length < 3 then
            malformed
                "it does not begin as a vocabulary does"
                $"a first line {title}, and the number of the unknown token"
        elif lines[lines.Length - 1] <> "" then
            malformed "its last line has no end" "a whole file"
        else
            let tokens = lines[2 .. lines.Length - 2] |> Array.map unescape
            let isNumber, unknown = Int32.TryParse lines[1]

            match tokens |> Array.countBy id |> Array.tryFind (fun (_, count) -> count > 1) with
            | Some(token, _) -> malformed $"the token '{token}' is there twice" "each token once"
            | None when lines[1] = "-" -> Ok(Vocabulary(tokens, ValueNone))
            | None when isNumber && unknown >= 0 && unknown < tokens.Length -> Ok(Vocabulary(tokens, ValueSome unknown))
            | None -> malformed $"the unknown token is {lines[1]}" $"the number of one of {tokens.Length} tokens, or -"

    /// `Vocabulary.tryLoad path` is the vocabulary that `Vocabulary.save` wrote, or what is wrong with the file.
    let tryLoad (path: string) : Result<Vocabulary, RiemannError> =
        try
            File.ReadAllText path |> parse path
        with
        | :? IOException as error -> Error(RiemannError.Malformed(path, error.Message, "a file that can be read"))
        | :? UnauthorizedAccessException as error ->
            Error(RiemannError.Malformed(path, error.Message, "a file that can be read"))

    /// `Vocabulary.load path` is what `Vocabulary.tryLoad` loads. Raises where there is something wrong.
    let load (path: string) : Vocabulary = tryLoad path |> Fail.get "Vocabulary.load"
