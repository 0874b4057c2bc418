/// The functions that vjp returns, constants of derivatives, and what comes along with a gradient.
module Riemann.FSharp.Tests.PullbackTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 0.5; -1.0; 2.0 ]
let private f (x: Tensor) = sin x * x

let private slope (x: Tensor) = cos x * x + sin x

[<Fact>]
let ``a pullback may be called again and again`` () =
    let _, pull = vjp f x
    let first = pull (Tensor.ones [ 3 ])
    let second = pull (2.0 * Tensor.ones [ 3 ])
    Expect.same (slope x) first
    Expect.same (2.0 * slope x) second
    Expect.same first (pull (Tensor.ones [ 3 ]))

[<Fact>]
let ``a pullback runs under vmap`` () =
    let _, pull = vjp f x
    vmap pull (Tensor.eye 3) |> Expect.same (jacrev f x)

[<Fact>]
let ``a pullback runs under vjp and jvp of its cotangent`` () =
    let _, pull = vjp f x
    let c = tensor [ 1.0; 2.0; 3.0 ]
    grad (fun c -> Tensor.sum (pull c * pull c)) c |> Expect.same (2.0 * c * slope x * slope x)
    jvp pull c (Tensor.ones [ 3 ]) |> snd |> Expect.same (slope x)

[<Fact>]
let ``a pullback made inside a grad is differentiated by both`` () =
    let g (x: Tensor) =
        let y, pull = vjp (fun x -> x * x * x) x
        Tensor.sum (pull y) // 3 x^2 x^3

    grad g x |> Expect.same (15.0 * x ** 4.0)

[<Fact>]
let ``a pullback made outside is a constant map inside a grad`` () =
    let _, pull = vjp f x

    grad (fun (t: Tensor) -> Tensor.sum (pull (t * Tensor.ones [ 3 ]))) (tensor 4.0)
    |> Expect.number (slope x |> Tensor.sum |> _.ToFloat())

[<Fact>]
let ``vjp takes trees to trees`` () =
    let y, pull = vjp (fun (a: Tensor, b: Tensor) -> [ a * b; a + b ]) (tensor 2.0, tensor 5.0)
    Assert.Equal(2, y.Length)
    let a, b = pull [ tensor 1.0; tensor 10.0 ]
    Expect.number 15.0 a
    Expect.number 12.0 b

[<Fact>]
let ``a result that is the argument itself pulls back unchanged`` () =
    let y, pull = vjp id x
    Expect.same x y
    Expect.same (2.0 * x) (pull (2.0 * x))

[<Fact>]
let ``one argument used twice in the result receives both cotangents`` () =
    let _, pull = vjp (fun x -> x, x) x
    Expect.same (3.0 * x) (pull (x, 2.0 * x))

[<Fact>]
let ``a result that ignores the argument pulls back to zero`` () =
    let y, pull = vjp (fun (_: Tensor) -> tensor 3.0) x
    Expect.number 3.0 y
    Expect.same (Tensor.zeros [ 3 ]) (pull (tensor 1.0))

[<Fact>]
let ``an integer beside the result takes any cotangent`` () =
    let _, pull = vjp (fun x -> Tensor.sum x, Tensor.argMax 0 x) x
    Expect.same (Tensor.ones [ 3 ]) (pull (tensor 1.0, tensor 0L))

[<Fact>]
let ``stopGradient is the identity with derivative zero`` () =
    Expect.same x (stopGradient x)
    grad (stopGradient >> Tensor.sum) x |> Expect.same (Tensor.zeros [ 3 ])
    jvp stopGradient x x |> snd |> Expect.same (Tensor.zeros [ 3 ])
    vmap stopGradient x |> Expect.same x

[<Fact>]
let ``stopGradient holds at every level of a nesting`` () =
    let g (x: Tensor) = x * stopGradient (x * x)
    grad g (tensor 3.0) |> Expect.number 9.0
    grad (grad g) (tensor 3.0) |> Expect.number 0.0
    derivative (grad g) (tensor 3.0) |> Expect.number 0.0
    let outer (x: Tensor) = x * grad (fun y -> y * stopGradient (x * y)) x // x (x x), of which x^2 stands still
    grad outer (tensor 3.0) |> Expect.number 9.0
    vmap (grad g) x |> Expect.same (x * x)

[<Fact>]
let ``valueAndGrad is the value and the gradient`` () =
    let value, gradient = valueAndGrad (f >> Tensor.sum) x
    Expect.same (Tensor.sum (f x)) value
    Expect.same (slope x) gradient

[<Fact>]
let ``valueAndGradAux carries anything along`` () =
    let loss (x: Tensor) =
        let y = f x
        Tensor.sum y, {| Values = y; Best = Tensor.argMax 0 y; Name = "run"; Count = 3 |}

    let (value, aux), gradient = valueAndGradAux loss x
    Expect.same (Tensor.sum (f x)) value
    Expect.same (slope x) gradient
    Expect.same (f x) aux.Values
    Expect.same (tensor 2L) aux.Best
    Assert.Equal("run", aux.Name)
    Assert.Equal(3, aux.Count)

[<Fact>]
let ``what valueAndGradAux carries is free of the transformation`` () =
    let (_, aux), _ = valueAndGradAux (fun x -> Tensor.sum x, [ x; x * x ]) x
    Expect.same (x + x * x) (aux[0] + aux[1])

[<Fact>]
let ``what valueAndGradAux carries still belongs to the grad around it`` () =
    let outer (x: Tensor) =
        let (_, aux), _ = valueAndGradAux (fun y -> Tensor.sum y, x * y) (Tensor.ones [ 3 ])
        Tensor.sum aux

    grad outer x |> Expect.same (Tensor.ones [ 3 ])

[<Fact>]
let ``closures over traced values live as long as their transformation`` () =
    let g (x: Tensor) =
        let scale (y: Tensor) = x * y
        let scales = [ scale; scale >> scale ]
        Tensor.sum (scales |> List.map (fun h -> h x) |> List.reduce (+)) // x^2 + x^3

    grad g x |> Expect.same (2.0 * x + 3.0 * x * x)

[<Fact>]
let ``a cast to integers and back has derivative zero`` () =
    let g (x: Tensor) = Tensor.sum (x * (x |> Tensor.cast DType.Int64 |> Tensor.cast DType.Float64))
    grad g (tensor [ 2.5; -1.5 ]) |> Expect.values [ 2.0; -1.0 ]

[<Fact>]
let ``a cast between floats carries the derivative in the argument's type`` () =
    let g (x: Tensor) = Tensor.sum (Tensor.cast DType.Float64 x ** 2.0)
    let gradient = grad g (tensor [ 2.0f; 3.0f ])
    Assert.Equal(DType.Float32, gradient.DType)
    Expect.values [ 4.0; 6.0 ] gradient

[<Fact>]
let ``no NaN leaks out of a branch that was not taken`` () =
    let safe (x: Tensor) = Tensor.where (Tensor.greater x (tensor 0.0)) (sqrt x) (Tensor.zerosLike x)
    grad (safe >> Tensor.sum) (tensor [ 4.0; 0.0; -1.0 ]) |> Expect.values [ 0.25; 0.0; 0.0 ]
    jvp safe (tensor [ 4.0; 0.0 ]) (tensor [ 1.0; 1.0 ]) |> snd |> Expect.values [ 0.25; 0.0 ]
