module Riemann.FSharp.Learning.Tests.VocabularyTests

open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private settings =
    { Vocabulary.defaults with Special = [ "<pad>"; "<unk>" ]; Unknown = Some "<unk>"; MinimumFrequency = 2 }

let private text = "the cat, the dog and the cat's dog"
let private vocabulary = Vocabulary.build settings (Tokens.words text)

[<Fact>]
let ``texts are taken apart into words and characters`` () =
    Assert.Equal<string>([| "Don't"; "stop"; "-"; "2"; "Füße"; "!"; "…" |], Tokens.words "Don't stop-2\n Füße!…")
    Assert.Equal<string>([| "a"; "😀"; "ü"; "\n" |], Tokens.characters "a😀ü\n")
    Assert.Empty(Tokens.words " \n")
    Assert.Empty(Tokens.characters "")

[<Fact>]
let ``special tokens come first, then the most frequent`` () =
    Assert.Equal<string list>([ "<pad>"; "<unk>"; "the"; "dog" ], vocabulary.Tokens)
    Assert.Equal(4, vocabulary.Count)
    Assert.Equal(Some 2, vocabulary.TryFind "the")
    Assert.Equal(None, vocabulary.TryFind "cat")
    let all = Vocabulary.build Vocabulary.defaults (Tokens.characters "banana b")
    Assert.Equal<string list>([ "a"; "b"; "n"; " " ], all.Tokens)
    let special = Vocabulary.build { settings with MinimumFrequency = 1 } [ "<unk>"; "x" ]
    Assert.Equal<string list>([ "<pad>"; "<unk>"; "x" ], special.Tokens)
    Assert.Equal(2, (Vocabulary.build settings []).Count)

[<Fact>]
let ``tokens become numbers and come back`` () =
    let numbers = Vocabulary.encode vocabulary [ "the"; "bird"; "dog" ]
    Assert.Equal<int64>([| 2L; 1L; 3L |], numbers.ToArray<int64>())
    Assert.Equal<string>([| "the"; "<unk>"; "dog" |], Vocabulary.decode vocabulary numbers)
    Assert.Equal<int list>([ 0 ], (Vocabulary.encode vocabulary []).Shape)
    let characters = Vocabulary.build Vocabulary.defaults (Tokens.characters text)
    let there = Vocabulary.encode characters (Tokens.characters text)
    Assert.Equal(text, Vocabulary.decode characters there |> System.String.Concat)

[<Fact>]
let ``tokens and numbers that are not there are refused`` () =
    let strict = Vocabulary.build Vocabulary.defaults [ "a" ]
    Numbers.refused "Vocabulary.encode" "'b' is not in the vocabulary" (fun () -> Vocabulary.encode strict [ "a"; "b" ])

    for wrong in [ -1L; 1L; System.Int64.MaxValue ] do
        Numbers.refused "Vocabulary.decode" $"no token has the number {wrong}" (fun () ->
            Vocabulary.decode strict (tensor [ wrong ]))

    Numbers.refused "Vocabulary.decode" "a vector of int64" (fun () -> Vocabulary.decode strict (tensor [ 0.0 ]))
    Numbers.refused "Vocabulary.decode" "a vector of int64" (fun () -> Vocabulary.decode strict (tensor 0L))

[<Fact>]
let ``settings that make no sense are refused`` () =
    let refused words settings = Numbers.refused "Vocabulary.build" words (fun () -> Vocabulary.build settings [])
    refused "each of them once" { settings with Special = [ "<unk>"; "<unk>" ] }
    refused "one of the special tokens" { settings with Unknown = Some "<x>" }

let private odd =
    Vocabulary.build { settings with MinimumFrequency = 1 } [ "\n"; "\\"; "\\n"; "\\\\n"; "\r"; ""; "a b"; "\t"; "ü" ]

[<Fact>]
let ``a file keeps every token and the unknown one`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "words.txt")

        for vocabulary in
            [ vocabulary; odd; Vocabulary.build Vocabulary.defaults []; Vocabulary.build Vocabulary.defaults [ "" ] ] do
            Vocabulary.save path vocabulary
            let loaded = Vocabulary.load path
            Assert.Equal<string list>(vocabulary.Tokens, loaded.Tokens)

            if vocabulary.Count > 1 then
                Assert.Equal<int64>([| 1L |], (Vocabulary.encode loaded [ "elsewhere" ]).ToArray<int64>())

        Assert.Equal<string>([| path |], Directory.GetFiles folder))

[<Fact>]
let ``files that are no vocabulary are refused`` () =
    Files.inNewFolder (fun folder ->
        let path = Path.Combine(folder, "words.txt")

        let refused (words: string) (text: string) =
            File.WriteAllText(path, text)
            Numbers.refused "Vocabulary.load" words (fun () -> Vocabulary.load path)

        refused "does not begin as a vocabulary does" ""
        refused "does not begin as a vocabulary does" "the\n-\na\n"
        refused "its last line has no end" "riemann vocabulary\n-\na\nb"
        refused "the token 'a' is there twice" "riemann vocabulary\n-\na\nb\na\n"

        for wrong in [ "2"; "-1"; "x"; "" ] do
            refused $"the unknown token is {wrong}" $"riemann vocabulary\n{wrong}\na\nb\n"

        Numbers.refused "Vocabulary.load" "a file that can be read" (fun () -> Vocabulary.load folder))

[<DataFact("tiny-shakespeare")>]
let ``a real text comes back character by character`` () =
    let text = File.ReadAllText(Path.Combine((Files.data "tiny-shakespeare").Value, "input.txt"))
    let tokens = Tokens.characters text
    let vocabulary = Vocabulary.build Vocabulary.defaults tokens
    Assert.Equal(65, vocabulary.Count)
    Assert.Equal(text, Vocabulary.encode vocabulary tokens |> Vocabulary.decode vocabulary |> System.String.Concat)
