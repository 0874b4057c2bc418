namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// A formula whose numbers are to be fitted, and the data that it is fitted to.
[<NoEquality; NoComparison>]
type internal FormulaData = { Values: Map<string, Tensor>; Y: Tensor; Total: float }

/// Fits of the numbers of formulas, and numbers that are simple.
module internal Constants =
    let private name i = $"#{i}"

    /// The formula with names for its numbers, apart from exponents, and the numbers in their order.
    let private lift (e: Expression) =
        let numbers = ResizeArray()

        let rec go e =
            match e with
            | Expression.Number value ->
                numbers.Add value
                Expression.Variable(name (numbers.Count - 1))
            | Expression.Variable _ -> e
            | Expression.Power(b, exponent) -> Expression.Power(go b, exponent)
            | Expression.Product factors -> Expression.Product(List.map go factors)
            | Expression.Sum terms -> Expression.Sum(List.map go terms)
            | Expression.Call(symbol, argument) -> Expression.Call(symbol, go argument)

        let lifted = go e
        lifted, numbers.ToArray()

    let private lower (numbers: float[]) (lifted: Expression) =
        let mutable next = 0

        let rec go e =
            match e with
            | Expression.Variable name when name.StartsWith '#' ->
                next <- next + 1
                Expression.Number numbers[next - 1]
            | Expression.Number _
            | Expression.Variable _ -> e
            | Expression.Power(b, exponent) -> Expression.Power(go b, exponent)
            | Expression.Product factors -> Expression.Product(List.map go factors)
            | Expression.Sum terms -> Expression.Sum(List.map go terms)
            | Expression.Call(symbol, argument) -> Expression.Call(symbol, go argument)

        go lifted

    /// The leading coefficients of sums under powers, exponentials and logarithms come out, so that no two numbers do the
    /// same.
    let rec private scaled (e: Expression) =
        let leading terms =
            terms
            |> List.tryPick (fun term ->
                match term with
                | Expression.Number _ -> None
                | Expression.Product(Expression.Number k :: _) -> Some k
                | _ -> Some 1.0)
            |> Option.defaultValue 1.0

        let divided k terms =
            Expression.Sum [ for term in terms -> Expression.Product [ Expression.Number(1.0 / k); term ] ]

        match e with
        | Expression.Number _
        | Expression.Variable _ -> e
        | Expression.Product factors when factors |> List.filter (_.IsNumber >> not) |> List.length > 1 ->
            Expression.Product
                [ for factor in factors do
                      match scaled factor with
                      | Expression.Sum terms ->
                          let k = leading terms
                          Expression.Number k
                          divided k terms
                      | other -> other ]
        | Expression.Product factors -> Expression.Product(List.map scaled factors)
        | Expression.Sum terms -> Expression.Sum(List.map scaled terms)
        | Expression.Power(Expression.Sum terms, exponent) ->
            let k = leading terms
            let k = if exponent = Math.Round exponent then k else abs k
            let inner = divided k (List.map scaled terms)
            Expression.Product [ Expression.Number(k ** exponent); Expression.Power(inner, exponent) ]
        | Expression.Power(b, exponent) -> Expression.Power(scaled b, exponent)
        | Expression.Call(symbol, Expression.Sum terms) when symbol = SymbolicFunction.log ->
            let k = abs (leading terms)
            Expression.Sum [ Expression.Number(log k); Expression.Call(symbol, divided k (List.map scaled terms)) ]
        | Expression.Call(symbol, Expression.Product(Expression.Number k :: rest)) when
            symbol = SymbolicFunction.log && k <> 0.0
            ->
            let rest = Expression.Product(Expression.Number(float (sign k)) :: List.map scaled rest)
            Expression.Sum [ Expression.Number(log (abs k)); Expression.Call(symbol, rest) ]
        | Expression.Call(symbol, argument) -> Expression.Call(symbol, scaled argument)

    /// The plain form in which constants are fitted.
    let plain (e: Expression) = Expression.gather e |> scaled |> Expression.gather

    let residual (data: FormulaData) (e: Expression) =
        let difference = Expression.evaluate data.Values e - data.Y
        let sum = (Tensor.sum (Tensor.square difference)).ToFloat()
        if Double.IsFinite sum then sum else infinity

    /// The formula with the numbers that come nearest the data, those that are held apart, and its sum of squares.
    /// Where none can be fitted, it is what it was.
    let private fitFree (data: FormulaData) (lifted: Expression) (isHeld: bool[]) (numbers: float[]) =
        let free =
            [| for i in 0 .. numbers.Length - 1 do
                   if not isHeld[i] then i |]

        let before = residual data (lower numbers lifted)

        if free.Length = 0 || free.Length > data.Y.Length || before = infinity then
            numbers, before
        else
            let held = numbers |> Array.mapi (fun i value -> name i, tensor value)
            let values = Array.fold (fun values (name, value) -> Map.add name value values) data.Values held

            let model (p: Tensor) (_: Tensor) =
                let values =
                    free |> Array.indexed |> Array.fold (fun values (k, i) -> Map.add (name i) p[k] values) values

                Tensor.broadcastTo data.Y.Shape (Expression.evaluate values lifted)

            let start = tensor (free |> Array.map (fun i -> numbers[i]))

            try
                let settings = { Fit.defaults with MaxEvaluations = 60; OffsetTolerance = 1e-12 }
                let found = (Fit.curveWith settings model start data.Y data.Y).Parameters.ToArray<float>()
                let fitted = Array.copy numbers
                free |> Array.iteri (fun k i -> fitted[i] <- found[k])
                let after = residual data (lower fitted lifted)
                if after <= before then fitted, after else numbers, before
            with :? RiemannException ->
                numbers, before

    /// The plain form with the numbers that come nearest the data, and its sum of squares.
    let fit (data: FormulaData) (e: Expression) : Expression * float =
        let lifted, numbers = lift (plain e)
        let numbers, sum = fitFree data lifted (Array.create numbers.Length false) numbers
        lower numbers lifted, sum

    let private fractions = [| for q in [ 1; 2; 3; 4; 5; 6; 8; 10; 12; 16 ] -> float q |]

    /// The nearest of 0, integers, simple fractions, and their products with pi and 1/pi, with its relative distance.
    let private simplest (value: float) : struct (float * float) =
        if abs value < 1e-4 then
            struct (0.0, abs value)
        else
            let rational unit =
                fractions
                |> Array.map (fun q ->
                    let p = Math.Round(value / unit * q)
                    let near = unit * p / q
                    let distance = abs (near - value) / abs value
                    // What is simpler may be further away.
                    struct (near, distance * (1.0 + q * (1.0 + abs p / 10.0)), distance))
                |> Array.minBy (fun (struct (_, cost, _)) -> cost)

            let struct (near, _, distance) =
                [| rational 1.0; rational Math.PI; rational (1.0 / Math.PI) |]
                |> Array.minBy (fun (struct (_, cost, _)) -> cost)

            struct (near, distance)

    /// No part of the data that counts: a relative residual of 1e-9.
    let private negligible = 1e-18

    let private cleanOnce (data: FormulaData) (e: Expression) : Expression =
        let lifted, numbers = lift e
        let before = residual data e
        let isGood sum = sum <= max (1.02 * before) (negligible * data.Total)
        let near = numbers |> Array.map simplest

        let attempt isHeld numbers (chosen: int list) =
            let isHeld, moved = Array.copy isHeld, Array.copy numbers

            for i in chosen do
                let struct (value, _) = near[i]
                isHeld[i] <- true
                moved[i] <- value

            let moved, sum = fitFree data lifted isHeld moved
            if isGood sum then Some(isHeld, moved) else None

        let distance i = (let struct (_, distance) = near[i] in distance)
        let order = [ 0 .. numbers.Length - 1 ] |> List.sortBy distance
        let none = Array.create numbers.Length false

        let _, numbers =
            match order |> List.filter (fun i -> distance i < 1e-5) |> attempt none numbers with
            | Some found -> found
            | None ->
                order
                |> List.filter (fun i -> distance i < 1e-2)
                |> List.fold
                    (fun (isHeld, numbers) i -> attempt isHeld numbers [ i ] |> Option.defaultValue (isHeld, numbers))
                    (none, numbers)

        lower numbers lifted |> Expression.simplify

    /// The formula with simple numbers where it does not become worse by that: all that are near one at once if that can
    /// be, otherwise one after the other. Once more where that has made it simpler.
    let clean (data: FormulaData) (e: Expression) : Expression =
        let cleaned = cleanOnce data e
        if cleaned = e then e else cleanOnce data (fit data cleaned |> fst)
