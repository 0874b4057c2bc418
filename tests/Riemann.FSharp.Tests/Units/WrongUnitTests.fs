/// Lines whose units do not fit do not compile, in one run of F# Interactive.
module Riemann.FSharp.Tests.WrongUnitTests

open System.Text.RegularExpressions
open Xunit
open Riemann.FSharp.Tests.ScriptTests

/// Line 1 is the `open` in front of the script.
let private right =
    """
[<Measure>] type m;;
[<Measure>] type s;;
let x, t = Quantity.ofFloat 3.0<m>, Quantity.ofFloat 2.0<s>;;
let area (x: Quantity<m>) = x * x;;
let slope: Quantity<m> = Quantity.grad area x;;
type State = { Place: Quantity<m>; Time: Quantity<s> };;
let gradient = Quantity.gradOf (fun p -> p.Place * p.Time) { Place = x; Time = t };;
"""

let private wrong =
    [ "x + t"
      "x - 1.0"
      "x + 1.0<s>"
      "sin x"
      "exp (x / t)"
      "x ** 2.0"
      "sqrt (x * t) + x"
      "Quantity.less x t"
      "Quantity.maximum x t"
      "x < x"
      "(x.ToFloat(): float<s>)"
      "(Quantity.grad area x: Quantity<m^2>)"
      "(Quantity.hessian area x: Quantity<m>)"
      "Quantity.grad area t"
      "Quantity.derivative (Quantity.derivative area) x + x"
      "(Quantity.jvp area x t |> snd: Quantity<m^2>)"
      "(gradient.By _.Time: Quantity<s>)"
      "Quantity.stack 0 [ x; t ]" ]

[<ScriptFact>]
let ``wrong units do not compile`` () =
    let first = Regex.Count(right, "\n") + 1
    let text = answer (right + String.concat ";;\n" wrong + ";;\n")
    let refused = [ for error in Regex.Matches(text, @"stdin\((\d+),\d+\): error FS") -> int error.Groups[1].Value ]

    Assert.Contains("val slope: Quantity<m> = tensor 6.0 (float64)", text)
    Assert.Contains("val gradient: Gradient<State,m s>", text)

    for i, line in List.indexed wrong do
        Assert.True(List.contains (first + i) refused, $"this compiled: {line}\n{text}")

    Assert.DoesNotContain(refused, (fun line -> line < first))
