namespace Riemann.FSharp.Learning.Tests

open System
open System.Globalization

/// Formulas as Python writes them, such as those of the Feynman data.
module PythonFormula =
    let private functions: Map<string, float -> float> =
        Map
            [ "sin", sin
              "cos", cos
              "exp", exp
              "sqrt", sqrt
              "tanh", tanh
              "arcsin", asin
              "arccos", acos
              "log", log
              "ln", log ]

    /// The value of a formula by recursive descent, with values for its names.
    let value (text: string) (values: Map<string, float>) : float =
        let mutable place = 0
        let next () = if place < text.Length then text[place] else '\000'
        let isNext (symbol: string) = String.CompareOrdinal(text, place, symbol, 0, symbol.Length) = 0

        let takeWhile (isWanted: char -> bool) =
            let first = place

            while isWanted (next ()) do
                place <- place + 1

            text[first .. place - 1]

        let accept symbol =
            let found = isNext symbol
            if found then place <- place + symbol.Length
            found

        let rec sum () =
            let rec go total =
                if accept "+" then go (total + product ())
                elif accept "-" then go (total - product ())
                else total

            go (product ())

        and product () =
            let rec go total =
                if accept "/" then go (total / signed ())
                elif not (isNext "**") && accept "*" then go (total * signed ())
                else total

            go (signed ())

        and signed () = if accept "-" then -(signed ()) else power ()

        and power () =
            let b = atom ()
            if accept "**" then b ** signed () else b

        and atom () =
            if accept "(" then
                let inner = sum ()
                if not (accept ")") then failwith $"no ) at {place} of {text}"
                inner
            elif Char.IsDigit(next ()) then
                let digits = takeWhile (fun c -> Char.IsDigit c || c = '.')
                Double.Parse(digits, CultureInfo.InvariantCulture)
            else
                match takeWhile (fun c -> Char.IsLetterOrDigit c || c = '_') with
                | "pi" when not (values.ContainsKey "pi") -> Math.PI
                | name when next () = '(' -> functions[name](atom ())
                | name -> values[name]

        let found = sum ()
        if place <> text.Length then failwith $"{text} goes on at {place}"
        found
