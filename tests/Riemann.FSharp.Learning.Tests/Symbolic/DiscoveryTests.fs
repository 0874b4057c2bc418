module Riemann.FSharp.Learning.Tests.DiscoveryTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private x = 2.0 * Random.uniformOf DType.Float64 [ 400; 2 ] (Key.create 5L) - 1.0
let private a, b = x[*, 0], x[*, 1]
let private discover y = Symbolic.discover EdgeFunction.all [ "x"; "y" ] x y

let private recovers text y =
    let found = discover y
    Assert.Equal(text, Expression.toString found.Formula)
    Assert.True found.IsExact
    Assert.True(found.RSquared > 1.0 - 1e-12)

[<Fact>]
let ``formulas come back from their values`` () =
    recovers "exp(y^2 + sin(3.1416 x))" (exp (sin (Math.PI * a) + Tensor.square b))
    recovers "x y" (a * b)
    recovers "sqrt(x^2 + y^2)" (sqrt (Tensor.square a + Tensor.square b))

[<Fact>]
let ``a column that does not matter or does not change is no part of the formula`` () =
    recovers "x^2" (Tensor.square a)
    let still = Tensor.stack 1 [ a; Tensor.onesLike a ]
    let found = Symbolic.discover EdgeFunction.all [ "x"; "y" ] still (2.0 * a + 1.0)
    Assert.Equal("2 x + 1", Expression.toString found.Formula)
    Assert.Equal("3", Expression.toString (discover (Tensor.fullLike 3.0 a)).Formula)

[<Fact>]
let ``what is not found is said not to be exact`` () =
    let noise = Random.normalOf DType.Float64 [ 400 ] (Key.create 9L)
    let found = discover noise
    Assert.False found.IsExact
    Assert.True(found.RelativeResidual > 0.1)
    let near = discover (2.0 * a + 0.1 * noise)
    Assert.False near.IsExact
    Assert.True(near.RSquared > 0.98)

[<Fact>]
let ``many columns do not make a simple formula slow`` () =
    let x = Random.uniform [ 400; 8 ] (Key.create 2L) + 1.0
    let names = [ for i in 1..8 -> $"x{i}" ]
    let found = Symbolic.discover EdgeFunction.all names x (x[*, 0] * x[*, 7] / x[*, 3])
    Assert.Equal("x1 x8 / x4", Expression.toString found.Formula)

[<Fact>]
let ``data that do not fit are refused`` () =
    let refused names x y =
        Assert.Throws<RiemannException>(fun () -> Symbolic.discover EdgeFunction.all names x y |> ignore).Message

    Assert.Contains("1 names", refused [ "x" ] x a)
    Assert.Contains("NaN", refused [ "x"; "y" ] x (a * nan))
    Assert.Contains("20", refused [ "x"; "y" ] x[0..9, *] a[0..9])
    Assert.Contains("twice", refused [ "x"; "x" ] x a)
    Assert.Contains("one value for each", refused [ "x"; "y" ] x a[0..9])
    Assert.Contains("no column", refused [ "x"; "y" ] (Tensor.onesLike x) a)
