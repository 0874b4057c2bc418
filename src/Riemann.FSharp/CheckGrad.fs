namespace Riemann.FSharp

open System

/// The trained numbers of a tree that are looked at, and what they are called.
type private Looked<'T>(name: string, settings: GradientSettings, key, tree: 'T) =
    let ravelled = Ravelled.ofTree "checkGrad" tree
    let struct (tensors, isTrained) = Tree.flatten tree
    let names = Tree.names tree |> List.map (fun path -> if path = "" then name else path)
    let leaves = Array.zip (Ravelled.trained isTrained names) (Ravelled.trained isTrained tensors)
    let starts = leaves |> Array.scan (fun start (_, x) -> start + x.Length) 0

    let leafOf place = Array.FindLastIndex(starts, (fun start -> start <= place))

    /// All places, or random ones in order.
    member val Places =
        if ravelled.Ravel.Length <= settings.Numbers then
            [| 0 .. ravelled.Ravel.Length - 1 |]
        else
            let order = (Random.permutation ravelled.Ravel.Length key).ToArray<int64>()
            order |> Array.take (max 1 settings.Numbers) |> Array.map int |> Array.sort

    member looked.Count = looked.Places.Length, ravelled.Ravel.Length

    /// The name of the tensor that holds this place.
    member _.Leaf place = fst leaves[leafOf place]

    member _.Name place =
        let name, x = leaves[leafOf place]
        Ravelled.element name x (place - starts[leafOf place])

    /// The tree with 1 in this place and 0 in all others.
    member _.Unit place =
        let one = Array.init ravelled.Ravel.Length (fun i -> if i = place then 1.0 else 0.0)
        Tensor.ofArray [ one.Length ] one |> Tensor.cast ravelled.Ravel.Aval.DType |> Ravelled.place ravelled tree

    /// The numbers looked at, of a tree of the same form.
    member looked.Of(tree: 'T) : float[] =
        let all = (Ravelled.pack ravelled tree |> Tensor.cast DType.Float64).ToArray<float>()
        looked.Places |> Array.map (fun place -> all[place])

[<AutoOpen>]
module CheckGrad =
    /// `checkGradWith settings f x` is `checkGrad f x` as the settings say, with the report, as Ok where all entries
    /// agree and as Error where not.
    let checkGradWith (settings: GradientSettings) (f: 'A -> 'B) (x: 'A) : Result<GradientReport, GradientReport> =
        let y = f x
        let keyX, keyY = Key.split settings.Key
        let arguments, results = Looked("argument", settings, keyX, x), Looked("result", settings, keyY, y)
        let precision, epsilon = Laws.precision x y, (if Laws.isSingle x y then 1.2e-7 else 2.3e-16)
        let step = defaultArg settings.Step precision.Step
        let tolerance = defaultArg settings.Tolerance precision.Differences
        let values = results.Of y

        /// By number of the argument, then of the result.
        let gradient: int -> int -> float =
            if settings.Forward then
                let columns = arguments.Places |> Array.map (arguments.Unit >> jvp f x >> snd >> results.Of)
                fun i j -> columns[i][j]
            else
                let _, pull = vjp f x
                let rows = results.Places |> Array.map (results.Unit >> pull >> arguments.Of)
                fun i j -> rows[j][i]

        let allowed j (a: float) b = tolerance * max 1.0 (max (abs a) (abs b)) + 8.0 * epsilon * abs values[j] / step

        let entries =
            [| for i, place in Array.indexed arguments.Places do
                   let differences = Laws.differences step f x (arguments.Unit place) |> results.Of
                   for j in 0 .. values.Length - 1 -> struct (place, j, gradient i j, differences[j]) |]

        let isWrong (struct (_, j, a, b)) = not (Double.IsFinite(a - b) && abs (a - b) <= allowed j a b)

        /// The differences to both sides where they keep apart however small the step.
        let sides (place: int) (j: int) =
            let across distance =
                let at h = (results.Of(f (Tree.map2 (fun x v -> x + v * h) x (arguments.Unit place))))[j]
                (values[j] - at -distance) / distance, (at distance - values[j]) / distance

            let (below, above), (nearBelow, nearAbove) = across step, across (step / 4.0)
            let gap, near = abs (above - below), abs (nearAbove - nearBelow)
            if gap > 10.0 * allowed j below above && near > 0.5 * gap then Some(below, above) else None

        let first =
            entries
            |> Array.tryFind isWrong
            |> Option.map (fun (struct (place, j, gradient, difference)) ->
                { Argument = arguments.Name place
                  Result = (if snd results.Count = 1 then "" else results.Name results.Places[j])
                  Gradient = gradient
                  Difference = difference
                  Sides = sides place j })

        let relative (struct (_, _, a: float, b)) = abs (a - b) / max tolerance (max (abs a) (abs b))

        let leaf (name, entries) =
            { Name = name
              Entries = Array.length entries
              Wrong = entries |> Array.filter isWrong |> Array.length
              LargestRelativeError = entries |> Array.map relative |> Array.max }

        let byLeaf = entries |> Array.groupBy (fun (struct (place, _, _, _)) -> arguments.Leaf place)

        let report =
            { First = first
              Leaves = byLeaf |> Array.map leaf |> List.ofArray
              Argument = arguments.Count
              Result = results.Count }

        if first.IsNone then Ok report else Error report

    /// `checkGrad f x` compares the derivative of a function of any tree of tensors to any other at x, entry by entry,
    /// with differences of four points, and raises a report where they disagree: the first such entry by the tree's
    /// names, `Hidden.Weight[3, 1]: gradient 0.25, difference 0.5, off by 0.25`, how many disagree in each tensor, and
    /// the largest relative error. Where differences to both sides keep apart, it says that f is not smooth there.
    ///
    /// It runs f four times for each number of x: of more than 256, as many random ones are looked at, which the
    /// report says. NaN disagrees with everything. Raises where x or the result holds no float tensor.
    let checkGrad (f: 'A -> 'B) (x: 'A) : unit =
        match checkGradWith GradientSettings.defaults f x with
        | Ok _ -> ()
        | Error report -> Fail.raise "checkGrad" (RiemannError.Value(string report, ""))
