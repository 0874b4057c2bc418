namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Functions of formulas.
[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Expression =
    /// `Expression.call SymbolicFunction.sin e` is the function of a formula.
    let call (symbol: SymbolicFunction) (argument: Expression) : Expression = Expression.Call(symbol, argument)

    /// The parts of a formula, one step down.
    let private parts e =
        match e with
        | Expression.Number _
        | Expression.Variable _ -> []
        | Expression.Sum parts
        | Expression.Product parts -> parts
        | Expression.Power(part, _)
        | Expression.Call(_, part) -> [ part ]

    /// `Expression.variables e` are the names of the variables in alphabetical order, each once.
    let rec variables (e: Expression) : string list =
        match e with
        | Expression.Variable name -> [ name ]
        | _ -> parts e |> List.collect variables |> List.distinct |> List.sort

    /// `Expression.complexity e` is the number of numbers, variables and operations, functions counted by their own
    /// complexity.
    let rec complexity (e: Expression) : int =
        let own =
            match e with
            | Expression.Number _
            | Expression.Variable _ -> 1
            | Expression.Sum parts
            | Expression.Product parts -> parts.Length - 1
            | Expression.Power _ -> 2
            | Expression.Call(symbol, _) -> symbol.Complexity

        own + (parts e |> List.sumBy complexity)

    /// `Expression.substitute "x" replacement e` is the formula with another in the place of a variable.
    let rec substitute (name: string) (replacement: Expression) (e: Expression) : Expression =
        let inside = substitute name replacement

        match e with
        | Expression.Variable other when other = name -> replacement
        | Expression.Number _
        | Expression.Variable _ -> e
        | Expression.Sum terms -> Expression.Sum(List.map inside terms)
        | Expression.Product factors -> Expression.Product(List.map inside factors)
        | Expression.Power(b, exponent) -> Expression.Power(inside b, exponent)
        | Expression.Call(symbol, argument) -> Expression.Call(symbol, inside argument)

    let private power (b: Tensor) (exponent: float) =
        match exponent with
        | 1.0 -> b
        | 2.0 -> Tensor.square b
        | -1.0 -> 1.0 / b
        | 0.5 -> sqrt b
        | _ -> b ** exponent

    /// `Expression.evaluate values e` is the value of the formula for tensors of float64 by name, which broadcast: a
    /// function that can be differentiated. Raises for a variable without a value.
    let rec evaluate (values: Map<string, Tensor>) (e: Expression) : Tensor =
        let value = evaluate values

        match e with
        | Expression.Number number -> tensor number
        | Expression.Variable name ->
            match values.TryFind name with
            | Some found -> found
            | None ->
                let given = String.concat ", " values.Keys
                let hint = if given = "" then "no values are given" else $"values are given for {given}"
                Fail.raise "Expression.evaluate" (RiemannError.Value($"there is no value of {name}", hint))
        | Expression.Sum terms -> terms |> List.map value |> List.fold (+) (tensor 0.0)
        | Expression.Product factors -> factors |> List.map value |> List.fold (*) (tensor 1.0)
        | Expression.Power(b, exponent) -> power (value b) exponent
        | Expression.Call(symbol, argument) -> symbol.Apply(value argument)

    /// `Expression.compile [ "x"; "y" ] e` is the formula as a function of a tensor [..; 2] whose last axis holds the
    /// variables in this order: the form of a network. Raises where the formula holds other variables.
    let compile (names: string list) (e: Expression) : Tensor -> Tensor =
        match variables e |> List.except names with
        | [] -> ()
        | missing ->
            let problem = "the formula also holds " + String.concat ", " missing
            let hint = "name all of its variables in the order of the columns"
            Fail.raise "Expression.compile" (RiemannError.Value(problem, hint))

        fun x ->
            if x.Rank = 0 || List.last x.Shape <> names.Length then
                let shapes = [ "input", x.Aval.Shape ]
                let problem = $"the formula takes {names.Length} variables"
                Fail.raise "Expression.compile" (RiemannError.Shape(problem, shapes, "[.., variables]"))

            let whole = List.replicate (x.Rank - 1) Slice.All
            let column i = Tensor.slice (whole @ [ Slice.At i ]) x
            let value = evaluate (Map [ for i, name in List.indexed names -> name, column i ]) e
            Tensor.broadcastTo (List.take (x.Rank - 1) x.Shape) value

    /// `Expression.gather e` takes like terms, powers and numbers together, and turns exponentials of sums of logarithms
    /// into products of powers, as they are where the logarithms exist.
    let gather (e: Expression) : Expression = Simplification.gather e

    /// `Expression.expand e` is `gather` after products of sums, and their powers up to 4, are multiplied out.
    let expand (e: Expression) : Expression = Simplification.expand e

    /// `Expression.simplify e` is the less complex of `gather e` and `expand e`.
    let simplify (e: Expression) : Expression =
        let gathered, expanded = Simplification.gather e, Simplification.expand e
        if complexity expanded < complexity gathered then expanded else gathered

    /// `Expression.mapNumbers f e` is the formula with other numbers, exponents among them.
    let rec mapNumbers (f: float -> float) (e: Expression) : Expression =
        let inside = mapNumbers f

        match e with
        | Expression.Number value -> Expression.Number(f value)
        | Expression.Variable _ -> e
        | Expression.Power(b, exponent) -> Expression.Power(inside b, f exponent)
        | Expression.Product factors -> Expression.Product(List.map inside factors)
        | Expression.Call(symbol, argument) -> Expression.Call(symbol, inside argument)
        | Expression.Sum terms -> Expression.Sum(List.map inside terms)

    /// `Expression.toString e` is the formula as it is written: exp(sin(3.1416 x) + y^2), with numbers to five digits.
    let toString (e: Expression) : string = Notation.write Notation.mathematics e

    /// `Expression.toFSharp e` is F# source text for it, of floats or of tensors: exp (sin (3.14 * x) + y ** 2.0), with
    /// all digits.
    let toFSharp (e: Expression) : string = Notation.write Notation.fsharp e

    /// `Expression.toLatex e` is the formula in LaTeX's mathematics, with numbers to five digits.
    let toLatex (e: Expression) : string = Notation.write Notation.latex e
