namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// A curve that symbols are fitted to: points t from -1 to 1, and values.
[<NoEquality; NoComparison>]
type internal EdgeSample =
    {
        T: float[]
        V: float[]
        Middle: float
        Half: float
        /// The sum of squares about the mean.
        Total: float
    }

/// f(alpha t + beta) times Scale plus Offset, and its sum of squared residuals.
[<Struct; NoEquality; NoComparison>]
type internal EdgeFit = { Alpha: float; Beta: float; Scale: float; Offset: float; Residual: float }

module internal EdgeSample =
    let create (u: float[]) (v: float[]) =
        let low, high = Array.min u, Array.max u
        let middle, half = (low + high) / 2.0, (high - low) / 2.0
        let mean = Array.average v

        { T = u |> Array.map (fun u -> (u - middle) / half)
          V = v
          Middle = middle
          Half = half
          Total = v |> Array.sumBy (fun v -> (v - mean) * (v - mean)) }

    /// At most so many of the points, at equal distances in the order of t.
    let thin count (sample: EdgeSample) =
        if sample.T.Length <= count then
            sample
        else
            let order = Array.init sample.T.Length id |> Array.sortBy (fun i -> sample.T[i])
            let kept = Array.init count (fun k -> order[k * (order.Length - 1) / (count - 1)])
            let v = kept |> Array.map (fun i -> sample.V[i])
            let mean = Array.average v

            { sample with
                T = kept |> Array.map (fun i -> sample.T[i])
                V = v
                Total = v |> Array.sumBy (fun v -> (v - mean) * (v - mean)) }

    /// The scale and offset that bring f[first .. first + n - 1] nearest the values; a residual of infinity where f is not
    /// finite or does not change.
    let solve (sample: EdgeSample) (f: float[]) first alpha beta : EdgeFit =
        let v = sample.V
        let n = v.Length
        let mutable meanF, meanV = 0.0, 0.0

        for i in 0 .. n - 1 do
            meanF <- meanF + f[first + i]
            meanV <- meanV + v[i]

        meanF <- meanF / float n
        meanV <- meanV / float n
        let mutable ff, fv = 0.0, 0.0

        for i in 0 .. n - 1 do
            let df = f[first + i] - meanF
            ff <- ff + df * df
            fv <- fv + df * (v[i] - meanV)

        if not (Double.IsFinite ff) || ff <= 1e-24 * float n * meanF * meanF then
            { Alpha = alpha; Beta = beta; Scale = 0.0; Offset = meanV; Residual = infinity }
        else
            let scale = fv / ff
            let mutable residual = 0.0

            for i in 0 .. n - 1 do
                let r = v[i] - meanV - scale * (f[first + i] - meanF)
                residual <- residual + r * r

            { Alpha = alpha; Beta = beta; Scale = scale; Offset = meanV - scale * meanF; Residual = residual }

    /// The fits at many places of the grid in one pass of the symbol over all of them.
    let scan symbol (sample: EdgeSample) (places: struct (float * float)[]) : EdgeFit[] =
        let n = sample.T.Length

        let arguments =
            Array.init (places.Length * n) (fun k ->
                let struct (alpha, beta) = places[k / n]
                alpha * sample.T[k % n] + beta)

        let f = (EdgeFunction.apply symbol (tensor arguments)).ToArray<float>()

        places
        |> Array.mapi (fun row (struct (alpha, beta)) -> solve sample f (row * n) alpha beta)
        |> Array.filter (fun fit -> fit.Residual < infinity)

    /// The fit after Levenberg-Marquardt steps of alpha and beta, the other two being solved for (variable projection:
    /// Kaufman, 1975). `directions` are how alpha and beta move with each number that is free.
    let polish symbol (directions: struct (float * float)[]) (sample: EdgeSample) (start: EdgeFit) : EdgeFit =
        let t, v = sample.T, sample.V
        let n = t.Length

        let at (fit: EdgeFit) =
            let arguments = tensor (Array.init n (fun i -> fit.Alpha * t[i] + fit.Beta))
            let f, slope = jvp (EdgeFunction.apply symbol) arguments (Tensor.onesLike arguments)
            struct (f.ToArray<float>(), slope.ToArray<float>())

        let dot (a: float[]) (b: float[]) = Array.fold2 (fun sum a b -> sum + a * b) 0.0 a b
        let centre (a: float[]) = (let mean = Array.average a in a |> Array.map (fun x -> x - mean))

        /// The normal equations of the free numbers, beside scale and offset.
        let equations (fit: EdgeFit) =
            let struct (f, slope) = at fit
            let r = Array.init n (fun i -> v[i] - fit.Scale * f[i] - fit.Offset)
            let f = centre f
            let ff = dot f f

            let column (struct (da, db)) =
                let c = Array.init n (fun i -> fit.Scale * slope[i] * (da * t[i] + db)) |> centre
                let along = dot c f / ff
                Array.map2 (fun c f -> c - along * f) c f

            let columns = directions |> Array.map column
            let hessian = columns |> Array.map (fun a -> columns |> Array.map (dot a))
            struct (hessian, columns |> Array.map (dot r))

        let moved (fit: EdgeFit) damping (hessian: float[][]) (right: float[]) =
            let diagonal i = hessian[i][i] * (1.0 + damping) + 1e-300

            let step =
                match right.Length with
                | 1 -> [| right[0] / diagonal 0 |]
                | _ ->
                    let off = hessian[0][1]
                    let determinant = diagonal 0 * diagonal 1 - off * off

                    [| (diagonal 1 * right[0] - off * right[1]) / determinant
                       (diagonal 0 * right[1] - off * right[0]) / determinant |]

            let along part = Array.fold2 (fun sum step direction -> sum + step * part direction) 0.0 step directions
            let alpha = fit.Alpha + along (fun (struct (da, _)) -> da)
            let beta = fit.Beta + along (fun (struct (_, db)) -> db)
            let arguments = tensor (Array.init n (fun i -> alpha * t[i] + beta))
            solve sample ((EdgeFunction.apply symbol arguments).ToArray<float>()) 0 alpha beta

        let rec go steps damping (fit: EdgeFit) =
            if steps = 0 || fit.Residual <= 1e-26 * sample.Total then
                fit
            else
                let struct (hessian, right) = equations fit

                let rec attempt tries damping =
                    let next = moved fit damping hessian right

                    if next.Residual < fit.Residual then ValueSome struct (next, damping)
                    elif tries = 0 then ValueNone
                    else attempt (tries - 1) (damping * 10.0)

                match attempt 6 damping with
                | ValueSome(struct (next, damping)) when next.Residual < (1.0 - 1e-6) * fit.Residual ->
                    go (steps - 1) (damping / 10.0) next
                | ValueSome(struct (next, _)) -> next
                | ValueNone -> fit

        if directions.Length = 0 then start else go 40 1e-3 start
