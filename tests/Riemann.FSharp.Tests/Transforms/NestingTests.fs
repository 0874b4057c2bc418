/// Transformations inside transformations.
module Riemann.FSharp.Tests.NestingTests

open Xunit
open Riemann.FSharp

let private one = tensor 1.0

/// The derivative of a function of one number, by each of the modes.
let private modes: ((Tensor -> Tensor) -> Tensor -> Tensor) list =
    [ (fun f x -> jvp f x one |> snd); grad; (fun f x -> (vjp f x |> snd) one) ]

[<Fact>]
let ``third derivatives agree in every mix of modes`` () =
    let f (x: Tensor) = sin (x * x) * exp (0.5 * x)
    let x = tensor 0.8
    let expected = (derivative (derivative (derivative f)) x).ToFloat()

    for d1 in modes do
        for d2 in modes do
            for d3 in modes do
                Expect.near 1e-11 [ expected ] (d3 (d2 (d1 f)) x)

[<Fact>]
let ``the third derivative is the one by hand`` () =
    for d1 in modes do
        for d2 in modes do
            d1 (d2 (d1 (fun x -> x ** 4.0))) (tensor 3.0) |> Expect.number (24.0 * 3.0)

[<Fact>]
let ``an inner derivative does not see the outer variable's motion`` () =
    // x d/dy (x + y) has derivative 1, not 2.
    for outer in modes do
        for inner in modes do
            let f (x: Tensor) = x * inner (fun y -> x + y) (tensor 1.0)
            outer f (tensor 3.0) |> Expect.number 1.0

[<Fact>]
let ``an inner derivative of a captured product is right in both variables`` () =
    // d/dx of x d/dy (x y^2) at y = x is d/dx of 2 x^3 when y also moves with x.
    for outer in modes do
        for inner in modes do
            let f (x: Tensor) = x * inner (fun y -> x * y * y) x
            outer f (tensor 2.0) |> Expect.number (6.0 * 4.0)

[<Fact>]
let ``an inner function that ignores its argument has derivative zero`` () =
    for outer in modes do
        for inner in modes do
            let f (x: Tensor) = x * inner (fun _ -> x * x) (tensor 1.0) + x
            outer f (tensor 3.0) |> Expect.number 1.0
            inner (fun _ -> tensor 7.0) (tensor 3.0) |> Expect.number 0.0

[<Fact>]
let ``three nested variables stay apart`` () =
    // d/dx d/dy d/dz of x y^2 z^3 at (2, 3, 5) is 2 y 3 z^2.
    for d1 in modes do
        for d2 in modes do
            for d3 in modes do
                let byZ x y = d1 (fun z -> x * y * y * z * z * z) (tensor 5.0)
                let byY x = d2 (byZ x) (tensor 3.0)
                d3 byY (tensor 2.0) |> Expect.number (2.0 * 3.0 * 3.0 * 25.0)

[<Fact>]
let ``a captured variable that is also the argument moves in both places`` () =
    // d/dy (y sin (x y)) at y = x is sin(x^2) + x^2 cos(x^2).
    let slope x = 4.0 * x * cos (x * x) - 2.0 * x ** 3.0 * sin (x * x)

    for outer in modes do
        for inner in modes do
            outer (fun x -> inner (fun y -> y * sin (x * y)) x) (tensor 0.9) |> Expect.number (slope 0.9)

let private f (x: Tensor) = Tensor.sum (sin x * exp (x / 3.0))
let private rows = Tensor.reshape [ 4; 3 ] (Tensor.arange 12) / 5.0
let private each (g: Tensor -> Tensor) = Tensor.stack 0 [ for i in 0..3 -> g rows[i] ]

[<Fact>]
let ``grad under vmap is grad of each example`` () = vmap (grad f) rows |> Expect.same (each (grad f))

[<Fact>]
let ``vmap under grad is the gradient of the sum`` () =
    grad (fun x -> Tensor.sum (vmap f x)) rows |> Expect.same (vmap (grad f) rows)

[<Fact>]
let ``vmap of vmap goes over two axes`` () =
    let g (x: Tensor) = x * x + 1.0
    vmap (vmap g) rows |> Expect.same (g rows)
    let outer (a: Tensor) (b: Tensor) = vmap (fun x -> vmap (fun y -> x * y) b) a
    let a, b = Tensor.arange 3, Tensor.arange 4 + 1.0
    outer a b |> Expect.same (Tensor.insertAxis 1 a * b)

[<Fact>]
let ``Hessians and Jacobians of gradients run under vmap`` () =
    vmap (hessian f) rows |> Expect.same (each (hessian f))
    vmap (jacfwd (grad f)) rows |> Expect.same (each (hessian f))
    vmap (jacrev (grad f)) rows |> Expect.same (each (hessian f))

[<Fact>]
let ``every order of two transformations gives the Hessian`` () =
    let x = rows[1]
    let expected = hessian f x

    for outer in [ jacfwd; jacrev ] do
        for inner in [ grad f; jacfwd f; jacrev f ] do
            outer inner x |> Expect.same expected

[<Fact>]
let ``vmap maps what differs and shares what is captured`` () =
    let w = tensor [ [ 1.0; 2.0; 0.5 ]; [ -1.0; 0.0; 3.0 ] ]
    vmap (fun x -> w *@ x) rows |> Expect.same (rows *@ Tensor.transpose w)
    vmap (fun _ -> w) rows |> Expect.same (Tensor.broadcastTo [ 4; 2; 3 ] w)

[<Fact>]
let ``grad by a captured value runs through vmap`` () =
    let w = tensor [ 1.0; 2.0; 0.5 ]
    let loss w = Tensor.sum (vmap (fun x -> tanh (Tensor.sum (w * x))) rows)
    let direct w = Tensor.sum (tanh (rows *@ w))
    grad loss w |> Expect.same (grad direct w)
    hessian loss w |> Expect.same (hessian direct w)

[<Fact>]
let ``vmap of trees goes over axis 0 of every tensor`` () =
    let pairs = {| X = rows; Y = Tensor.arange 4 |}
    let found = vmap (fun (p: {| X: Tensor; Y: Tensor |}) -> p.X * p.Y, Tensor.sum p.X) pairs
    Expect.same (rows * Tensor.insertAxis 1 (Tensor.arange 4)) (fst found)
    Expect.same (Tensor.sumOver [ 1 ] rows) (snd found)

[<Fact>]
let ``vmap2 goes over pairs`` () =
    vmap2 (fun (x: Tensor) (y: Tensor) -> Tensor.sum (x * y)) rows (rows + 1.0)
    |> Expect.same (Tensor.sumOver [ 1 ] (rows * (rows + 1.0)))

[<Fact>]
let ``vmap over no examples has no results`` () =
    let empty = Tensor.zeros [ 0; 3 ]
    Assert.Equal<int list>([ 0 ], (vmap f empty).Shape)
    Assert.Equal<int list>([ 0; 3 ], (vmap (grad f) empty).Shape)

[<Fact>]
let ``jvp along a batch of directions is a Jacobian product`` () =
    let x = rows[2]
    let directions = Tensor.eye 3
    vmap (fun v -> jvp sin x v |> snd) directions |> Expect.same (jacfwd sin x)

[<Fact>]
let ``a tangent that is traced by an outer grad moves`` () =
    let f (v: Tensor) = jvp (fun x -> x * x * x) (tensor 2.0) (v * v) |> snd
    grad f (tensor 5.0) |> Expect.number (12.0 * 2.0 * 5.0)

[<Fact>]
let ``if and match on concrete values work under grad, jvp and vjp`` () =
    let branch (x: Tensor) = if x.ToFloat() > 0.0 then x * x else -x

    for d in modes do
        d branch (tensor 3.0) |> Expect.number 6.0
        d branch (tensor -3.0) |> Expect.number -1.0
        d (d branch) (tensor 3.0) |> Expect.number 2.0

[<Fact>]
let ``a loop whose length depends on a value is differentiated`` () =
    let rec halve (x: Tensor) = if x.ToFloat() > 1.0 then halve (x / 2.0) else x
    grad halve (tensor 5.0) |> Expect.number 0.125
