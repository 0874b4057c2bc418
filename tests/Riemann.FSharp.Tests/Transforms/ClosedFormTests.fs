/// Derivatives whose formulas are known.
module Riemann.FSharp.Tests.ClosedFormTests

open System
open Xunit
open Riemann.FSharp

let private rosenbrock (x: Tensor) =
    let here, next = x[.. -2], x[1..]
    Tensor.sum (100.0 * (next - here ** 2.0) ** 2.0 + (1.0 - here) ** 2.0)

let private rosenbrockGradient (x: float[]) =
    let last = x.Length - 1

    Array.init x.Length (fun i ->
        let left = if i > 0 then 200.0 * (x[i] - x[i - 1] ** 2.0) else 0.0

        let right = if i < last then -400.0 * x[i] * (x[i + 1] - x[i] ** 2.0) - 2.0 * (1.0 - x[i]) else 0.0

        left + right)

let private rosenbrockHessian (x: float[]) =
    let last = x.Length - 1

    let element i j =
        if i = j then
            (if i > 0 then 200.0 else 0.0) + (if i < last then 1200.0 * x[i] ** 2.0 - 400.0 * x[i + 1] + 2.0 else 0.0)
        elif abs (i - j) = 1 then
            -400.0 * x[min i j]
        else
            0.0

    [| for i in 0..last do
           for j in 0..last -> element i j |]

let private point n = Array.init n (fun i -> 0.3 * float i - 0.8 + 0.1 * sin (float i))

[<Theory; InlineData 2; InlineData 10>]
let ``the gradient of Rosenbrock's function is the one by hand`` n =
    let x = point n
    grad rosenbrock (tensor x) |> Expect.values (rosenbrockGradient x)

[<Theory; InlineData 2; InlineData 10>]
let ``the Hessian of Rosenbrock's function is the one by hand`` n =
    let x = point n
    let found = hessian rosenbrock (tensor x)
    Assert.Equal<int list>([ n; n ], found.Shape)
    Expect.values (rosenbrockHessian x) found

[<Fact>]
let ``the gradient vanishes at the minimum of Rosenbrock's function`` () =
    let value, gradient = valueAndGrad rosenbrock (Tensor.ones [ 10 ])
    Expect.number 0.0 value
    Expect.values (Array.zeroCreate 10) gradient

let private factorial n = List.fold (fun product k -> product * float k) 1.0 [ 1..n ]

/// A function and its derivative of every order.
let private families: (string * (Tensor -> Tensor) * (int -> float -> float)) list =
    let power (n: int) order x = if order > n then 0.0 else factorial n / factorial (n - order) * x ** float (n - order)

    [ "x^5", (fun x -> x ** 5.0), power 5
      "x x x", (fun x -> x * x * x), power 3
      "sin", sin, (fun order x -> sin (x + float order * Math.PI / 2.0))
      "exp", exp, (fun _ x -> exp x)
      "1/x", (fun x -> 1.0 / x), (fun order x -> (-1.0) ** float order * factorial order / x ** float (order + 1)) ]

let private nested order f = List.replicate order derivative |> List.fold (fun f step -> step f) f

[<Theory; InlineData 1; InlineData 2; InlineData 3; InlineData 4; InlineData 5; InlineData 6>]
let ``derivatives of derivatives follow the formula`` order =
    for name, f, formula in families do
        for x in Expect.points do
            let found = nested order f (tensor x)
            Assert.True(abs (found.ToFloat() - formula order x) <= 1e-9 * max 1.0 (abs (formula order x)), name)

[<Theory; InlineData 1; InlineData 2; InlineData 3; InlineData 4; InlineData 5; InlineData 6>]
let ``higherOrderGrad follows the formula`` order =
    for _, f, formula in families do
        for x in Expect.points do
            higherOrderGrad order f (tensor x) |> Expect.near 1e-9 [ formula order x ]

[<Fact>]
let ``higherOrderGrad differentiates by each leaf alone`` () =
    let f (x: Tensor, y: Tensor) = x ** 3.0 * y ** 2.0
    let byX, byY = higherOrderGrad 2 f (tensor 2.0, tensor 5.0)
    Expect.number (6.0 * 2.0 * 25.0) byX
    Expect.number (2.0 * 8.0) byY

let private polar (p: Tensor) = Tensor.stack 0 [ p[0] * cos p[1]; p[0] * sin p[1] ]

let private softmax (x: Tensor) = exp (x - Tensor.logSumExp x)

let private jacobians = [ "jacfwd", jacfwd; "jacrev", jacrev ]

[<Fact>]
let ``the Jacobian of polar coordinates is the known one`` () =
    let r, phi = 1.5, 0.7

    for _, jacobian in jacobians do
        jacobian polar (tensor [ r; phi ])
        |> Expect.same (tensor [ [ cos phi; -r * sin phi ]; [ sin phi; r * cos phi ] ])

[<Fact>]
let ``the Jacobian of softmax is diag p - p p'`` () =
    let x = tensor [ 0.1; -1.0; 2.0; 0.7 ]
    let p = Expect.numbers (softmax x)

    let expected = tensor [ for i in 0..3 -> [ for j in 0..3 -> (if i = j then p[i] else 0.0) - p[i] * p[j] ] ]

    for _, jacobian in jacobians do
        jacobian softmax x |> Expect.same expected

[<Fact>]
let ``the Jacobian of a linear map is its matrix`` () =
    let a = Tensor.reshape [ 3; 4 ] (Tensor.arange 12)

    for _, jacobian in jacobians do
        jacobian (fun x -> a *@ x) (Tensor.ones [ 4 ]) |> Expect.same a

[<Fact>]
let ``a Jacobian has the shape of the result followed by that of the argument`` () =
    let x = Tensor.reshape [ 2; 3 ] (Tensor.arange 6)

    for _, jacobian in jacobians do
        Assert.Equal<int list>([ 2; 3; 2; 3 ], (jacobian sin x).Shape)
        Assert.Equal<int list>([ 3; 2; 2; 3 ], (jacobian Tensor.transpose x).Shape)
        Assert.Equal<int list>([ 2; 3 ], (jacobian Tensor.sum x).Shape)
        Assert.Equal<int list>([ 2; 2; 3 ], (jacobian (Tensor.sumOver [ 1 ]) x).Shape)
        Assert.Equal<int list>([ 2 ], (jacobian (fun (s: Tensor) -> Tensor.stack 0 [ s; s * s ]) (tensor 3.0)).Shape)
        Assert.Equal<int list>([], (jacobian sin (tensor 3.0)).Shape)

[<Fact>]
let ``a Jacobian by no elements is empty`` () =
    for _, jacobian in jacobians do
        Assert.Equal<int list>([ 0; 0 ], (jacobian sin (Tensor.zeros [ 0 ])).Shape)
        Assert.Equal<int list>([ 0 ], (jacobian Tensor.sum (Tensor.zeros [ 0 ])).Shape)

[<Fact>]
let ``the Jacobian of an elementwise function of a matrix is diagonal`` () =
    let x = tensor [ [ 0.1; 0.2 ]; [ 0.3; 0.4 ] ]
    let expected = Tensor.eye 4 * Tensor.flatten (cos x)

    for _, jacobian in jacobians do
        jacobian sin x |> Tensor.reshape [ 4; 4 ] |> Expect.same expected

[<Fact>]
let ``the Hessian of a function of a matrix has its shape twice`` () =
    let x = Tensor.reshape [ 2; 2 ] (Tensor.arange 4)
    let found = hessian (fun x -> Tensor.sum (x * x * x)) x
    Assert.Equal<int list>([ 2; 2; 2; 2 ], found.Shape)
    found |> Tensor.reshape [ 4; 4 ] |> Expect.same (Tensor.eye 4 * (6.0 * Tensor.arange 4))

[<Fact>]
let ``hvp is the Hessian times a vector`` () =
    let x = tensor (point 10)
    let v = Tensor.arange 10 - 4.5
    hvp rosenbrock x v |> Expect.same (hessian rosenbrock x *@ v)

[<Fact>]
let ``hvp runs through a record`` () =
    let f (p: {| A: Tensor; B: Tensor |}) = Tensor.sum (p.A * p.A * p.B)
    let p = {| A = tensor [ 1.0; 2.0 ]; B = tensor [ 3.0; 4.0 ] |}
    let v = {| A = tensor [ 1.0; 0.0 ]; B = tensor [ 0.0; 1.0 ] |}
    let found = hvp f p v
    Expect.values [ 6.0; 4.0 ] found.A
    Expect.values [ 2.0; 0.0 ] found.B

[<Fact>]
let ``jvp and vjp are the Jacobian from both sides`` () =
    let x, v, c = tensor [ 1.5; 0.7 ], tensor [ 0.3; -2.0 ], tensor [ 1.0; 4.0 ]
    let y, tangent = jvp polar x v
    let z, pull = vjp polar x
    let jacobian = jacrev polar x
    Expect.same (polar x) y
    Expect.same (polar x) z
    Expect.same (jacobian *@ v) tangent
    Expect.same (c *@ jacobian) (pull c)

[<Fact>]
let ``derivatives keep float32`` () =
    let x = tensor [ 0.5f; 2.0f ]
    let f (x: Tensor) = Tensor.sum (sin x * x)
    Assert.Equal(DType.Float32, (grad f x).DType)
    Assert.Equal(DType.Float32, (hessian f x).DType)
    Assert.Equal(DType.Float32, (jacrev sin x).DType)
    grad f x |> Expect.near 1e-6 [ for x in [ 0.5; 2.0 ] -> cos x * x + sin x ]
