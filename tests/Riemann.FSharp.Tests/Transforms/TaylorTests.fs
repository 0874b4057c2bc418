/// Many derivatives of a function of one number in one pass.
module Riemann.FSharp.Tests.TaylorTests

open System
open System.Diagnostics
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.Kernels

let private nested order f x = Seq.fold (fun f _ -> derivative f) f [ 1..order ] x

let private functions: (string * (Tensor -> Tensor)) list =
    [ "sin", sin
      "exp of sin", exp << sin
      "tanh", (fun x -> tanh (sin x * exp x))
      "quotient", (fun x -> sin x / (1.0 + x * x))
      "reciprocal of a quotient", (fun x -> 1.0 / (x / (2.0 + exp x)))
      "roots and logarithms", (fun x -> sqrt (1.0 + x * x) * log (2.0 + sin x))
      "powers", (fun x -> (x ** 2.5) ** x)
      "polynomial", (fun x -> 3.0 * x * x * x - x + 5.0)
      "inverse functions", (fun x -> asin (x / 3.0) + atan x * acos (x / 2.0) + Tensor.asinh x)
      "sigmoid", (fun x -> Tensor.sigmoid (x * x) - Tensor.softplus x)
      "choices", (fun x -> Tensor.where (Tensor.greater x (tensor 0.0)) (sin x) x * Tensor.maximum x (x * x))
      "abs and rounding", (fun x -> abs (x - 2.0) * floor (x + 3.0))
      "vectors", (fun x -> Tensor.logSumExp (sin (x * tensor [ 1.0; 2.0; 0.5 ])))
      "matrices", (fun x -> let a = x * tensor [ [ 1.0; 2.0 ]; [ 0.5; -1.0 ] ] in sin a *@ exp a)
      "checkpoint", checkpoint (fun x -> sin (x * x) * x)
      "custom rule", customVjp sin (fun x -> sin x, cos x) (fun slope c -> slope * c) << exp
      "inner derivative", (fun x -> grad (fun y -> sin (x * y) * y) (exp x))
      "inner vmap", (fun x -> vmap (fun y -> sin (x * y)) (tensor [ 1.0; 2.0 ]) |> Tensor.sum)
      "constant", (fun _ -> tensor [ 1.0; 2.0 ])
      "identity", id ]

[<Fact>]
let ``derivatives to order 7 are those of nested derivatives`` () =
    for name, f in functions do
        let x = tensor 0.4
        let found = Taylor.derivatives f x 7
        Assert.Equal(8, found.Length)

        for order in 0..7 do
            try
                let expected = nested order f x
                Assert.Equal<int list>(expected.Shape, found[order].Shape)
                Expect.near 1e-8 (Expect.numbers expected) found[order]
            with error ->
                Assert.Fail $"{name}, order {order}: {error.Message}"

[<Fact>]
let ``derivatives that are known`` () =
    Taylor.derivatives exp (tensor 0.0) 20 |> List.iter (Expect.number 1.0)

    for order, found in List.indexed (Taylor.derivatives (fun x -> 1.0 / (1.0 - x)) (tensor 0.0) 15) do
        Expect.near 1e-12 [ Seq.fold (*) 1.0 (seq { 1.0 .. float order }) ] found

[<Fact>]
let ``Taylor mode of every primitive along a line is nested forward mode`` () =
    for row in Register.rows do
        let samples =
            match row with
            | Table.Value(name, samples) -> samples Found.values[name]
            | Table.Maker(_, samples) -> samples

        for sample in samples |> List.truncate 2 do
            let operands = List.toArray sample.Operands
            let v = Laws.direction (Key.create 5L) operands

            let along (s: Tensor) =
                let moved (x: Tensor) v = if x.DType.IsFloat() then x + Tensor.cast x.DType (0.1 * s) * v else x
                Primitive.apply sample.Of (Array.map2 moved operands v) |> Tensor.cast DType.Float64

            let found = Taylor.derivatives along (tensor 0.0) 3

            for order in 0..3 do
                let expected = nested order along (tensor 0.0)
                let tolerance = if operands |> Array.exists (fun x -> x.DType = DType.Float32) then 1e-4 else 1e-8

                try
                    Expect.near tolerance (Expect.numbers expected) found[order]
                with error ->
                    Assert.Fail $"{row.Name} of %A{operands}, order {order}: {error.Message}"

[<Fact>]
let ``Taylor mode inside other transformations`` () =
    let third (x: Tensor) = (Taylor.derivatives (fun x -> sin (x * x)) x 3)[3]
    let expected = nested 3 (fun x -> sin (x * x))
    let xs = tensor [ 0.3; -0.5; 1.0 ]
    vmap third xs |> Expect.same (vmap expected xs)
    grad third (tensor 0.7) |> Expect.same (derivative expected (tensor 0.7))
    derivative third (tensor 0.7) |> Expect.same (derivative expected (tensor 0.7))
    hessian third (tensor 0.7) |> Expect.same (derivative (derivative expected) (tensor 0.7))
    let captured w = (Taylor.derivatives (fun x -> sin (w * x)) (tensor 0.7) 3)[3]
    grad captured (tensor 1.1) |> Expect.same (derivative captured (tensor 1.1))
    // d3/dx3 sin(w x) = -w^3 cos(w x)
    let w, x = 1.1, 0.7
    grad captured (tensor w) |> Expect.number (-3.0 * w * w * cos (w * x) + w ** 3.0 * x * sin (w * x))
    let twice x = (Taylor.derivatives (fun x -> (Taylor.derivatives sin x 2)[2]) x 2)[2]
    twice (tensor 0.7) |> Expect.number (sin 0.7)

[<Fact>]
let ``a long chain of operations`` () =
    let f (x: Tensor) = Seq.fold (fun y _ -> sin y + x) x [ 1..2000 ]
    let found = Taylor.derivatives f (tensor 0.5) 2
    Expect.near 1e-8 [ (nested 2 f (tensor 0.5)).ToFloat() ] found[2]

[<Fact>]
let ``if on a value follows the value`` () =
    let f (x: Tensor) = if x.ToFloat() > 0.0 then x * x else x
    (Taylor.derivatives f (tensor 3.0) 2)[2] |> Expect.number 2.0
    (Taylor.derivatives f (tensor -3.0) 2)[2] |> Expect.number 0.0

[<Fact>]
let ``misuse is refused`` () =
    Expect.refusal
        _.IsValue
        [ "Taylor.derivatives: there is no derivative of order -1"; "  hint  order 0 or more" ]
        (fun () -> Taylor.derivatives sin (tensor 1.0) -1)

    for x in [ tensor [ 1.0; 2.0 ]; tensor 1L ] do
        Assert.True (Expect.error (fun () -> Taylor.derivatives sin x 2)).Error.IsNotDifferentiable

    let mutable leak = tensor 1.0

    let keep x =
        leak <- sin x
        leak

    Taylor.derivatives keep (tensor 1.0) 2 |> ignore
    Assert.Contains("escaped from Taylor.derivatives", (Expect.error (fun () -> leak + 1.0)).Message)

[<Fact>]
let ``ten orders are much faster than nested`` () =
    let f x = tanh (sin x * exp x)
    let x = tensor 0.3

    let time (action: unit -> Tensor) =
        action () |> ignore
        let clock = Stopwatch.StartNew()
        action () |> ignore
        clock.Elapsed.TotalMilliseconds

    let taylor = time (fun () -> (Taylor.derivatives f x 10)[10])
    let nested = time (fun () -> nested 10 f x)
    Assert.True(nested > 3.0 * taylor, $"Taylor {taylor} ms, nested {nested} ms")
