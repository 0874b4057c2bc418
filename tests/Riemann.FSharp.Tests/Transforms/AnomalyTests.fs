/// Where NaN and infinities come from.
module Riemann.FSharp.Tests.AnomalyTests

open System
open System.Runtime.CompilerServices
open System.Threading.Tasks
open Xunit
open Riemann.FSharp

let private x = tensor [ 4.0; 1.5; -2.0 ]
let private zeros = Tensor.zeros [ 3 ]
let private infinities = { AnomalySettings.defaults with Infinities = true }

let private logLine = Int32.Parse __LINE__ + 3

[<MethodImpl(MethodImplOptions.NoInlining)>]
let private logs (x: Tensor) = Tensor.sum (log (x - 1.0) * 2.0)

let private logText = $"AnomalyTests.fs({logLine}): let private logs (x: Tensor) = Tensor.sum (log (x - 1.0) * 2.0)"

let private normLine = Int32.Parse __LINE__ + 3

[<MethodImpl(MethodImplOptions.NoInlining)>]
let private norm (x: Tensor) = 1.0 * sqrt (Tensor.sum (x * x))

let private normText = $"AnomalyTests.fs({normLine}): let private norm (x: Tensor) = 1.0 * sqrt (Tensor.sum (x * x))"

let private isPlace (line: string) = line.StartsWith "  at    "

/// The whole message, with its line of the program where one is expected.
let private says (expected: string list) (action: unit -> 'T) =
    let lines = (Expect.error action).Message.Split '\n' |> List.ofArray
    let shown = if List.exists isPlace expected then lines else lines |> List.filter (isPlace >> not)
    Assert.Equal(String.Join('\n', expected), String.Join('\n', shown))

let private logFails place operand shape =
    [ $"log: {place}"
      $"  result {shape} float64"
      $"  operand {operand}, -3 there, from subtract at {logText}"
      $"  at    {logText}" ]

[<Fact>]
let ``the operation that makes the first NaN is named, with its operands and lines`` () =
    let expected = logFails "1 of 3 elements become NaN, the first at [2]" "[3] float64" "[3]"
    says expected (fun () -> detectAnomaly logs x)

    match (Expect.error (fun () -> detectAnomaly logs x)).Error with
    | RiemannError.NotFinite(_, index, _) -> Assert.Equal<int list>([ 2 ], index)
    | other -> Assert.Fail $"%A{other}"

[<Fact>]
let ``the same in every nesting`` () =
    let expected = logFails "1 of 3 elements become NaN, the first at [2]" "[3] float64" "[3]"
    says expected (fun () -> detectAnomaly (grad logs) x)
    says expected (fun () -> grad (detectAnomaly logs) x)
    says expected (fun () -> detectAnomaly (fun x -> jvp logs x x) x)
    says expected (fun () -> jvp (detectAnomaly logs) x x)
    says expected (fun () -> detectAnomaly (hessian logs) x)
    says expected (fun () -> detectAnomaly (checkpoint logs) x)
    says expected (fun () -> detectAnomaly (detectAnomaly logs) x)
    says expected (fun () -> detectAnomaly (fun x -> scan (fun c _ -> c, logs c) x zeros) x)
    says expected (fun () -> detectAnomaly (fun x -> cond (tensor true) logs norm x) x)
    says expected (fun () -> detectAnomaly (grad (customVjp logs (fun x -> logs x, ()) (fun () c -> c * zeros))) x)

[<Fact>]
let ``under vmap the example is named`` () =
    let xs = Tensor.stack 0 [ x + 5.0; x ]
    let place = "1 of 6 elements become NaN, the first at [2] of example 1"
    says (logFails place "[2; 3] float64" "[2; 3]") (fun () -> detectAnomaly (vmap logs) xs)
    says (logFails place "[3] float64" "[2; 3]") (fun () -> vmap (detectAnomaly logs) xs)
    let error = Expect.error (fun () -> vmap (detectAnomaly (vmap log)) (tensor [ [ 1.0; 2.0 ]; [ 3.0; -1.0 ] ]))
    Assert.StartsWith("log: 1 of 4 elements become NaN, the first in example [1; 1]\n", error.Message)
    let error = Expect.error (fun () -> detectAnomaly (vmap log) (tensor [ 1.0; -1.0 ]))
    Assert.StartsWith("log: 1 of 2 elements become NaN, the first in example 1\n", error.Message)

let private slopeFails operation within =
    [ $"{operation}: the result becomes infinite"
      "  result [] float64"
      "  left  [] float64, 0.5, from outside"
      $"  right [] float64, 0, from sqrt at {normText}"
      $"  in    the derivative of {within}sqrt at {normText}" ]

[<Fact>]
let ``an operation of a derivative names the operation whose derivative it is`` () =
    let expected = slopeFails "divide" ""
    says expected (fun () -> detectAnomalyWith infinities (grad norm) zeros)
    says expected (fun () -> detectAnomalyWith infinities (fun x -> jvp norm x x) zeros)
    says expected (fun () -> detectAnomalyWith infinities (fun x -> (vjp norm x |> snd) (tensor 1.0)) zeros)
    says expected (fun () -> detectAnomalyWith infinities (grad (grad norm >> Tensor.sum)) zeros)
    says expected (fun () -> detectAnomalyWith infinities (hessian norm) zeros)
    Expect.same zeros (detectAnomaly (grad norm) zeros)

[<Fact>]
let ``derivatives of examples and of derivatives are named as well`` () =
    let message f = (Expect.error (fun () -> detectAnomalyWith infinities f (Tensor.zeros [ 2; 3 ]))).Message
    let within = $"  in    the derivative of sqrt at {normText}"
    Assert.StartsWith("divide: 2 of 2 elements become infinite, the first in example 0\n", message (vmap (grad norm)))
    Assert.Contains(within, message (vmap (grad norm)))
    Assert.Contains(within, message (grad (vmap norm >> Tensor.sum)))
    // The second derivative of x ** 1.5 is infinite at 0; the first is not.
    let power (x: Tensor) = x ** 1.5
    let second f = Expect.error (fun () -> detectAnomalyWith infinities f (tensor 0.0))
    Assert.Equal("power", (second (grad (grad power))).Operation)

    Assert.Contains(
        "  in    the derivative of power in the derivative of power at ",
        (second (grad (grad power))).Message
    )

    Assert.Contains(
        "  in    the derivative of power in the derivative of power at ",
        (second (derivative (derivative power))).Message
    )

[<Fact>]
let ``what happens after a derivative is not a part of it`` () =
    let step (x: Tensor) = log (grad (fun y -> Tensor.sum (y * y)) x)
    let message = (Expect.error (fun () -> detectAnomaly step x)).Message
    Assert.StartsWith("log: 1 of 3", message)
    Assert.DoesNotContain("\n  in ", message)

[<Fact>]
let ``a NaN from outside is an error of its own`` () =
    let weights = {| Weight = tensor [ 1.0; nan ] |}
    let given = tensor [ nan; 1.0; 2.0 ]

    says
        [ "multiply: left is NaN already at [1]"
          "  result [2] float64"
          "  left  [2] float64, NaN there, from the argument Weight"
          "  right [] float64, 2, from outside" ]
        (fun () -> detectAnomaly (fun (w: {| Weight: Tensor |}) -> w.Weight * 2.0) weights)

    says
        [ "multiply: right is NaN already at [0]"
          "  result [3] float64"
          "  left  [3] float64, 4 there, from the argument"
          "  right [3] float64, NaN there, from outside" ]
        (fun () -> detectAnomaly (fun x -> x * given) x)

    Assert.StartsWith(
        "exp: the operand is NaN already at [0]\n",
        (Expect.error (fun () -> detectAnomaly exp given)).Message
    )

    Assert.True (Expect.error (fun () -> detectAnomaly exp given)).Error.IsNaNGiven

[<Fact>]
let ``infinities are anomalies where one asks`` () =
    let f (x: Tensor) = 1.0 / x
    Expect.values [ infinity ] (detectAnomaly f (tensor [ 0.0 ]))
    Assert.True (Expect.error (fun () -> detectAnomalyWith infinities f (tensor [ 0.0 ]))).Error.IsNotFinite
    // One that was there before is data, such as the bounds of a mask.
    Expect.values [ infinity ] (detectAnomalyWith infinities (fun x -> x + 1.0) (tensor [ infinity ]))

[<Fact>]
let ``a choice between examples is looked at as one operation`` () =
    let chosen (x: Tensor) = cond (Tensor.greater x (tensor 0.0)) id log x
    let ofExample (action: unit -> Tensor) = Assert.Contains("of example 2", (Expect.error action).Message)
    ofExample (fun () -> detectAnomaly (vmap chosen) x)
    ofExample (fun () -> vmap (detectAnomaly chosen) x)

[<Fact>]
let ``results without NaN are those without the transformation`` () =
    let f (x: Tensor, n: int) = {| Value = Tensor.sum (x * x) * float n; Largest = Tensor.argMax 0 x |}
    let found = detectAnomaly f (x, 2)
    Expect.same (f (x, 2)).Value found.Value
    Expect.same (f (x, 2)).Largest found.Largest
    Expect.same (grad norm x) (detectAnomaly (grad norm) x)
    Expect.same (grad norm x) (grad (detectAnomaly norm) x)
    Expect.same (hessian norm x) (detectAnomaly (hessian norm) x)
    Expect.same (hessian norm x) (hessian (detectAnomaly norm) x)
    Expect.same (vmap sin x) (detectAnomaly (vmap sin) x)
    Expect.values [ 3.0 ] (detectAnomaly (fun (x: Tensor) -> if x.ToFloat() > 0.0 then x + 1.0 else x) (tensor [ 2.0 ]))
    Expect.values [] (detectAnomaly log (Tensor.zeros [ 0 ]))

[<Fact>]
let ``an exception leaves nothing behind, and a value that outlives the call is reported`` () =
    Expect.error (fun () -> detectAnomaly logs x) |> ignore
    Expect.values [ nan ] (log (tensor [ -1.0 ]))
    let mutable leak = x

    let keep (x: Tensor) =
        leak <- x * 2.0
        x

    detectAnomaly keep x |> ignore

    match (Expect.error (fun () -> leak + 1.0)).Error with
    | RiemannError.Escaped name -> Assert.Equal("detectAnomaly", name)
    | other -> Assert.Fail $"%A{other}"

[<Fact>]
let ``threads share nothing`` () =
    let found = Array.zeroCreate<string> 16

    Parallel.For(
        0,
        found.Length,
        fun i ->
            let x = Tensor.full DType.Float64 [ 2 ] (if i % 2 = 0 then -1.0 else 1.0)

            found[i] <-
                try
                    string (detectAnomaly (fun x -> Tensor.sum (log x)) x)
                with :? RiemannException as error ->
                    error.Operation
    )
    |> ignore

    for i in 0 .. found.Length - 1 do
        Assert.Equal((if i % 2 = 0 then "log" else "tensor 0.0 (float64)"), found[i])
