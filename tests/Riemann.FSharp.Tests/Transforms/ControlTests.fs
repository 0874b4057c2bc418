/// Choices and loops, alone and under every transformation.
module Riemann.FSharp.Tests.ControlTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 0.3; -0.2; 0.5 ]
let private zero = tensor 0.0
let private isPositive (x: Tensor) = Tensor.greater x zero

/// Two forms of one function of a number, of which the second chooses.
let private pairs: (string * (Tensor -> Tensor) * (Tensor -> Tensor)) list =
    let smooth (x: Tensor) = Tensor.where (isPositive x) (sin x * x) (exp x - x)

    [ "a branch for each", smooth, (fun x -> cond (isPositive x) (fun x -> sin x * x) (fun x -> exp x - x) x)
      "captured by the branches",
      smooth,
      (fun x -> cond (isPositive x) (fun _ -> sin x * x) (fun _ -> exp x - x) (tensor 1.0))
      "a constant branch",
      (fun x -> Tensor.where (isPositive x) (x * x) (Tensor.zerosLike x)),
      (fun x -> cond (isPositive x) (fun x -> x * x) (fun _ -> tensor 0.0) x)
      "choices in branches",
      (fun x ->
          let inner = Tensor.where (Tensor.greater x (tensor 0.4)) (x * x * x) (cos x)
          Tensor.where (isPositive x) (inner * x) (exp x)),
      (fun x ->
          let inner y = cond (Tensor.greater y (tensor 0.4)) (fun y -> y * y * y) (fun _ -> cos x) y
          cond (isPositive x) (fun y -> inner y * x) exp x)
      "checkpoints in branches",
      smooth,
      (fun x -> cond (isPositive x) (checkpoint (fun y -> sin y * x)) (checkpoint (fun y -> exp x - y)) x)
      "choices in checkpoints",
      smooth,
      checkpoint (fun x -> cond (isPositive x) (fun y -> sin y * x) (fun y -> exp x - y) x)
      "derivatives in branches",
      (fun x -> Tensor.where (isPositive x) (cos x) (exp x * x)),
      (fun x -> cond (isPositive x) (derivative sin) (fun y -> derivative (fun y -> exp y * x) y) x)
      "a predicate of something else",
      smooth,
      (fun x -> cond (isPositive (2.0 * x + x * x * x)) (fun x -> sin x * x) (fun x -> exp x - x) x)
      "a loop of as many steps as the value says",
      (fun x ->
          let step x = Tensor.where (Tensor.less x (tensor 0.6)) (x * x + 1.3 * x + 0.3) x
          step (step (step (step x)))),
      (fun x -> whileLoop (fun x -> Tensor.less x (tensor 0.6)) (fun x -> x * x + 1.3 * x + 0.3) x)
      "a loop of three steps", (fun x -> sin (sin (sin x))), forLoop 1 3 (fun _ x -> sin x) ]

let private names = pairs |> List.map (fun (name, _, _) -> name)

let cases = TheoryData<string>(Array.ofList names)

[<Theory; MemberData(nameof cases)>]
let ``every transformation to third order`` (name: string) =
    let _, expected, found = pairs |> List.find (fun (n, _, _) -> n = name)
    Modes.same (vmap expected) (vmap found)

[<Fact>]
let ``a known predicate runs one branch`` () =
    let never (_: Tensor) : Tensor = failwith "this branch is not taken"
    cond (isPositive (tensor 2.0)) (fun x -> x * x) never (tensor 3.0) |> Expect.number 9.0
    cond (isPositive (tensor -2.0)) never (fun x -> x + 1.0) (tensor 3.0) |> Expect.number 4.0

    grad (fun x -> cond (isPositive x) (fun x -> if float x > 1.0 then x * x else x) never x) (tensor 3.0)
    |> Expect.number 6.0

[<Fact>]
let ``a branch sees the rows that take it alone`` () =
    let table = tensor [ 10.0; 20.0 ]

    let at i =
        cond
            (Tensor.less i (tensor 2L))
            (fun i -> Tensor.take 0 (Tensor.reshape [ 1 ] i) table)
            (fun _ -> tensor [ -1.0 ])
            i

    vmap at (tensor [ 1L; 7L; 0L ]) |> Tensor.flatten |> Expect.values [ 20.0; -1.0; 10.0 ]

    let f x =
        cond
            (isPositive x)
            (fun x -> Tensor.sum (log (Tensor.outer (Tensor.reshape [ 1 ] x) (Tensor.ones [ 1 ]))))
            (fun x -> x)
            x

    vmap f (tensor [ 2.0; -1.0; nan ]) |> Expect.values [ log 2.0; -1.0; nan ]
    vmap (grad f) (tensor [ 2.0; -1.0 ]) |> Expect.values [ 0.5; 1.0 ]

    grad (fun xs -> Tensor.sum (vmap f xs)) (tensor [ 2.0; 0.0; -1.0 ]) |> Expect.values [ 0.5; 1.0; 1.0 ]

[<Fact>]
let ``trees of mixed types, none and all of one branch`` () =
    let f (x: Tensor) =
        cond
            (isPositive x)
            (fun (x: Tensor, n: Tensor) ->
                {| X = x * x; N = n + 1.0; Single = Tensor.cast DType.Float32 x; IsTrue = isPositive x |})
            (fun (x, n) -> {| X = -x; N = n; Single = tensor 0.0f; IsTrue = isPositive x |})
            (x, tensor 5L)

    for values, isTrue in
        [ [ 2.0; 3.0 ], [ 1.0; 1.0 ]; [ -2.0; 3.0 ], [ 0.0; 1.0 ]; [ -2.0; -3.0 ], [ 0.0; 0.0 ]; [], [] ] do
        let found = vmap f (tensor values)
        Assert.Equal(DType.Int64, found.N.DType)
        Assert.Equal(DType.Float32, found.Single.DType)
        Assert.Equal(DType.Bool, found.IsTrue.DType)
        found.X |> Expect.values [ for x in values -> if x > 0.0 then x * x else -x ]
        found.N |> Expect.values [ for t in isTrue -> 5.0 + t ]
        found.IsTrue |> Expect.values isTrue

[<Fact>]
let ``a predicate of one vmap and values of another`` () =
    let rows = Tensor.stack 0 [ x; 2.0 * x ]
    let outer f = vmap (fun p -> vmap (fun row -> vmap (f p) row) rows) x
    let chosen p x = cond (isPositive p) (fun x -> sin x * p) (fun x -> x * x) x
    outer chosen |> Expect.same (outer (fun p x -> Tensor.where (isPositive p) (sin x * p) (x * x)))

[<Fact>]
let ``a loop under vmap runs the steps of each example`` () =
    let halve (x: Tensor, n: Tensor) = x / 2.0, n + 1.0
    let count x = whileLoop (fst >> fun x -> Tensor.greater x (tensor 1.0)) halve (x, tensor 0L) |> snd
    vmap count (tensor [ 0.5; 9.0; 1024.0; nan ]) |> Expect.values [ 0.0; 4.0; 10.0; 0.0 ]
    count (tensor 9.0) |> Expect.number 4.0

[<Fact>]
let ``counted loops`` () =
    forLoop 1 5 (fun i x -> x * float i) (tensor 1.0) |> Expect.number 120.0
    forLoop 3 2 (fun _ _ -> failwith "no step") (tensor 7.0) |> Expect.number 7.0
    grad (forLoop 1 4 (fun _ x -> x * x)) (tensor 1.1) |> Expect.number (16.0 * 1.1 ** 15.0)

[<Fact>]
let ``misuse is reported in its name`` () =
    Expect.refusal
        _.IsDType
        [ "cond: the predicate is not a truth value"; "  predicate float64"; "  hint  compare, as Tensor.greater does" ]
        (fun () -> cond (tensor 1.0) id id x)

    Expect.refusal
        _.IsShape
        [ "cond: the predicate is not one value"
          "  predicate [3]"
          "  rule  one truth value; vmap chooses for each example" ]
        (fun () -> cond (isPositive x) id id x)

    let branches (f: Tensor -> 'B) (g: Tensor -> 'B) = vmap (fun x -> cond (isPositive x) f g x) x

    Expect.refusal
        _.IsShape
        [ "cond: the branches differ at 1"; "  true  []   false [2]"; "  rule  the shape stays the same" ]
        (fun () -> branches (fun x -> x, x) (fun x -> x, tensor [ 1.0; 2.0 ]))

    Expect.refusal
        _.IsDType
        [ "cond: the branches differ"
          "  true  float64   false float32"
          "  hint  Tensor.cast DType.Float64 the second" ]
        (fun () -> branches id (Tensor.cast DType.Float32))

    Expect.refusal
        _.IsValue
        [ "cond: the trees differ: [0; 1] and [0]"; "  hint  both must hold tensors in the same places" ]
        (fun () -> branches (fun x -> [ x; x ]) (fun x -> [ x ]))

    let reading = Expect.error (fun () -> branches (fun x -> if float x > 0.0 then x else -x) id)
    Assert.Contains("the value is not one number inside cond", reading.Message)

    let looping x = whileLoop (fun x -> Tensor.less x zero) (fun x -> x + 1.0) x
    Assert.Contains("whileLoop: the value is not one number", (Expect.error (fun () -> branches looping id)).Message)

    Expect.refusal
        _.IsShape
        [ "whileLoop: the state changes"; "  before [3]   after [6]"; "  rule  the shape stays the same" ]
        (fun () -> whileLoop (fun _ -> isPositive (tensor 1.0)) (fun x -> Tensor.concatenate 0 [ x; x ]) x)

    Expect.refusal
        _.IsDType
        [ "whileLoop: the state changes at 1"
          "  before float64   after float32"
          "  hint  Tensor.cast DType.Float64 the second" ]
        (fun () -> whileLoop (fun _ -> tensor true) (fun (a, b) -> a, Tensor.cast DType.Float32 b) (x, x))

    Expect.refusal
        _.IsValue
        [ "whileLoop: the trees differ: [0] and [0; 1]"; "  hint  both must hold tensors in the same places" ]
        (fun () -> whileLoop (fun _ -> tensor true) (fun state -> x :: state) [ x ])

    Assert.Contains(
        "forLoop: the state changes",
        (Expect.error (fun () -> forLoop 1 2 (fun _ -> Tensor.cast DType.Float32) x)).Message
    )
