module Riemann.FSharp.Learning.Tests.SuggestionTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private u = tensor [ for i in 0..200 -> 0.4 + 2.1 * float i / 200.0 ]
let private suggest v = Symbolic.suggest EdgeFunction.all u v
let private best v = (suggest v).Head

let private found name v =
    let best = best v
    Assert.Equal(name, string best.Edge.Symbol)
    Assert.True(best.RSquared > 1.0 - 1e-12, $"{name}: {1.0 - best.RSquared}")
    let worst = abs (best.Edge.Apply u - v) |> Tensor.max
    Assert.True(worst.ToFloat() < 1e-5, $"{name}: {worst}")

[<Fact>]
let ``curves that are symbols are recognised`` () =
    found "x" (3.0 * u - 2.0)
    found "x^2" (0.5 * Tensor.square (u - 1.1) + 3.0)
    found "x^3" (-2.0 * u ** 3.0)
    found "x^-1" (2.0 / (u + 0.3) - 1.0)
    found "x^-2" (2.0 / Tensor.square u)
    found "x^0.5" (sqrt (2.0 * u))
    found "x^-0.5" (1.0 / sqrt u)
    found "x^4" (u ** 4.0)
    found "exp" (2.0 * exp (-1.3 * u) + 5.0)
    found "log" (log (2.0 * u) - 4.0)
    found "sin" (sin (2.5 * u))
    found "cos" (3.0 * cos (1.7 * u) + 2.0)
    found "tanh" (tanh (2.0 * u - 3.0))
    found "atan" (atan (3.0 * u - 4.0))
    found "Tensor.erf" (Tensor.erf (1.5 * u - 2.0))
    found "cosh" (cosh (1.2 * u))
    found "abs" (abs (u - 1.5))

[<Fact>]
let ``a constant and a line are nothing else`` () =
    let constant = suggest (Tensor.fullLike 2.5 u)
    Assert.Equal(1, constant.Length)
    Assert.Equal(0.0, constant.Head.Edge.Scale)
    Assert.Equal(2.5, constant.Head.Edge.Offset)
    Assert.Equal(1, (suggest (2.0 * u)).Length)

[<Fact>]
let ``functions of one's own can be suggested`` () =
    let bump = { Name = "bump"; Latex = "b"; Apply = (fun x -> exp (-Tensor.square x)); Complexity = 2 }

    let found = Symbolic.suggest (EdgeFunction.Function bump :: EdgeFunction.all) u (exp (-Tensor.square(u - 1.0)))
    Assert.Equal("bump", string found.Head.Edge.Symbol)
    Assert.Equal(-1.0, found.Head.Edge.Shift / found.Head.Edge.Inner, 1e-6)

[<Fact>]
let ``noise does not make a line a curve`` () =
    let noise = 0.05 * Random.normal u.Shape (Key.create 1L)
    Assert.Equal("x", string (best (2.0 * u + Tensor.cast DType.Float64 noise)).Edge.Symbol)

[<Fact>]
let ``what cannot be fitted is refused`` () =
    let refused u v =
        Assert.Throws<RiemannException>(fun () -> Symbolic.suggest EdgeFunction.all (tensor u) (tensor v) |> ignore)
        |> _.Message

    Assert.Contains("4 points", refused [ 1.0; 2.0; 3.0 ] [ 1.0; 2.0; 3.0 ])
    Assert.Contains("NaN", refused [ 1.0; 2.0; 3.0; nan ] [ 1.0; 2.0; 3.0; 4.0 ])
    Assert.Contains("all points are", refused [ 1.0; 1.0; 1.0; 1.0 ] [ 1.0; 2.0; 3.0; 4.0 ])
    Assert.Contains("one value", refused [ 1.0; 1.0; 1.0; 1.0 ] [ 1.0; 2.0; 3.0 ])
