namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// A network of one hidden layer: for each variable a spline to the sum, and one to each of the nodes that multiply. All
/// curves are values at the samples, [variable][sample].
[<NoEquality; NoComparison>]
type internal Separable =
    {
        Sums: float[][]
        /// Of each node that multiplies.
        Products: float[][] list
        /// The root of the part of the sum of squares about the mean that is left.
        Error: float
    }

/// Networks whose output is linear in the splines of each variable, trained by alternating least squares: each step
/// solves for all splines of a variable at once. (Kolda and Bader, 2009, section 3.4.)
module internal Separable =
    let private order = 3

    /// The bases of a variable at its samples, [samples; bases].
    let bases intervals (x: float[]) : Tensor =
        let low, high = Array.min x, Array.max x
        let margin = 1e-9 * (high - low)
        let knots = SplineGrid.uniform order intervals (low - margin, high + margin) 1
        Tensor.splineBasis order 0 knots[0] (tensor x)

    /// The values of the nearest combination of the columns, and the coefficients of it.
    let private project (design: Tensor) (y: Tensor) =
        let transposed = Tensor.transpose design
        let normal = transposed *@ design
        let size = normal.Shape[0]
        let ridge = 1e-300 + 1e-12 * (Tensor.trace normal).ToFloat() / float size
        Tensor.solve (normal + ridge * Tensor.eye size) (transposed *@ y)

    let private floats (x: Tensor) = x.ToArray<float>()

    let private error (y: float[]) (found: float[]) =
        let mean = Array.average y
        let rest = Array.fold2 (fun sum y f -> sum + (y - f) * (y - f)) 0.0 y found
        sqrt (rest / Array.sumBy (fun y -> (y - mean) * (y - mean)) y)

    let private columns (found: Tensor) (bases: Tensor list) =
        bases
        |> List.mapFold
            (fun first (basis: Tensor) ->
                let next = first + basis.Shape[1]
                basis *@ found[first .. next - 1], next)
            0
        |> fst

    /// A sum of splines of the variables, and of fixed columns with a factor each, which are returned apart.
    let sums (bases: Tensor list) (others: float[] list) (y: float[]) : Separable * float[] =
        let fixedColumns = others |> List.map (fun column -> Tensor.insertAxis 1 (tensor column))
        let parts = columns (project (Tensor.concatenate 1 (bases @ fixedColumns)) (tensor y)) (bases @ fixedColumns)
        let found = parts |> List.reduce (+) |> floats
        let curves, rest = parts |> List.map floats |> List.splitAt bases.Length
        let ratio (column: float[]) (part: float[]) = (let i = Array.findIndex ((<>) 0.0) column in part[i] / column[i])

        { Sums = Array.ofList curves; Products = []; Error = error y found },
        List.map2 ratio others rest |> Array.ofList

    let private multiply (factors: float[][]) =
        Array.init factors[0].Length (fun k -> factors |> Array.fold (fun product factor -> product * factor[k]) 1.0)

    let private sweeps = 60

    /// So many nodes that multiply, and a sum if there is one, from a start of the factors.
    let private alternate hasSum (bases: Tensor[]) (start: float[][] list) (y: float[]) : Separable =
        let n = bases.Length
        let sums = Array.init n (fun _ -> Array.zeroCreate<float> y.Length)
        let products = start |> List.map Array.copy
        let target = tensor y

        let value () =
            Array.init y.Length (fun k ->
                let sum = if hasSum then Array.sumBy (fun (curve: float[]) -> curve[k]) sums else 0.0

                products
                |> List.fold
                    (fun total factors -> total + Array.fold (fun product (f: float[]) -> product * f[k]) 1.0 factors)
                    sum)

        let update i =
            // The size of a product is in the factor that is solved for.
            for factors in products do
                for j in 0 .. n - 1 do
                    let size = sqrt (Array.averageBy (fun v -> v * v) factors[j])
                    if j <> i && size > 0.0 then factors[j] <- factors[j] |> Array.map (fun v -> v / size)

            let others = products |> List.map (fun factors -> Array.removeAt i factors |> multiply)

            let rest =
                Array.init y.Length (fun k ->
                    if hasSum then Array.sumBy (fun (c: float[]) -> c[k]) sums - sums[i][k] else 0.0)

            let weighted = others |> List.map (fun other -> bases[i] * Tensor.insertAxis 1 (tensor other))
            let blocks = (if hasSum then [ bases[i] ] else []) @ weighted
            let found = project (Tensor.concatenate 1 blocks) (target - tensor rest)
            let curves = columns found [ for _ in blocks -> bases[i] ] |> List.map floats
            if hasSum then sums[i] <- curves.Head

            List.iter2
                (fun (factors: float[][]) curve -> factors[i] <- curve)
                products
                (if hasSum then curves.Tail else curves)

        let rec go sweep before =
            for i in 0 .. n - 1 do
                update i

            let now = error y (value ())
            let isStuck = sweep > 12 && now > 0.99 * before || sweep = 5 && now > 0.3
            if sweep = sweeps || now < 1e-7 || isStuck then now else go (sweep + 1) now

        let error = go 1 infinity
        { Sums = (if hasSum then sums else [||]); Products = products; Error = error }

    let private standard (x: float[]) =
        let low, high = Array.min x, Array.max x
        x |> Array.map (fun x -> 2.0 * (x - low) / (high - low) - 1.0)

    /// Errors below this are those of splines.
    let private small = 0.01

    /// One node that multiplies: of values of one sign by their logarithms, where these are smooth. Where they are far from
    /// it, several features are not worth the time that alternating takes.
    let product (bases: Tensor list) (x: float[][]) (y: float[]) : Separable =
        let sign = if y[0] < 0.0 then -1.0 else 1.0

        let byLogarithms =
            if y |> Array.forall (fun y -> sign * y > 0.0) then
                let found, _ = sums bases [] (y |> Array.map (fun y -> log (sign * y)))
                let factors = found.Sums |> Array.map (Array.map exp)
                factors[0] <- factors[0] |> Array.map (fun v -> sign * v)
                Some { Sums = [||]; Products = [ factors ]; Error = error y (multiply factors) }
            else
                None

        match byLogarithms with
        | Some found when found.Error < small || found.Error > 10.0 * small && bases.Length > 2 -> found
        | _ ->
            let starts = [ x |> Array.map (fun x -> Array.create x.Length 1.0); x |> Array.map standard ]
            starts |> List.map (fun start -> alternate false (Array.ofList bases) [ start ] y) |> List.minBy _.Error

    /// A sum, and so many nodes that multiply.
    let sumAndProducts count (bases: Tensor list) (x: float[][]) (y: float[]) : Separable =
        let bent r (x: float[]) = standard x |> Array.map (fun t -> if r = 0 then t else 1.0 + 0.5 * t - t * t)

        let start = [ for r in 0 .. count - 1 -> x |> Array.map (bent r) ]
        alternate true (Array.ofList bases) start y
