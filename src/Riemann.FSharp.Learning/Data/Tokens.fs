namespace Riemann.FSharp.Learning

open System.Text.RegularExpressions

/// Ways to take a text apart.
[<RequireQualifiedAccess>]
module Tokens =
    let private word =
        Regex(@"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\p{N}]", RegexOptions.CultureInvariant)

    /// `Tokens.characters text` are the characters, each a string of one Unicode code point; what is none is U+FFFD.
    let characters (text: string) : string[] = [| for rune in text.EnumerateRunes() -> rune.ToString() |]

    /// `Tokens.words text` are the words, runs of letters and digits that may have apostrophes inside, and every other
    /// character but white space alone.
    let words (text: string) : string[] = [| for found in word.Matches text -> found.Value |]
