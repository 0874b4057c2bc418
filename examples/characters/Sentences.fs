module Characters.Sentences

open System
open System.Text

let private nouns = [| "cat"; "dog"; "owl"; "king"; "baker"; "river"; "moon"; "ship"; "garden"; "clock" |]
let private verbs = [| "sees"; "hears"; "follows"; "finds"; "remembers"; "loves"; "forgets" |]
let private adjectives = [| "old"; "small"; "silver"; "quiet"; "happy"; "green"; "last" |]

/// Sentences of a small grammar, a line each, at least so many characters: brackets close, and plurals agree.
let make (seed: int64) (length: int) : string =
    let random = Random(int (seed % 2147483647L))
    let one (words: string[]) = words[random.Next words.Length]
    let text = StringBuilder()

    let phrase () =
        let noun = if random.Next 3 = 0 then $"{one adjectives} {one nouns}" else one nouns

        match random.Next 3 with
        | 0 -> $"the {noun}"
        | 1 -> $"every {noun}"
        | _ -> $"two {noun}s"

    let sentence () =
        let subject = phrase ()
        let verb = one verbs
        let verb = if subject.StartsWith "two" then verb.TrimEnd 's' else verb
        let aside = if random.Next 4 = 0 then $" (and {phrase ()})" else ""
        $"{subject} {verb} {phrase ()}{aside}."

    while text.Length < length do
        text.Append(sentence ()).Append('\n') |> ignore

    text.ToString()
