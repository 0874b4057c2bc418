namespace Riemann.FSharp.Learning

open System.Text

/// The rows of a CSV text: RFC 4180, with any separator and any ends of lines.
module internal CsvReader =
    /// What cannot be read, and the line where it begins.
    type Problem = { Line: int; Found: string; Expected: string }

    /// Fields of a row, and the line where it begins, counted from 1.
    type Row = { Line: int; Fields: string[] }

    /// `tryRead separator text` are the rows; lines without any character are none.
    let tryRead (separator: char) (text: string) : Result<Row[], Problem> =
        let rows = ResizeArray<Row>()
        let fields = ResizeArray<string>()
        let field = StringBuilder()
        let mutable line = 1
        let mutable rowLine = 1
        // A byte order mark is no part of the first field.
        let mutable place = if text.StartsWith '\uFEFF' then 1 else 0
        let mutable problem = ValueNone
        let mutable wasQuoted = false
        let isEnd c = c = '\n' || c = '\r'

        let endField () =
            fields.Add(field.ToString())
            field.Clear() |> ignore
            wasQuoted <- false

        let endRow () =
            if fields.Count > 0 || field.Length > 0 || wasQuoted then
                endField ()
                rows.Add { Line = rowLine; Fields = fields.ToArray() }
                fields.Clear()

        /// From behind an opening quote to behind the closing one; two quotes stand for one.
        let quoted () =
            let start = line
            let mutable isOpen = true
            place <- place + 1

            while isOpen && place < text.Length do
                let c = text[place]

                if c <> '"' then
                    if c = '\n' then line <- line + 1
                    field.Append c |> ignore
                    place <- place + 1
                elif place + 1 < text.Length && text[place + 1] = '"' then
                    field.Append c |> ignore
                    place <- place + 2
                else
                    isOpen <- false
                    place <- place + 1

            wasQuoted <- true

            if isOpen then
                problem <-
                    ValueSome { Line = start; Found = "a quote that is never closed"; Expected = "a second quote" }
            elif place < text.Length && text[place] <> separator && not (isEnd text[place]) then
                let found = $"'{text[place]}' behind a closing quote"

                problem <-
                    ValueSome
                        { Line = line; Found = found; Expected = "a separator, the line's end, or \"\" for a quote" }

        while place < text.Length && problem.IsNone do
            let c = text[place]

            if c = '"' && field.Length = 0 && not wasQuoted then
                quoted ()
            elif c = separator then
                endField ()
                place <- place + 1
            elif isEnd c then
                endRow ()
                place <- place + (if c = '\r' && place + 1 < text.Length && text[place + 1] = '\n' then 2 else 1)
                line <- line + 1
                rowLine <- line
            else
                field.Append c |> ignore
                place <- place + 1

        match problem with
        | ValueSome problem -> Error problem
        | ValueNone ->
            endRow ()
            Ok(rows.ToArray())
