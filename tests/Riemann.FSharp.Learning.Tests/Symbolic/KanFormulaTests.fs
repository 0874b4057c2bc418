module Riemann.FSharp.Learning.Tests.KanFormulaTests

open System
open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private x = 2.0 * Random.uniform [ 200; 2 ] (Key.create 1L) - 1.0
let private noise = Random.normal [ 200 ] (Key.create 2L)
let private y = 2.0 * Tensor.square x[*, 0] + exp x[*, 1] + 0.01 * noise
let private one = { KanFormula.defaults with Tries = 1 }
let private search settings x y = KanFormula.search settings EdgeFunction.all [ "a"; "b" ] x y

let private residual (candidate: KanFormulaCandidate) x y =
    let found = Expression.compile [ "a"; "b" ] candidate.Formula.Formula x
    (sqrt (Tensor.mean (Tensor.square (found - y)))).ToFloat()

[<Theory>]
[<InlineData(1.0)>]
[<InlineData(1000.0)>]
let ``a formula explains noisy data of any scale, in their own terms`` scale =
    let x', y' = scale * x + 3.0 * (scale - 1.0), scale * y
    let found = search one x' y' |> List.exactlyOne
    Assert.True(found.Formula.RSquared > 0.99)
    Assert.True(residual found x' y' < 0.05 * scale)
    Assert.Equal<int list>([ 200; 1 ], (KanGraph.apply found.Network x').Shape)
    Assert.NotEmpty found.Losses

[<Fact>]
let ``candidates are told one by one and come back by their criterion`` () =
    let told = ResizeArray()
    let found = search { one with Tries = 2; Progress = told.Add } x y
    Assert.Equal(2, told.Count)
    let criteria = found |> List.map (fun candidate -> KanFormula.criterion 200 candidate.Formula)
    Assert.Equal<float list>(List.sort criteria, criteria)

[<Fact>]
let ``a search is stopped, and wrong settings and data are refused`` () =
    use source = new CancellationTokenSource()
    source.Cancel()
    Assert.Throws<OperationCanceledException>(fun () -> search { one with Stop = source.Token } x y |> ignore) |> ignore
    let refused settings x y = Assert.Throws<RiemannException>(fun () -> search settings x y |> ignore).Message
    Assert.Contains("0 tries", refused { one with Tries = 0 } x y)
    Assert.Contains("0 hidden", refused { one with Hidden = 0 } x y)
    Assert.Contains("holds NaN", refused one (x * nan) y)
    Assert.Contains("one value for each", refused one x y[0..9])
