namespace Riemann.FSharp.Learning

open System
open System.Globalization
open Riemann.FSharp

/// How the parts of a formula are written.
type internal Notation =
    {
        Number: float -> string
        Variable: string -> string
        /// Between two factors.
        Times: string
        /// Of what stands above and below the line; where there is no line, `Parentheses` hold together what has to be.
        HasLine: bool
        /// Of a base, in parentheses where it needs them, and an exponent that is not 1 or negative.
        Power: string -> float -> string
        Call: SymbolicFunction -> string -> string
        Parentheses: string -> string
    }

module internal Notation =
    let private invariant (format: string) (value: float) = value.ToString(format, CultureInfo.InvariantCulture)
    let private short (value: float) = invariant "G5" value

    /// In F#, with all digits.
    let private exact (value: float) =
        match invariant "R" value with
        | text when value < 0.0 -> $"({text})"
        | text when text |> Seq.forall (fun c -> Char.IsDigit c) -> text + ".0"
        | text -> text

    let mathematics =
        { Number = short
          Variable = id
          Times = " "
          HasLine = false
          Power = fun b exponent -> if exponent = 0.5 then $"sqrt({b})" else $"{b}^{short exponent}"
          Call = fun symbol argument -> $"{symbol.Name.Split('.') |> Array.last}({argument})"
          Parentheses = fun text -> $"({text})" }

    let fsharp =
        { mathematics with
            Number = exact
            Times = " * "
            Power =
                fun b exponent ->
                    match exponent with
                    | 0.5 -> $"sqrt ({b})"
                    | _ -> $"{b} ** {exact exponent}"
            Call = fun symbol argument -> $"{symbol.Name} ({argument})" }

    let private latexNumber value =
        match (short value).Split 'E' with
        | [| mantissa; exponent |] -> $@"{mantissa} \cdot 10^{{{int exponent}}}"
        | _ -> short value

    let latex =
        { Number = latexNumber
          Variable = fun name -> if name.Length = 1 then name else $@"\mathrm{{{name}}}"
          Times = @" \, "
          HasLine = true
          Power = fun b exponent -> if exponent = 0.5 then $@"\sqrt{{{b}}}" else $"{b}^{{{short exponent}}}"
          Call = fun symbol argument -> $@"{symbol.Latex}\left({argument}\right)"
          Parentheses = fun text -> $@"\left({text}\right)" }

    /// How tightly a part holds together.
    let private strength e =
        match e with
        | Expression.Sum _ -> 0
        | Expression.Product _ -> 1
        | Expression.Number value when value < 0.0 -> 1
        | Expression.Power(_, exponent) when exponent < 0.0 -> 1
        | Expression.Power _ -> 2
        | _ -> 3

    let private isNegative e =
        match e with
        | Expression.Number value
        | Expression.Product(Expression.Number value :: _) -> value < 0.0
        | _ -> false

    let private negate e =
        match e with
        | Expression.Number value -> Expression.Number -value
        | Expression.Product(Expression.Number -1.0 :: [ single ]) -> single
        | Expression.Product(Expression.Number -1.0 :: rest) -> Expression.Product rest
        | Expression.Product(Expression.Number value :: rest) -> Expression.Product(Expression.Number -value :: rest)
        | other -> other

    let rec write (notation: Notation) (e: Expression) : string =
        let text = write notation
        let atLeast least part = if strength part < least then notation.Parentheses(text part) else text part

        match e with
        | Expression.Number value -> notation.Number value
        | Expression.Variable name -> notation.Variable name
        | Expression.Call(symbol, argument) -> notation.Call symbol (text argument)
        | Expression.Power(b, 0.5) -> notation.Power (text b) 0.5
        | Expression.Power(_, exponent) when exponent < 0.0 -> quotient notation [ e ]
        | Expression.Power(b, exponent) -> notation.Power (atLeast 3 b) exponent
        | Expression.Product(Expression.Number -1.0 :: _ :: _) -> "-" + atLeast 1 (negate e)
        | Expression.Product factors -> quotient notation factors
        | Expression.Sum [] -> notation.Number 0.0
        | Expression.Sum(first :: others) ->
            others
            |> List.fold
                (fun before term ->
                    if isNegative term then $"{before} - {atLeast 1 (negate term)}" else $"{before} + {text term}")
                (text first)

    /// Factors, those with negative exponents below a line.
    and private quotient notation factors =
        let isBelow e =
            match e with
            | Expression.Power(_, exponent) -> exponent < 0.0
            | _ -> false

        let inverse e =
            match e with
            | Expression.Power(b, -1.0) -> b
            | Expression.Power(b, exponent) -> Expression.Power(b, -exponent)
            | other -> other

        let text least part =
            if strength part < least then notation.Parentheses(write notation part) else write notation part

        // A number in front may be negative.
        let joined least parts =
            match parts with
            | [] -> notation.Number 1.0
            | [ single ] -> text least single
            | (Expression.Number _ as first) :: rest ->
                write notation first :: List.map (text 2) rest |> String.concat notation.Times
            | several -> several |> List.map (text 2) |> String.concat notation.Times

        let above, below = factors |> List.partition (isBelow >> not)

        match List.map inverse below with
        | [] -> joined 1 above
        | below when notation.HasLine -> $@"\frac{{{joined 0 above}}}{{{joined 0 below}}}"
        | [ single ] -> $"{joined 1 above} / {text 2 single}"
        | several -> $"{joined 1 above} / {notation.Parentheses(joined 2 several)}"
