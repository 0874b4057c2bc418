namespace Riemann.FSharp

open System

/// What shows that a law does not hold.
[<RequireQualifiedAccess>]
type Evidence =
    /// Two numbers that should be equal: what the rules gave, and what they were measured against.
    | Numbers of analytic: float * numeric: float
    /// Anything else, in words.
    | Statement of string

/// A law that does not hold: its name, where it fails, and what shows it.
type LawFailure =
    { Law: string
      Place: string
      Evidence: Evidence }

    override failure.ToString() =
        let shown =
            match failure.Evidence with
            | Evidence.Numbers(analytic, numeric) -> $"analytic %.12g{analytic}, numeric %.12g{numeric}"
            | Evidence.Statement text -> text

        $"{failure.Law}\n  at    {failure.Place}\n  found {shown}"

/// How far numbers may be apart that a law says are equal.
type internal Precision =
    {
        /// The step of the differences.
        Step: float
        /// For derivatives against differences, relative to the largest of the numbers.
        Differences: float
        /// For numbers that only the order of additions sets apart, relative to the sum of their magnitudes.
        Rounding: float
    }

module internal Laws =
    /// Differences of four points err by step^4 f'''''/30 and by 1.5 epsilon f/step: in float64, with a step of
    /// 1e-4, about 1e-17 and 3e-12. That leaves room for fifth derivatives of 1e9 and cancellation of five
    /// digits below the 1e-6 granted, while a wrong rule is wrong in the first digits.
    let private double = { Step = 1e-4; Differences = 1e-6; Rounding = 1e-10 }

    /// In float32, with a step of 1e-2, the same two are about 1e-9 and 1e-5.
    let private single = { Step = 1e-2; Differences = 1e-3; Rounding = 1e-4 }

    /// Whether float32 is computed with.
    let isSingle (x: 'A) (y: 'B) = Tree.leaves x @ Tree.leaves y |> List.exists (fun t -> t.DType = DType.Float32)

    let precision (x: 'A) (y: 'B) = if isSingle x y then single else double

    let private elements (x: Tensor) = (Tensor.cast DType.Float64 x).ToArray<float>()

    let failure law place evidence = { Law = law; Place = place; Evidence = evidence }

    /// The leaves that are compared, with their names.
    let private named onlyTrained (tree: 'T) =
        let struct (tensors, isTrained) = Tree.flatten tree

        List.zip3 (Tree.names tree) (List.ofArray tensors) (List.ofArray isTrained)
        |> List.filter (fun (_, _, trained) -> trained || not onlyTrained)
        |> List.map (fun (name, tensor, _) -> (if name = "" then "the tensor" else name), tensor)

    let private compareLeaf law tolerance place (found: Tensor) (wanted: Tensor) =
        if found.Shape <> wanted.Shape || found.DType <> wanted.DType then
            let text = $"{found.DType} {found.Aval.Shape}, not {wanted.DType} {wanted.Aval.Shape}"
            Some(failure law place (Evidence.Statement text))
        else
            let found, wanted = elements found, elements wanted
            let sizes = wanted |> Array.filter Double.IsFinite |> Array.map abs
            let scale = 1.0 + Array.fold max 0.0 sizes
            let isEqual (a: float) (b: float) = a.Equals b || abs (a - b) <= tolerance * scale

            Array.zip found wanted
            |> Array.tryFindIndex (fun (a, b) -> not (isEqual a b))
            |> Option.map (fun i -> failure law $"element {i} of {place}" (Evidence.Numbers(found[i], wanted[i])))

    /// What is not equal among the leaves of two trees of one form; with `onlyTrained` among the trained ones.
    let compare onlyTrained law tolerance (found: 'T) (wanted: 'T) =
        List.zip (named onlyTrained found) (named onlyTrained wanted)
        |> List.choose (fun ((place, a), (_, b)) -> compareLeaf law tolerance place a b)

    let private finite law (tree: 'T) =
        [ for place, tensor in named true tree do
              let found = elements tensor

              match found |> Array.tryFindIndex (Double.IsFinite >> not) with
              | Some i -> failure law $"element {i} of {place}" (Evidence.Statement $"{found[i]} is not finite")
              | None -> () ]

    /// Normal random numbers in place of every trained leaf.
    let direction (key: Key) (tree: 'T) : 'T =
        let struct (tensors, isTrained) = Tree.flatten tree

        tensors
        |> Array.mapi (fun i x -> if isTrained[i] then Random.normalOf x.DType x.Shape (Key.foldIn i key) else x)
        |> Tree.rebuild tree

    /// How f moves along v at x, by differences of four points.
    let differences step (f: 'A -> 'B) (x: 'A) (v: 'A) : 'B =
        let at distance = f (Tree.map2 (fun x v -> x + v * distance) x v)
        let across distance = Tree.map2 (fun (a: Tensor) b -> a - b) (at distance) (at -distance)

        Tree.map2 (fun near far -> (8.0 * near - far) / (12.0 * step)) (across step) (across (2.0 * step))

    /// The inner product of the trained leaves, as a float64 number.
    let private inner (a: 'T) (b: 'T) : Tensor =
        let struct (a, b, isTrained) = Tree.zip "Check" a b

        Array.zip3 a b isTrained
        |> Array.filter (fun (_, _, trained) -> trained)
        |> Array.map (fun (a, b, _) -> Tensor.cast DType.Float64 (Tensor.sum (a * b)))
        |> Array.fold (+) (tensor 0.0)

    let private adjoint law tolerance (pushed: 'B) (c: 'B) (pulled: 'A) (v: 'A) =
        let size (a: 'T) (b: 'T) = (inner (Tree.map abs a) (Tree.map abs b)).ToFloat()
        let left, right = (inner pushed c).ToFloat(), (inner v pulled).ToFloat()

        if abs (left - right) <= tolerance * (1.0 + size pushed c + size v pulled) then
            []
        else
            [ failure law "<J v, c> and <v, J* c>" (Evidence.Numbers(left, right)) ]

    let private firstOrder about (keyV, keyC) (f: 'A -> 'B) (x: 'A) =
        let value = f x
        let precision = precision x value
        let v, c = direction keyV x, direction keyC value
        let forward, pushed = jvp f x v
        let reverse, pull = vjp f x
        let pulled = pull c

        [ yield! compare false $"{about}: jvp returns the function's value" precision.Rounding forward value
          yield! compare false $"{about}: vjp returns the function's value" precision.Rounding reverse value
          yield! finite $"{about}: jvp is finite" pushed
          yield! finite $"{about}: vjp is finite" pulled
          let measured = differences precision.Step f x v
          yield! compare true $"{about}: jvp agrees with differences" precision.Differences pushed measured
          yield! adjoint $"{about}: jvp and vjp are adjoint" precision.Rounding pushed c pulled v ]

    /// The laws of derivatives, of a function of any tree of tensors to any other at a point.
    let derivatives (key: Key) (f: 'A -> 'B) (x: 'A) : LawFailure list =
        let value = f x

        if List.isEmpty (named true value) then
            let hint = "return a float tensor, outside Buffer and Frozen"
            Fail.raise "Check" (RiemannError.NotDifferentiable("the result holds no float tensor", hint))

        let keyV, keyC = Key.split key
        let keys = Key.split (Key.foldIn 0 key)
        let v, c = direction keyV x, direction keyC value
        let along x = inner c (f x)
        let forwardOverReverse = jvp (grad along) x v |> snd
        let reverseOverForward = grad (fun x -> jvp along x v |> snd) x

        [ yield! firstOrder "function" (keyV, keyC) f x
          yield! firstOrder "jvp of the function" keys (fun (x, v) -> jvp f x v |> snd) (x, v)
          yield! firstOrder "vjp of the function" keys (fun (x, c) -> snd (vjp f x) c) (x, c)
          let law = "Hessian times vector: forward over reverse agrees with reverse over forward"
          yield! compare true law (precision x value).Rounding forwardOverReverse reverseOverForward ]
