namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// Formulas in a plain form. The functions that make one take parts that are plain already.
module internal Simplification =

    /// A term as a number and what it multiplies.
    let private coefficient e =
        match e with
        | Expression.Number value -> value, []
        | Expression.Product(Expression.Number value :: rest) -> value, rest
        | Expression.Product factors -> 1.0, factors
        | other -> 1.0, [ other ]

    let private isWhole (x: float) = x = Math.Round x

    let private isExponential e =
        match e with
        | Expression.Call(symbol, _) -> symbol = SymbolicFunction.exp
        | _ -> false

    /// A product of factors that are simple.
    let rec private product (factors: Expression list) : Expression =
        let flat =
            factors
            |> List.collect (fun factor ->
                match factor with
                | Expression.Product inner -> inner
                | other -> [ other ])

        let asPower e =
            match e with
            | Expression.Power(b, exponent) -> b, exponent
            | other -> other, 1.0

        let numbers, others = flat |> List.partition _.IsNumber

        let number =
            numbers
            |> List.fold
                (fun product e ->
                    match e with
                    | Expression.Number value -> product * value
                    | _ -> product)
                1.0

        // Exponentials multiply by adding what they are of.
        let exponentials, others = others |> List.map asPower |> List.partition (fst >> isExponential)

        let exponential =
            match exponentials with
            | []
            | [ _, 1.0 ] -> exponentials |> List.map fst
            | several ->
                let total =
                    sum
                        [ for b, exponent in several do
                              match b with
                              | Expression.Call(_, argument) -> product [ Expression.Number exponent; argument ]
                              | _ -> () ]

                [ call SymbolicFunction.exp total ]

        let powers =
            others
            |> List.groupBy fst
            |> List.map (fun (b, found) -> power b (List.sumBy snd found))
            |> List.append exponential

        // What became a number or a product on the way is taken in once more.
        if number = 0.0 then
            Expression.Number 0.0
        elif powers |> List.exists (fun e -> e.IsNumber || e.IsProduct) then
            product (Expression.Number number :: powers)
        else
            match number, List.sort powers with
            | number, [] -> Expression.Number number
            | 1.0, [ single ] -> single
            | number, [ Expression.Sum terms ] ->
                sum [ for term in terms -> product [ Expression.Number number; term ] ]
            | 1.0, several -> Expression.Product several
            | number, several -> Expression.Product(Expression.Number number :: several)

    /// A power of a simple base.
    and private power (b: Expression) (exponent: float) : Expression =
        match b, exponent with
        | _, 0.0 -> Expression.Number 1.0
        | _, 1.0 -> b
        | Expression.Number value, _ when value > 0.0 || isWhole exponent -> Expression.Number(value ** exponent)
        // (b^m)^n is b^(m n) for every b where n is whole, and otherwise unless m is even, which would lose a sign.
        | Expression.Power(inner, m), n when isWhole n || not (isWhole m) -> power inner (m * n)
        | Expression.Product factors, n when isWhole n -> product [ for factor in factors -> power factor n ]
        | Expression.Product(Expression.Number value :: rest), n when value > 0.0 ->
            product [ Expression.Number(value ** n); power (product rest) n ]
        | Expression.Call(symbol, argument), n when symbol = SymbolicFunction.exp ->
            call SymbolicFunction.exp (product [ Expression.Number n; argument ])
        | _ -> Expression.Power(b, exponent)

    /// A sum of simple terms.
    and private sum (terms: Expression list) : Expression =
        let flat =
            terms
            |> List.collect (fun term ->
                match term with
                | Expression.Sum inner -> inner
                | other -> [ other ])

        let gathered =
            flat
            |> List.map coefficient
            |> List.groupBy snd
            |> List.map (fun (factors, found) -> List.sumBy fst found, factors)
            |> List.filter (fun (number, _) -> number <> 0.0)
            |> List.map (fun (number, factors) -> product (Expression.Number number :: factors))

        let constants, others = gathered |> List.partition _.IsNumber

        match List.sort others @ constants with
        | [] -> Expression.Number 0.0
        | [ single ] -> single
        | several -> Expression.Sum several

    /// A function of a simple argument.
    and private call (symbol: SymbolicFunction) (argument: Expression) : Expression =
        match argument with
        // exp of a sum of logarithms and numbers is a product.
        | _ when symbol = SymbolicFunction.exp ->
            let terms =
                match argument with
                | Expression.Sum terms -> terms
                | other -> [ other ]

            let asFactor term =
                match coefficient term with
                | number, [] -> Choice1Of2(Expression.Number(exp number))
                | number, [ Expression.Call(inner, e) ] when inner = SymbolicFunction.log -> Choice1Of2(power e number)
                | _ -> Choice2Of2 term

            let factors =
                terms
                |> List.choose (fun term ->
                    match asFactor term with
                    | Choice1Of2 factor -> Some factor
                    | Choice2Of2 _ -> None)

            let rest =
                terms
                |> List.filter (fun term ->
                    match asFactor term with
                    | Choice1Of2 _ -> false
                    | Choice2Of2 _ -> true)

            match factors, rest with
            | [], _ -> Expression.Call(symbol, argument)
            | factors, [] -> product factors
            | factors, rest -> product (Expression.Call(symbol, sum rest) :: factors)
        | Expression.Call(inner, e) when symbol = SymbolicFunction.log && inner = SymbolicFunction.exp -> e
        // What is left beside the exponentials is positive, because the whole is.
        | Expression.Product factors when symbol = SymbolicFunction.log && List.exists isExponential factors ->
            let exponentials, others = List.partition isExponential factors

            let argumentOf e =
                match e with
                | Expression.Call(_, argument) -> argument
                | other -> other

            sum (call symbol (product others) :: List.map argumentOf exponentials)
        | Expression.Number value -> Expression.Number((symbol.Apply(tensor value)).ToFloat())
        | _ -> Expression.Call(symbol, argument)

    /// A product of sums as a sum of products.
    let private multiply (factors: Expression list) =
        let terms e =
            match e with
            | Expression.Sum terms -> terms
            | other -> [ other ]

        factors
        |> List.fold
            (fun found factor -> List.allPairs found (terms factor) |> List.map (fun (a, b) -> product [ a; b ]))
            [ Expression.Number 1.0 ]
        |> sum

    /// The highest power of a sum that is multiplied out.
    let private largestExpanded = 4.0

    let rec private rebuild makePower makeProduct e =
        let inside = rebuild makePower makeProduct

        match e with
        | Expression.Number _
        | Expression.Variable _ -> e
        | Expression.Power(b, exponent) -> makePower (inside b) exponent
        | Expression.Product factors -> makeProduct (List.map inside factors)
        | Expression.Sum terms -> sum (List.map inside terms)
        | Expression.Call(symbol, argument) -> call symbol (inside argument)

    /// Like terms, powers and numbers taken together.
    let gather e = rebuild power product e

    /// The same, after products and whole powers of sums are multiplied out.
    let expand e =
        let whole (b: Expression) exponent =
            if b.IsSum && isWhole exponent && exponent > 1.0 && exponent <= largestExpanded then
                multiply (List.replicate (int exponent) b)
            else
                power b exponent

        rebuild whole multiply e
