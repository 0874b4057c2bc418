namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The search for formulas by small networks, from simple to complex.
module internal Search =
    /// How well splines have to do before symbols are tried.
    let private promising = 0.01

    /// How many of the networks of a shape are turned into formulas.
    let private tries = 16

    /// The intervals of the splines' grids, where there are 10 times as many samples for each feature: few at first.
    let private usual = 10
    let private fine = 40
    let private coarse = 4

    /// How many formulas of a shape are fitted.
    let private fits = 8

    /// Choices of one suggestion for each edge: so many, of the least sums of scores.
    let private choices count (edges: Suggestion list list) =
        let extend (options: Suggestion list) found =
            List.allPairs (List.truncate 3 options) found
            |> List.map (fun (option, others) -> option :: others)
            |> List.sortBy (List.sumBy _.Score)
            |> List.truncate count

        List.foldBack extend edges [ [] ]

    let private isConstant (v: float[]) =
        let mean = Array.average v
        let spread = sqrt (Array.averageBy (fun v -> (v - mean) * (v - mean)) v)
        spread <= 1e-3 * abs mean

    let private isUsable (column: float[]) = Array.forall Double.IsFinite column && Array.exists ((<>) 0.0) column

    let private suggest symbols (feature: Feature) (v: float[]) =
        if isConstant v then
            Suggest.ranked symbols feature.At (Array.create v.Length (Array.average v))
        else
            Suggest.ranked symbols feature.At v

    let private formulaOf (features: Feature list) (choice: Suggestion list) =
        List.map2 (fun feature s -> s.Edge.Of feature.Of) features choice

    /// Formulas for a network of splines.
    let private snap limit symbols (features: Feature list) bases (w: float[]) (network: Separable) : Expression list =
        let curves (values: float[][]) = List.map2 (suggest symbols) features (List.ofArray values)

        match network.Products with
        | [] -> [ for choice in choices 4 (curves network.Sums) -> Expression.Sum(formulaOf features choice) ]
        | [ factors ] when network.Sums.Length = 0 ->
            [ for choice in choices 4 (curves factors) -> Expression.Product(formulaOf features choice) ]
        | products ->
            // A constant of a factor is only a multiple of the others', which the sum takes up.
            let factors = products |> List.collect (fun factors -> curves factors)
            let n = features.Length

            [ for choice in choices 3 factors do
                  for keeps in [ false; true ] do
                      let edge (s: Suggestion) =
                          if keeps || s.Edge.Scale = 0.0 then s.Edge else { s.Edge with Offset = 0.0 }

                      let groups = choice |> List.map edge |> List.chunkBySize n

                      let values (group: AffineSymbol list) =
                          List.map2 (fun (e: AffineSymbol) f -> e.Apply(tensor f.At)) group features
                          |> List.reduce (*)
                          |> fun product -> product.ToArray<float>()

                      let columns = groups |> List.map values

                      if columns |> List.forall isUsable then
                          let rest, scales = Separable.sums bases columns w

                          if rest.Error < limit then
                              let terms =
                                  List.mapi
                                      (fun r group ->
                                          List.map2 (fun (e: AffineSymbol) f -> e.Of f.Of) group features
                                          |> List.fold (*) (Expression.Number scales[r]))
                                      groups

                              for sums in choices 2 (curves rest.Sums) do
                                  Expression.Sum(formulaOf features sums @ terms) ]

    /// The networks of a shape for every output function whose error is below the limit, with what they are trained on.
    let private networks
        limit
        intervals
        (train: Tensor list -> float[][] -> float[] -> Separable)
        (features: Feature list)
        y
        =
        let x = features |> List.map _.At |> Array.ofList
        let bases = features |> List.map (fun feature -> Separable.bases intervals feature.At)

        Outer.all
        |> List.choose (fun outer ->
            let w = y |> Array.map outer.Undo
            let size = w |> Array.map abs |> Array.max

            if Array.forall Double.IsFinite w && size < 1e12 && Array.max w > Array.min w then
                let network = train bases x w
                if network.Error < limit then Some(outer, w, bases, network) else None
            else
                None)

    let private ratios = [ 1.0, 1.0; 1.0, -1.0; 1.0, 2.0; 2.0, 1.0; 1.0, -2.0; 2.0, -1.0 ]

    /// Features where one or two give way to a product of powers, a sum or a difference.
    let private composed (features: Feature list) : Feature list list =
        let isPositive = features |> List.map (fun f -> Array.forall (fun x -> x > 0.0) f.At)

        let pairs =
            [ for i in 0 .. features.Length - 1 do
                  for j in i + 1 .. features.Length - 1 -> i, j ]

        let pair i j =
            let a, b = features[i], features[j]

            [ if isPositive[i] && isPositive[j] then
                  for p, q in ratios do
                      yield { Of = a.Of ** p * b.Of ** q; At = Array.map2 (fun a b -> a ** p * b ** q) a.At b.At }

              yield { Of = a.Of - b.Of; At = Array.map2 (-) a.At b.At }
              yield { Of = a.Of + b.Of; At = Array.map2 (+) a.At b.At } ]

        let without removed =
            [ for i, f in List.indexed features do
                  if not (List.contains i removed) then f ]

        [ for i, j in pairs do
              for composite in pair i j do
                  composite :: without [ i; j ]
          for i, j in pairs do
              for composite in pair i j |> List.truncate 2 do
                  composite :: without [ i ]
                  composite :: without [ j ]
          if features.Length = 3 && List.forall id isPositive then
              for p, q in List.allPairs [ 1.0; -1.0; 2.0; -2.0 ] [ 1.0; -1.0; 2.0; -2.0 ] do
                  let a, b, c = features[0], features[1], features[2]

                  [ { Of = a.Of * b.Of ** p * c.Of ** q
                      At = Array.map3 (fun a b c -> a * b ** p * c ** q) a.At b.At c.At } ] ]

    let private sum bases _ w = Separable.sums bases [] w |> fst
    let private product bases x w = Separable.product bases x w

    /// Shapes from simple to complex.
    let private shapes (features: Feature list) =
        let on limit resolution train (choices: Feature list list) (y: float[]) =
            let intervals (features: Feature list) = max 2 (min resolution (y.Length / (10 * features.Length)))

            choices
            |> List.collect (fun features ->
                networks limit (intervals features) train features y |> List.map (fun n -> features, n))
            |> List.sortBy (fun (_, (_, _, _, network)) -> network.Error)
            |> List.truncate tries
            |> List.map (fun (features, network) -> limit, features, network)

        let multiplied count bases x w = Separable.sumAndProducts count bases x w
        let several = List.filter (fun (features: Feature list) -> features.Length > 1)

        let composed = if features.Length > 1 then composed features else []

        [ on promising usual sum [ features ]
          if features.Length > 1 then
              on promising usual product [ features ]
              on promising usual sum composed
              on promising usual product (several composed)
              on promising usual (multiplied 1) [ features ]
              on promising usual (multiplied 2) [ features ]
              on promising usual (multiplied 1) (several composed)
          on promising fine sum (features :: composed)
          if features.Length > 1 then on promising fine product (features :: several composed)
          // Where nothing comes near, what comes nearest, such as for data with noise.
          on infinity coarse sum [ features ]
          if features.Length > 1 then
              on infinity coarse product [ features ]
              on infinity coarse (multiplied 1) [ features ] ]

    let private relative (data: FormulaData) sum = sqrt (sum / data.Total)

    /// The first formula that is exact, or the nearest.
    let run symbols tolerance (features: Feature list) (values: Map<string, Tensor>) (y: float[]) : Expression * float =
        let data (w: float[]) =
            let mean = Array.average w

            { Values = values; Y = tensor w; Total = w |> Array.sumBy (fun w -> (w - mean) * (w - mean)) }

        let whole = data y
        let mean = Expression.Number(Array.average y)

        let tried =
            seq {
                for shape in shapes features do
                    let drafts =
                        [ for limit, features, (outer, w, bases, network) in shape y do
                              let data = data w

                              for e in snap limit symbols features bases w network do
                                  let unexplained = Constants.residual data e / data.Total
                                  let complexity = Expression.complexity (Constants.plain e)
                                  // A formula counts as better by half where it takes two numbers or operations less.
                                  yield log10 (unexplained + 1e-15) + 0.15 * float complexity, outer, data, e ]

                    for _, outer, inner, e in
                        drafts |> List.sortBy (fun (score, _, _, _) -> score) |> List.truncate fits do
                        let fitted, _ = Constants.fit inner e
                        let error e = relative whole (Constants.residual whole (outer.Apply e))
                        let found = error fitted

                        if found < 1e-3 then
                            let cleaned = Constants.clean inner fitted
                            yield outer.Apply cleaned |> Expression.simplify, error cleaned

                        yield outer.Apply fitted, found
            }

        let mutable best = mean, 1.0
        use found = tried.GetEnumerator()

        while snd best >= tolerance && found.MoveNext() do
            if snd found.Current < snd best then best <- found.Current

        best
