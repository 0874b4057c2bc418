namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// From data and networks to formulas.
[<RequireQualifiedAccess>]
module Symbolic =
    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// `Symbolic.suggest symbols u v` are the symbols as c f(a u + b) + d for a curve of values v at points u, both float64
    /// [samples], the best first; each without the shift b, and where it makes a difference with one. Symbols are
    /// `EdgeFunction.all`, or a list of your own. Those that cannot be fitted are left out: a constant is only a constant,
    /// and a line only a line. Raises for fewer than 4 points, NaN and infinity, and values that differ at one point.
    let suggest (symbols: EdgeFunction list) (u: Tensor) (v: Tensor) : Suggestion list =
        Suggest.ranked symbols (u.ToArray<float>()) (v.ToArray<float>())

    /// The data in float64, where they are what a formula can be found for.
    let internal data operation (names: string list) (x: Tensor) (y: Tensor) =
        if x.Rank <> 2 || y.Rank <> 1 || x.Shape[0] <> y.Shape[0] then
            let shapes = [ "x", x.Aval.Shape; "y", y.Aval.Shape ]

            Fail.raise
                operation
                (RiemannError.Shape("one value for each sample", shapes, "x [samples; in] and y [samples]"))

        if names.Length <> x.Shape[1] then
            refuse operation $"{names.Length} names for {x.Shape[1]} columns" "one name for each"

        if List.distinct names <> names then
            refuse operation ("names twice in " + String.concat ", " names) "a name of its own for each column"

        for name, values in [ "x", x; "y", y ] do
            match (Tensor.cast DType.Float64 values).ToArray<float>() |> Array.tryFind (Double.IsFinite >> not) with
            | Some value -> refuse operation $"{name} holds {value}" "finite data: leave the other samples out"
            | None -> ()

        if y.Length < 20 then refuse operation $"{y.Length} samples" "20 or more"

        let x, y = Tensor.cast DType.Float64 x, Tensor.cast DType.Float64 y
        let values = Map [ for i, name in List.indexed names -> name, x[*, i] ]
        let mean = Tensor.mean y
        { Values = values; Y = y; Total = (Tensor.sum (Tensor.square (y - mean))).ToFloat() }, x

    let private discovery tolerance (data: FormulaData) (e: Expression) =
        let part = Constants.residual data e / data.Total

        { Formula = e; RSquared = 1.0 - part; RelativeResidual = sqrt part; IsExact = sqrt part < tolerance }

    let private exactConstant value =
        { Formula = Expression.Number value; RSquared = 1.0; RelativeResidual = 0.0; IsExact = true }

    /// The residual, relative to the data less their mean, below which a formula is exact.
    let private exact = 1e-6

    /// `Symbolic.formula symbols names x y graph` is a network of one output as a formula: edges of scores below 0.01 are
    /// pruned, every spline becomes the best of the symbols, all constants are fitted anew to y [samples] at x
    /// [samples; in] by `Fit.curve`, and simple ones take the place of those near them where this costs nothing. Exact
    /// below a relative residual of 1e-6. Raises for data that do not fit together or are NaN or infinite, and for several
    /// outputs.
    let formula
        (symbols: EdgeFunction list)
        (names: string list)
        (x: Tensor)
        (y: Tensor)
        (graph: KanGraph)
        : Discovery =
        let operation = "Symbolic.formula"
        let data, x = data operation names x y

        match graph |> KanGraph.prune 0.01 x |> KanGraph.snapAll symbols x |> KanGraph.expressions names with
        | [ _ ] when data.Total = 0.0 -> exactConstant (data.Y[0].ToFloat())
        | [ e ] -> Constants.fit data e |> fst |> Constants.clean data |> discovery exact data
        | outputs -> refuse operation $"the network has {outputs.Length} outputs" "a network of one output"

    /// `Symbolic.discover symbols names x y` is a formula for the values y [samples] at x [samples; in]. Networks of one
    /// hidden layer that adds and multiplies, under an output function with an inverse, are trained from simple to complex
    /// by alternating least squares, also with products, sums and differences of two variables as inputs; the edges of
    /// those that come near become symbols, whose constants are fitted and cleaned. The first formula whose residual is
    /// below 1e-6 of the data less their mean is taken, or the nearest: `IsExact` says which. Meant for data without noise.
    /// Raises for data that do not fit together, NaN and infinity, and fewer than 20 samples.
    let discover (symbols: EdgeFunction list) (names: string list) (x: Tensor) (y: Tensor) : Discovery =
        let data, x = data "Symbolic.discover" names x y

        let features =
            [ for i, name in List.indexed names do
                  let at = x[*, i].ToArray<float>()
                  if Array.max at > Array.min at then { Of = Expression.Variable name; At = at } ]

        if data.Total = 0.0 then
            exactConstant (data.Y[0].ToFloat())
        elif features.IsEmpty then
            refuse "Symbolic.discover" "no column of x changes, and y does" "samples at points that differ"
        else
            Search.run symbols exact features data.Values (data.Y.ToArray<float>()) |> fst |> discovery exact data
