/// Functions with derivatives of their own.
module Riemann.FSharp.Tests.CustomTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 0.3; -0.2; 0.5 ]
let private plain (x: Tensor) = sin x * x

let private byJvp = customJvp plain (fun x t -> plain x, (cos x * x + sin x) * t)

let private byVjp = customVjp plain (fun x -> plain x, (x, cos x)) (fun (x, slope) c -> (slope * x + sin x) * c)

[<Fact>]
let ``a right rule is the derivative to every transformation`` () =
    Modes.same plain byJvp
    Modes.same plain byVjp

let private wrongJvp = customJvp plain (fun x t -> plain x, 3.0 * exp x * t)
let private wrongVjp = customVjp plain (fun x -> plain x, exp x) (fun e c -> 3.0 * e * c)

/// As plain in value, with the derivative 3 exp x.
let private wrong (x: Tensor) =
    let pretended = 3.0 * exp x
    pretended + stopGradient (plain x - pretended)

[<Fact>]
let ``a rule replaces the derivative, also in higher ones`` () =
    Modes.same wrong wrongJvp
    Modes.same wrong wrongVjp

[<Fact>]
let ``what is captured keeps its own derivative`` () =
    let f (w: Tensor) (x: Tensor) = sin (w * x)
    let captured custom (w: Tensor) = custom w (w * w)

    let byJvp w = customJvp (f w) (fun x t -> f w x, 2.0 * w * t)
    let byVjp w = customVjp (f w) (fun x -> f w x, ()) (fun () c -> 2.0 * w * c)

    let expected w x =
        let pretended = 2.0 * stopGradient w * x
        f w (stopGradient x) + pretended - stopGradient pretended

    for custom in [ byJvp; byVjp ] do
        grad (captured custom >> Tensor.sum) x |> Expect.same (grad (captured expected >> Tensor.sum) x)
        jvp (captured custom) x x |> snd |> Expect.same (jvp (captured expected) x x |> snd)

[<Fact>]
let ``a captured value of any nesting may be in the rule alone`` () =
    let scaled (w: Tensor) = customVjp id (fun x -> x, ()) (fun () c -> w * w * c)
    let ws = tensor [ 1.0; 2.0; 3.0 ]
    let loss w (x: Tensor) = Tensor.sum (scaled w x * x)
    let expected (w: Tensor) (x: Tensor) = (w * w + 1.0) * x

    // w is batched around the gradient, within it, or is what is differentiated by.
    vmap (fun w -> grad (loss w) x) ws |> Expect.same (vmap (fun w -> expected w x) ws)
    grad (fun x -> Tensor.sum (vmap (fun w -> loss w x) ws)) x |> Expect.same (17.0 * x)
    jacfwd (fun w -> grad (loss w) x) (tensor 2.0) |> Expect.same (4.0 * x)
    jacrev (fun w -> grad (loss w) x) (tensor 2.0) |> Expect.same (4.0 * x)

[<Fact>]
let ``a pullback that outlives its transformation still knows what the rule captured`` () =
    let pushed (w: Tensor) =
        let _, pull = vjp (customVjp id (fun x -> x, w * w) (fun r c -> r * w * c)) x
        pull (Tensor.onesLike x) |> Tensor.sum

    grad pushed (tensor 2.0) |> Expect.number (3.0 * 3.0 * 4.0)

type private Pair = { A: Tensor; B: Tensor; Count: int }

let private wide: Tensor -> Tensor = Tensor.cast DType.Float64

[<Fact>]
let ``rules are of trees, of mixed element types, with parts that do not move`` () =
    let f p = (p.A * 2.0, wide p.B * p.A), Tensor.argMax 0 p.A

    let p = { A = x; B = tensor [ 1.0f; 2.0f; -1.0f ]; Count = 2 }

    let rule p t =
        Assert.Equal(2, t.Count)
        let value = f p
        value, ((t.A * 2.0, wide t.B * p.A + wide p.B * t.A), snd value)

    let back p ((a: Tensor, b: Tensor), _) =
        { p with A = 2.0 * a + b * wide p.B; B = Tensor.cast DType.Float32 (b * p.A) }

    let loss g p =
        let (a, b), _ = g p
        Tensor.sum (sin a) + Tensor.sum (sin b)

    let expected = grad (loss f) p
    let (_, wanted), _ = jvp f p p |> snd

    for custom in [ customJvp f rule; customVjp f (fun p -> f p, p) back ] do
        let found = grad (loss custom) p
        Expect.same expected.A found.A
        Expect.same expected.B found.B
        Assert.Equal(2, found.Count)
        Expect.same (snd (f p)) (snd (custom p))
        let (_, moved), _ = jvp custom p p |> snd
        Expect.same wanted moved

[<Fact>]
let ``the function runs alone without a derivative, and the rule alone in one`` () =
    let mutable calls = []
    let note name = calls <- name :: calls

    let custom =
        customVjp
            (fun x ->
                note "f"
                sin x)
            (fun x ->
                note "forward"
                sin x, cos x)
            (fun slope c ->
                note "backward"
                slope * c)

    custom x |> Expect.same (sin x)
    Assert.Equal<string list>([ "f" ], calls)
    calls <- []
    grad (custom >> Tensor.sum) x |> Expect.same (cos x)
    Assert.Equal<string list>([ "backward"; "forward" ], calls)

[<Fact>]
let ``rules may branch on values, backward on what forward decided`` () =
    let custom =
        customVjp abs (fun (x: Tensor) -> abs x, x.ToFloat() > 0.0) (fun isPositive c ->
            if isPositive then 2.0 * c else -2.0 * c)

    grad custom (tensor 3.0) |> Expect.number 2.0
    grad custom (tensor -3.0) |> Expect.number -2.0
    let byJvp = customJvp abs (fun (x: Tensor) t -> abs x, (if x.ToFloat() > 0.0 then t else -t))
    grad byJvp (tensor -3.0) |> Expect.number -1.0

[<Fact>]
let ``a backward that reads its cotangent is refused`` () =
    let custom = customVjp id (fun x -> x, ()) (fun () (c: Tensor) -> if c.ToFloat() > 0.0 then c else -c)

    Expect.refusal
        _.IsUnknown
        [ "reading a value: the value is not one number inside customVjp"
          "  hint  choose with Tensor.where or cond, or pass the value from outside as an ordinary argument" ]
        (fun () -> grad custom (tensor 1.0))

[<Fact>]
let ``directions that do not fit are refused where the function is applied`` () =
    let pull (f: Tensor -> Tensor) = grad (f >> Tensor.sum) x

    Expect.refusal
        _.IsShape
        [ "customVjp: the cotangent does not fit"
          "  value [3]   cotangent []"
          "  rule  value and cotangent have one shape" ]
        (fun () -> pull (customVjp sin (fun x -> sin x, ()) (fun () c -> Tensor.sum c)))

    Expect.refusal
        _.IsShape
        [ "customJvp: the tangent does not fit"
          "  value [3]   tangent []"
          "  rule  value and tangent have one shape" ]
        (fun () -> pull (customJvp sin (fun x t -> sin x, Tensor.sum t)))

    Expect.refusal
        _.IsDType
        [ "customJvp: the tangent does not fit"
          "  value float64   tangent float32"
          "  hint  Tensor.cast DType.Float64 it" ]
        (fun () -> pull (customJvp sin (fun x t -> sin x, Tensor.cast DType.Float32 t)))

    let lists custom = grad (custom >> List.map Tensor.sum >> List.reduce (+)) [ x; x ]

    Expect.refusal
        _.IsValue
        [ "customVjp: the trees differ: [0; 1] and [0]"; "  hint  both must hold tensors in the same places" ]
        (fun () -> lists (customVjp id (fun xs -> xs, ()) (fun () c -> c.Tail)))

    Expect.refusal
        _.IsValue
        [ "customJvp: the trees differ: [0; 1] and [0]"; "  hint  both must hold tensors in the same places" ]
        (fun () -> lists (customJvp id (fun xs t -> xs, t.Tail)))

[<Fact>]
let ``a value that moves with the tangent is refused`` () =
    Expect.refusal
        _.IsValue
        [ "customJvp: the rule's value depends on the tangent"
          "  hint  the first part is f x; only the second part moves with the tangent" ]
        (fun () -> grad (customJvp sin (fun x t -> sin x + t, t) >> Tensor.sum) x)

[<Fact>]
let ``residuals that hide tensors are refused`` () =
    let error =
        Expect.error (fun () ->
            grad (customVjp sin (fun x -> sin x, (fun c -> c * cos x)) (fun pull c -> pull c) >> Tensor.sum) x)

    Assert.Contains("customVjp: the function's result holds a function", error.Message)

[<Fact>]
let ``values of a rule do not outlive it`` () =
    let mutable leak = x

    let custom =
        customVjp
            sin
            (fun x ->
                leak <- x * x
                sin x, ())
            (fun () c -> c)

    grad (custom >> Tensor.sum) x |> ignore
    Assert.Contains("escaped from customVjp", (Expect.error (fun () -> leak + 1.0)).Message)

[<Fact>]
let ``a linear map has both directions when one is given`` () =
    let w = tensor [ [ 1.0; 2.0; 0.5 ]; [ -1.0; 0.0; 3.0 ] ]
    let y = tensor [ 2.0; -1.0 ]
    let forward = LinearMap.ofPush x (fun t -> w *@ t)
    let backward = LinearMap.ofPull y (fun c -> c *@ w)

    for map in [ forward; backward ] do
        map.Push x |> Expect.same (w *@ x)
        map.Pull y |> Expect.same (y *@ w)
        jacrev map.Push x |> Expect.same w
        jacfwd map.Pull y |> Expect.same (Tensor.transpose w)

[<Fact>]
let ``a primitive may be written with one direction`` () =
    let push (x: Tensor) (t: Tensor) = cos x * t

    let sine = { Elementary.sin with Derivative = fun x _ _ -> LinearMap.ofPush x[0] (push x[0]) }

    Check.assertPrimitive sine [ x ]

    Check.assertPrimitive { sine with Derivative = fun x y _ -> LinearMap.ofPull y (push x[0]) } [ x ]

[<Fact>]
let ``an argument without elements and scalars have rules too`` () =
    let f = customVjp sin (fun x -> sin x, cos x) (fun slope c -> slope * c)
    grad (f >> Tensor.sum) (Tensor.zeros [ 0 ]) |> Expect.same (Tensor.zeros [ 0 ])
    jvp f (tensor 1.0) (tensor 1.0) |> snd |> Expect.number (cos 1.0)
    vmap (grad (f >> Tensor.sum)) (Tensor.zeros [ 0; 3 ]) |> Expect.same (Tensor.zeros [ 0; 3 ])

[<Fact>]
let ``NaN and infinity pass through a rule as they are`` () =
    let f = customJvp id (fun x (t: Tensor) -> x, 2.0 * t)
    let x = tensor [ nan; infinity; -0.0 ]
    let y, t = jvp f x (tensor [ 1.0; 2.0; 3.0 ])
    Expect.values [ nan; infinity; -0.0 ] y
    Assert.True(System.Double.IsNegative((y.ToArray<float>())[2]))
    Expect.values [ 2.0; 4.0; 6.0 ] t
