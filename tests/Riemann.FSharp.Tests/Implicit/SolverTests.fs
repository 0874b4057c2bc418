/// The solvers alone.
module Riemann.FSharp.Tests.SolverTests

open Xunit
open Riemann.FSharp

[<Fact>]
let ``Newton's method is damped where whole steps diverge`` () =
    Expect.values [ 0.0 ] (Solver.newton (fun (x: Tensor) () -> atan x) (tensor 3.0) ())
    let rosenbrock (x: Tensor) = (1.0 - x[0]) ** 2.0 + 100.0 * (x[1] - x[0] * x[0]) ** 2.0
    let slope (x: Tensor) () = grad rosenbrock x
    Expect.values [ 1.0; 1.0 ] (Solver.newton slope (tensor [ -1.2; 1.0 ]) ())

[<Fact>]
let ``Newton's method goes on to rounding, and stops`` () =
    let mutable calls = 0

    let residual (x: Tensor) (p: Tensor) =
        calls <- calls + 1
        x * x - p

    Expect.near 1e-15 [ sqrt 2.0 ] (Solver.newton residual (tensor 1.0) (tensor 2.0))
    Assert.InRange(calls, 6, 16)
    calls <- 0
    Expect.number 3.0 (Solver.newton residual (tensor 3.0) (tensor 9.0))
    Assert.Equal(1, calls)

[<Fact>]
let ``unknowns of Newton's method are trees of any float type`` () =
    let residual (a: Tensor, b: Tensor, n: int) (p: Tensor) =
        [ a * Tensor.sum (Tensor.cast DType.Float64 b) - p; b - float n ]

    let a, b, n = Solver.newton residual (tensor 1.0, tensor [ 1.0f; 2.0f ], 3) (tensor 12.0)
    Expect.near 1e-6 [ 2.0 ] a
    Expect.near 1e-6 [ 3.0; 3.0 ] b
    Assert.Equal(DType.Float32, b.DType)
    Assert.Equal(3, n)

[<Fact>]
let ``a solver that does not arrive says so`` () =
    let message f = (Expect.error f).Message
    let never () = Solver.newton (fun (x: Tensor) () -> x * x + 1.0) (tensor 3.0) ()
    Assert.Contains("Solver.newton: no solution after", message never)

    let soon () =
        Solver.newtonWith { Solver.defaults with Steps = 2 } (fun (x: Tensor) () -> x * x - 2.0) (tensor 100.0) ()

    Assert.Contains("Solver.newton: no solution after 2 steps", message soon)
    let notNumber () = Solver.newton (fun (x: Tensor) () -> log x) (tensor -1.0) ()
    Assert.Contains("the largest residual is NaN", message notNumber)
    let away () = Solver.iterate (fun (x: Tensor) () -> 2.0 * x) (tensor 1.0) ()
    Assert.Contains("Solver.iterate: no solution after", message away)
    let shrinking () = Solver.iterate (fun (x: Tensor) () -> Tensor.sum x) (tensor [ 1.0; 2.0 ]) ()
    Assert.Contains("Solver.iterate: the value changes", message shrinking)

[<Fact>]
let ``iteration finds fixed points of trees`` () =
    let f (x: Tensor, y: Tensor) (p: Tensor) = cos y * p, cos x
    let x, y = Solver.iterateWith { Tolerance = 1e-14; Steps = 1000 } f (tensor 0.0, tensor 0.0) (tensor 1.0)
    // The Dottie number.
    Expect.values [ 0.739085133215161 ] x
    Expect.values [ 0.739085133215161 ] y
