namespace Riemann.FSharp.Learning

open System
open System.Text

/// The values that Python's source code can spell out, as far as headers of NPY files have them.
[<RequireQualifiedAccess>]
type internal PythonLiteral =
    | Text of string
    | Integer of int64
    | Truth of bool
    | Nothing
    | Tuple of PythonLiteral list
    | List of PythonLiteral list
    | Dictionary of (PythonLiteral * PythonLiteral) list

/// Reads one literal. Source: the Python language reference, 2.4 and 6.2.
module internal PythonLiteral =
    /// Brackets within brackets.
    let private deepest = 16

    type private Reader(text: string) =
        let mutable place = 0

        let refuse expected =
            let found = if place < text.Length then $"the character '{text[place]}'" else "the end"
            Reading.refuse $"its header has {found} at character {place}" expected

        let skip () =
            while place < text.Length && Char.IsWhiteSpace text[place] do
                place <- place + 1

        let peek () =
            skip ()
            if place < text.Length then text[place] else '\000'

        let take expected =
            if peek () <> expected then refuse $"'{expected}'"
            place <- place + 1

        let string () =
            let quote = text[place]
            let found = StringBuilder()
            place <- place + 1

            while place < text.Length && text[place] <> quote && text[place] <> '\n' do
                // Of the escapes, those that stand for the next character.
                if text[place] = '\\' then
                    place <- place + 1
                    if place = text.Length || not ("\\'\"".Contains text[place]) then refuse "\\\\, \\' or \\\""

                found.Append text[place] |> ignore
                place <- place + 1

            if place = text.Length || text[place] = '\n' then refuse $"the closing {quote} of a string"
            place <- place + 1
            found.ToString()

        let integer () =
            let first = place
            if text[place] = '-' then place <- place + 1

            while place < text.Length && Char.IsAsciiDigit text[place] do
                place <- place + 1

            let digits = text.AsSpan(first, place - first)
            // Python 2 wrote long integers so.
            if place < text.Length && text[place] = 'L' then place <- place + 1

            match
                Int64.TryParse(
                    digits,
                    Globalization.NumberStyles.AllowLeadingSign,
                    Globalization.CultureInfo.InvariantCulture
                )
            with
            | true, value -> value
            | _ -> Reading.refuse $"its header has the number {digits.ToString()}" "an integer of 64 bits"

        let word () =
            let first = place

            while place < text.Length && Char.IsAsciiLetter text[place] do
                place <- place + 1

            match text[first .. place - 1] with
            | "True" -> PythonLiteral.Truth true
            | "False" -> PythonLiteral.Truth false
            | "None" -> PythonLiteral.Nothing
            | _ ->
                place <- first
                refuse "a string, an integer, True, False, None, (, [ or {"

        /// Items up to a bracket, with a comma after each but perhaps the last; and whether that had one.
        let rec items closing (item: unit -> 'T) (found: 'T list) =
            if peek () = closing then
                place <- place + 1
                List.rev found, not found.IsEmpty
            else
                let next = item ()

                if peek () = ',' then
                    place <- place + 1
                    items closing item (next :: found)
                else
                    take closing
                    List.rev (next :: found), false

        member reader.Value depth : PythonLiteral =
            if depth > deepest then refuse $"at most {deepest} brackets within each other"
            let value () = reader.Value(depth + 1)

            let pair () =
                let key = value ()
                take ':'
                key, value ()

            let bracket closing item =
                place <- place + 1
                items closing item []

            match peek () with
            | '{' -> PythonLiteral.Dictionary(fst (bracket '}' pair))
            | '[' -> PythonLiteral.List(fst (bracket ']' value))
            | '(' ->
                match bracket ')' value with
                | [ single ], false -> single
                | values, _ -> PythonLiteral.Tuple values
            | '\''
            | '"' -> PythonLiteral.Text(string ())
            | first when first = '-' || Char.IsAsciiDigit first -> PythonLiteral.Integer(integer ())
            | _ -> word ()

        member reader.Whole() =
            let value = reader.Value 0
            skip ()
            if place < text.Length then refuse "the end of the header"
            value

    /// The literal that is the whole text. Raises `Refused` where it is none.
    let parse (text: string) : PythonLiteral = Reader(text).Whole()
