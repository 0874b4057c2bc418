namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// Symbols for the curves of edges.
module internal Suggest =
    let private both values = [ yield! values; yield! List.map (~-) values ]

    /// What the scale of the argument does to a symbol.
    [<RequireQualifiedAccess>]
    type private Kind =
        | Line
        /// It comes out in front, or beside: powers, logarithms and magnitudes. Whether it is one at numbers below 0.
        | Free of isAnywhere: bool
        | Exponential
        | Periodic
        | Other

    let private isWhole (x: float) = x = Math.Round x

    let private kind symbol =
        match symbol with
        | EdgeFunction.Power 1.0 -> Kind.Line
        | EdgeFunction.Power exponent -> Kind.Free(isWhole exponent)
        | EdgeFunction.Function f when f = SymbolicFunction.log -> Kind.Free false
        | EdgeFunction.Function f when f = SymbolicFunction.abs -> Kind.Free true
        | EdgeFunction.Function f when f = SymbolicFunction.exp -> Kind.Exponential
        | EdgeFunction.Function f when f = SymbolicFunction.sin || f = SymbolicFunction.cos -> Kind.Periodic
        | EdgeFunction.Function _ -> Kind.Other

    let private signs kind = if kind = Kind.Free true then [ 1.0 ] else [ 1.0; -1.0 ]
    let private frequencies = [ yield! [ 0.1; 0.2; 0.35 ]; yield! [ for k in 2..120 -> 0.25 * float k ] ]
    let private sizes = [ 0.1; 0.3; 0.6; 0.95; 1.5; 2.5; 4.0; 7.0; 12.0 ]

    /// Places of the grid with a shift, as numbers beside t.
    let private shifted kind =
        [| match kind with
           | Kind.Line -> ()
           | Kind.Free isAnywhere ->
               for sign in signs kind do
                   for gap in [ 1e-9; 0.01; 0.03; 0.1; 0.3; 1.0; 3.0; 10.0 ] do
                       struct (sign, 1.0 + gap)
                       if isAnywhere then struct (sign, -1.0 - gap)

               if isAnywhere then
                   for k in -10 .. 10 do
                       struct (1.0, 0.093 * float k)
           | Kind.Exponential -> ()
           | Kind.Periodic ->
               for alpha in frequencies do
                   for k in 0..5 do
                       struct (alpha, Math.PI * float k / 6.0)
           | Kind.Other ->
               for alpha in both sizes do
                   for k in -8 .. 8 do
                       struct (alpha, -alpha * 0.25 * float k) |]

    /// Places without one.
    let private unshifted kind (sample: EdgeSample) =
        let ratio = sample.Middle / sample.Half

        let alphas =
            match kind with
            | Kind.Line -> [ 1.0 ]
            | Kind.Free _ -> signs kind
            | Kind.Periodic -> frequencies
            | Kind.Exponential -> both sizes
            // Also as large as the domain of an arcsine allows.
            | Kind.Other -> both (sizes @ [ 0.5 / (1.0 + abs ratio); 0.95 / (1.0 + abs ratio) ])

        [| for alpha in alphas -> struct (alpha, alpha * ratio) |]

    let private best count (fits: EdgeFit[]) = fits |> Array.sortBy _.Residual |> Array.truncate count

    let private suggestion symbol (sample: EdgeSample) isShifted (fit: EdgeFit) =
        let inner = fit.Alpha / sample.Half
        let shift = if isShifted then fit.Beta - inner * sample.Middle else 0.0
        let unexplained = fit.Residual / sample.Total
        let complexity = EdgeFunction.complexity symbol + (if isShifted then 1 else 0)

        { Edge = { Symbol = symbol; Inner = inner; Shift = shift; Scale = fit.Scale; Offset = fit.Offset }
          RSquared = 1.0 - unexplained
          Score = log10 (max 1e-15 unexplained) + 0.3 * float complexity }

    let private pointsOfGrid = 60
    let private pointsOfPolish = 300

    /// The symbol with and without a shift, where it can be fitted.
    let private suggest (sample: EdgeSample) symbol =
        let kind = kind symbol
        let coarse, fine = EdgeSample.thin pointsOfGrid sample, EdgeSample.thin pointsOfPolish sample

        let found isShifted places directions =
            EdgeSample.scan symbol coarse places
            |> best 3
            |> Array.map (EdgeSample.polish symbol directions fine)
            |> best 1
            |> Array.filter (fun fit -> fit.Residual < infinity)
            |> Array.map (suggestion symbol fine isShifted)

        let ratio = sample.Middle / sample.Half
        let along: struct (float * float) = struct (1.0, ratio)
        let alone, shift: struct (float * float) * struct (float * float) = struct (1.0, 0.0), struct (0.0, 1.0)

        let without, withShift =
            match kind with
            | Kind.Line -> [||], [||]
            | Kind.Free _ -> [||], [| shift |]
            | Kind.Exponential -> [| along |], [||]
            | Kind.Periodic
            | Kind.Other -> [| along |], [| alone; shift |]

        [ yield! found false (unshifted kind sample) without
          let places = shifted kind
          if places.Length > 0 then yield! found true places withShift ]

    let private constant value =
        { Edge = { Symbol = EdgeFunction.Power 1.0; Inner = 1.0; Shift = 0.0; Scale = 0.0; Offset = value }
          RSquared = 1.0
          Score = log10 1e-15 }

    let private refuse problem hint = Fail.raise "Symbolic.suggest" (RiemannError.Value(problem, hint))

    let require (u: float[]) (v: float[]) =
        if u.Length <> v.Length then refuse $"{u.Length} points and {v.Length} values" "one value for each point"

        if u.Length < 4 then refuse $"{u.Length} points do not tell symbols apart" "4 points or more"

        for name, values in [ "points", u; "values", v ] do
            match values |> Array.tryFind (Double.IsFinite >> not) with
            | Some value -> refuse $"one of the {name} is {value}" "finite numbers: leave the others out"
            | None -> ()

    /// Suggestions for a curve, the best first.
    let ranked (symbols: EdgeFunction list) (u: float[]) (v: float[]) : Suggestion list =
        require u v
        let spread values = Array.max values - Array.min values
        let size values = values |> Array.map abs |> Array.max
        let isConstant values = spread values <= 1e-13 * size values

        if isConstant v then
            [ constant (Array.average v) ]
        elif isConstant u then
            refuse $"all points are {u[0]}, and the values differ" "points that differ"
        else
            let sample = EdgeSample.create u v
            let line = suggest sample (EdgeFunction.Power 1.0)

            // A line is nothing else, though much else can be a line.
            if line.Head.RSquared >= 1.0 - 1e-14 then
                line
            else
                symbols
                |> List.distinct
                |> List.collect (fun symbol -> if symbol = EdgeFunction.Power 1.0 then line else suggest sample symbol)
                |> List.sortBy _.Score
