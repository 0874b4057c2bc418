namespace Riemann.FSharp.Learning.Nerva

open System

/// A part of a text, and the column where it begins, counted from 1.
type internal Piece = { Text: string; Column: int }

/// One of the values in the parentheses of an item, with its name if it was given by name.
type internal Argument = { Key: Piece option; Value: Piece }

/// `Name`, `Name(v)` or `Name(key=v,...)`. Semicolons part the arguments into groups, of which nearly all items have one.
type internal Item = { Whole: Piece; Name: Piece; Groups: Argument list list }

module internal Piece =
    let private trim (piece: Piece) =
        let start = piece.Text.TrimStart()
        { Text = start.TrimEnd(); Column = piece.Column + piece.Text.Length - start.Length }

    /// The text from one position to before another, without blanks around.
    let between (start: int) (stop: int) (piece: Piece) =
        trim { Text = piece.Text.Substring(start, stop - start); Column = piece.Column + start }

    /// What is around the separators that stand outside parentheses, without blanks around each; one piece at least.
    let split (separator: char) (piece: Piece) : Piece list =
        let separators =
            [ let mutable depth = 0

              for i in 0 .. piece.Text.Length - 1 do
                  match piece.Text[i] with
                  | '(' -> depth <- depth + 1
                  | ')' -> depth <- max 0 (depth - 1)
                  | c when c = separator && depth = 0 -> i
                  | _ -> () ]

        List.map2
            (fun start stop -> between start stop piece)
            (0 :: List.map ((+) 1) separators)
            (separators @ [ piece.Text.Length ])

/// Reads lists of items. Every text gives items or an error, never an exception.
module internal SpecificationParser =
    /// The results, or the first error.
    let all (results: Result<'T, 'E> list) : Result<'T list, 'E> =
        (results, Ok [])
        ||> List.foldBack (fun result rest ->
            match result, rest with
            | Ok value, Ok values -> Ok(value :: values)
            | Error error, _ -> Error error
            | _, error -> error)

    let private argument fail (piece: Piece) =
        let wanted = "a value, or name=value"

        match piece.Text.IndexOf '=' with
        | _ when piece.Text = "" -> fail piece.Column "an argument is empty" wanted
        | -1 -> Ok { Key = None; Value = piece }
        | equals ->
            let key = Piece.between 0 equals piece
            let value = Piece.between (equals + 1) piece.Text.Length piece

            if key.Text = "" then fail piece.Column "a name is missing before '='" wanted
            elif value.Text = "" then fail value.Column $"{SpecificationError.cut key.Text} has no value" wanted
            else Ok { Key = Some key; Value = value }

    let private item flag (expected: string) (whole: Piece) : Result<Item, SpecificationError> =
        let text = whole.Text
        let fail column found expected = SpecificationError.make flag text column found expected
        let opening, closing = text.IndexOf '(', text.IndexOf ')'
        let inner = text.IndexOf('(', opening + 1)

        if text = "" then
            fail whole.Column "an item is empty" expected
        elif opening < 0 && closing < 0 then
            Ok { Whole = whole; Name = whole; Groups = [] }
        elif opening < 0 || (closing >= 0 && closing < opening) then
            fail (whole.Column + closing) "')' has no '(' before it" expected
        elif closing < 0 then
            fail (whole.Column + opening) "'(' is not closed" "')' after the last argument"
        elif inner >= 0 && inner < closing then
            fail (whole.Column + inner) "'(' stands inside parentheses" "')' before it, or a value"
        elif closing < text.Length - 1 then
            let rest = Piece.between (closing + 1) text.Length whole
            fail rest.Column "something follows ')'" "';' before the next item"
        else
            let name, inside = Piece.between 0 opening whole, Piece.between (opening + 1) closing whole

            let groups =
                if inside.Text = "" then
                    Ok []
                else
                    inside |> Piece.split ';' |> List.map (Piece.split ',' >> List.map (argument fail) >> all) |> all

            if name.Text = "" then
                fail whole.Column "a name is missing before '('" expected
            else
                groups |> Result.map (fun groups -> { Whole = whole; Name = name; Groups = groups })

    /// The items of a list. `expected` says what they may be, for messages.
    let items (flag: string) (expected: string) (text: string) : Result<Item list, SpecificationError> =
        { Text = text; Column = 1 } |> Piece.split ';' |> List.map (item flag expected) |> all
