module Riemann.FSharp.Learning.Tests.ExpressionTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private x, y = Expression.Variable "x", Expression.Variable "y"
let private exp, log, sin = SymbolicFunction.exp, SymbolicFunction.log, SymbolicFunction.sin
let private call = Expression.call

let private written expected e = Assert.Equal(expected, e |> Expression.simplify |> Expression.toString)

[<Fact>]
let ``like terms and powers are taken together`` () =
    written "0" (x - x)
    written "6 x - 5" (2.0 * (3.0 * x + 1.0) - 7.0)
    written "x y" (0.25 * (x + y) ** 2.0 - 0.25 * (x - y) ** 2.0)
    Assert.Equal("x^2 - y^2", Expression.toString (Expression.expand ((x + y) * (x - y))))
    written "1 / x^2" (x ** -3.0 * x)
    written "-x y" (-x * y)

[<Fact>]
let ``exponentials of logarithms are powers`` () =
    written "2.7183 x^2 / sqrt(y)" (call exp (2.0 * call log x - 0.5 * call log y + 1.0))
    written "x + 0.69315" (call log (2.0 * call exp x))
    written "x + log(y)" (call log (y * call exp x))
    written "x^3" (call exp (3.0 * call log x))

[<Fact>]
let ``a formula is written as mathematics, as F# and as LaTeX`` () =
    let e = call exp (call sin (Math.PI * x) + y ** 2.0) / (x + y)
    Assert.Equal("exp(sin(3.1416 x) + y^2) / (x + y)", Expression.toString e)
    Assert.Equal("exp (sin (3.141592653589793 * x) + y ** 2.0) / (x + y)", Expression.toFSharp e)

    let latex = @"\frac{\exp\left(\sin\left(3.1416 \, x\right) + y^{2}\right)}{x + y}"
    Assert.Equal(latex, Expression.toLatex e)

[<Fact>]
let ``signs and parentheses`` () =
    let text = Expression.toString
    Assert.Equal("x - (y + 1)", text (Expression.Sum [ x; -(y + 1.0) ]))
    Assert.Equal("(x + y)^2", text ((x + y) ** 2.0))
    Assert.Equal("1 / (x y)", text (x ** -1.0 * y ** -1.0))
    Assert.Equal("-2 x / y^1.5", text (-2.0 * x * y ** -1.5 |> Expression.gather))
    Assert.Equal("sqrt(x + y)", text ((x + y) ** 0.5))

/// A random formula of x and y.
let rec private random (source: Random) depth =
    let inner () = random source (depth - 1)
    let pick (choices: 'T list) = List.item (source.Next choices.Length) choices

    match (if depth = 0 then source.Next 3 else source.Next 9) with
    | 0 -> x
    | 1 -> y
    | 2 -> Expression.Number(Math.Round(4.0 * source.NextDouble() - 2.0, 1))
    | 3 -> inner () + inner ()
    | 4 -> inner () - inner ()
    | 5 -> inner () * inner ()
    | 6 -> inner () ** pick [ -2.0; -1.0; 0.5; 1.5; 2.0; 3.0 ]
    | 7 -> call (pick [ exp; log; sin ]) (inner ())
    | _ -> inner () / inner ()

[<Fact>]
let ``plain forms have the value of what they are made of`` () =
    let source = Random 1
    let values = Map [ "x", tensor 1.3; "y", tensor 0.7 ]
    let value e = (Expression.evaluate values e).ToFloat()
    let mutable compared = 0

    for _ in 1..3_000 do
        let e = random source 4
        let expected = value e

        if Double.IsFinite expected && abs expected < 1e6 then
            for plain in [ Expression.gather e; Expression.expand e; Expression.simplify e ] do
                let found = value plain
                let isClose = abs (found - expected) <= 1e-7 * (1.0 + abs expected)
                Assert.True(isClose, $"{Expression.toFSharp e} is {expected}, {Expression.toFSharp plain} is {found}")

            compared <- compared + 1

    Assert.True(compared > 1_000)

[<Fact>]
let ``a plain form stays as it is`` () =
    let source = Random 2

    for _ in 1..500 do
        let e = Expression.gather (random source 3)
        let again = Expression.gather e
        Assert.True(Expression.complexity again <= Expression.complexity e, Expression.toFSharp e)

[<Fact>]
let ``a formula is a function that can be differentiated`` () =
    let f = Expression.compile [ "x"; "y" ] (x ** 2.0 * call sin y)
    let points = tensor [ [ 1.0; 0.5 ]; [ 2.0; 0.25 ] ]
    Numbers.equal [ Math.Sin 0.5; 4.0 * Math.Sin 0.25 ] (f points)
    Numbers.equal [ 2.0 * Math.Sin 0.5; cos 0.5 ] (grad f (tensor [ 1.0; 0.5 ]))

[<Fact>]
let ``what does not fit is refused`` () =
    let message f = Assert.Throws<RiemannException>(fun () -> f () |> ignore).Message

    Assert.Contains(
        "Expression.evaluate: there is no value of y",
        message (fun () -> Expression.evaluate (Map [ "x", tensor 1.0 ]) (x + y))
    )

    Assert.Contains(
        "Expression.compile: the formula also holds y",
        message (fun () -> Expression.compile [ "x" ] (x + y))
    )

    Assert.Contains(
        "Expression.compile: the formula takes 2 variables",
        message (fun () -> Expression.compile [ "x"; "y" ] (x + y) (tensor [ 1.0; 2.0; 3.0 ]))
    )
