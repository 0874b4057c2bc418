/// Derivatives of solutions of equations.
module Riemann.FSharp.Tests.RootTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 0.3; -0.2; 0.5 ]

let private matrixFree = { Implicit.defaults with System = LinearSystem.MatrixFree(tolerance = 1e-13, products = 100) }

let private squareRoot settings (x: Tensor) =
    let residual (y: Tensor) (x: Tensor) = y * y - x
    Implicit.rootWith settings residual (Solver.newton residual (Tensor.ones [ 3 ])) (1.0 + x * x)

[<Fact>]
let ``the square root by Newton's method is the square root to every transformation`` () =
    let expected (x: Tensor) = sqrt (1.0 + x * x)
    Modes.same expected (squareRoot Implicit.defaults)
    Modes.same expected (squareRoot matrixFree)

let private a = tensor [ [ 3.0; 1.0; -0.5 ]; [ -1.0; 4.0; 0.3 ]; [ 0.2; 0.7; 2.5 ] ]

/// Equations that do not come apart, and are linear in neither.
let private coupled (y: Tensor) (x: Tensor) = a *@ y + sin y * x - tanh x

let private start = Tensor.zeros [ 3 ]

[<Fact>]
let ``the derivative is that of the solver's steps`` () =
    let implicitly = Implicit.root coupled (Solver.newton coupled start)
    let unrolled = Solver.newton coupled start
    Expect.same (unrolled x) (implicitly x)
    Expect.same (jacfwd unrolled x) (jacfwd implicitly x)
    Expect.same (jacrev unrolled x) (jacrev implicitly x)
    let number f (x: Tensor) = Tensor.sum (sin (f x))
    Expect.same (hessian (number unrolled) x) (hessian (number implicitly) x)
    Check.assertDerivatives implicitly x

[<Fact>]
let ``without a matrix the derivatives are the same in every mode`` () =
    let solver = Solver.newton coupled start
    Modes.same (Implicit.root coupled solver) (Implicit.rootWith matrixFree coupled solver)

[<Fact>]
let ``what the residual captures moves the solution`` () =
    let solver (x: Tensor) = sqrt (1.0 + x * x)

    for settings in [ Implicit.defaults; matrixFree ] do
        let captured (w: Tensor) = Implicit.rootWith settings (fun y (x: Tensor) -> y * y - 1.0 - w * x) solver
        Modes.same (fun x -> sqrt (1.0 + x * x)) (fun x -> captured x x)
        let loss f (w: Tensor) = f w x |> sin |> Tensor.sum
        let expected = grad (loss (fun w x -> sqrt (1.0 + w * x))) x
        grad (loss captured) x |> Expect.same expected

    let alone (w: Tensor) = Implicit.root (fun y () -> y * y - 1.0 - w) (fun () -> sqrt (1.0 + stopGradient w)) ()
    grad (alone >> Tensor.sum) x |> Expect.same (0.5 / sqrt (1.0 + x))

type private Circle = { Radius: Tensor; Slope: Tensor; Name: string }

[<Fact>]
let ``unknowns and parameters are trees`` () =
    // The point of a circle on a line through its centre.
    let residual (px: Tensor, py: Tensor) circle =
        {| OnCircle = px * px + py * py - circle.Radius * circle.Radius; OnLine = py - circle.Slope * px |}

    let point = Implicit.root residual (Solver.newton residual (tensor 1.0, tensor 1.0))
    let circle = { Radius = tensor 2.0; Slope = tensor 0.75; Name = "circle" }
    let px, py = point circle
    Expect.number 1.6 px
    Expect.number 1.2 py
    let gradient = grad (point >> fst) circle
    Expect.number 0.8 gradient.Radius
    Expect.number (-2.0 * 0.75 / 1.5625 ** 1.5) gradient.Slope
    Assert.Equal("circle", gradient.Name)

[<Fact>]
let ``integers and single precision pass`` () =
    let residual (y: Tensor, _: Tensor) (x: Tensor, _: Tensor) = y * y - x
    let solver (x: Tensor, n: Tensor) = sqrt x, n
    let f x = Implicit.root residual solver (x, tensor [ 1; 2 ]) |> fst |> Tensor.sum
    let gradient = grad f (tensor [ 4.0f; 9.0f ])
    Assert.Equal(DType.Float32, gradient.DType)
    Expect.near 1e-6 [ 0.25; 1.0 / 6.0 ] gradient
    let newton (y: Tensor) x = y * y - x
    let f = Implicit.root newton (Solver.newton newton (tensor [ 1.0f; 1.0f ])) >> Tensor.sum
    Expect.near 1e-6 [ 0.25; 1.0 / 6.0 ] (grad f (tensor [ 4.0f; 9.0f ]))

[<Fact>]
let ``inside checkpoints, rules, loops and other solutions`` () =
    let root = squareRoot Implicit.defaults
    let expected (x: Tensor) = sqrt (1.0 + x * x)
    Modes.same expected (checkpoint root)
    Modes.same expected (customJvp root (fun x t -> jvp root x t))
    Modes.same (expected >> expected) (forLoop 1 2 (fun _ -> root))
    // y (1 + y²) = x, where the residual holds a solution itself.
    let residual (y: Tensor) (x: Tensor) = y * Tensor.square (root y) - x

    let plain (y: Tensor) (x: Tensor) = y * (1.0 + y * y) - x
    let solver = Solver.newton plain start
    Modes.same (Implicit.root plain solver) (Implicit.root residual solver)

[<Fact>]
let ``a solver reads values under vmap, one example after the other`` () =
    let mutable calls = 0

    let solver (x: Tensor) =
        calls <- calls + 1
        if x.ToFloat() > 0.0 then sqrt x else -sqrt -x

    let signed = Implicit.root (fun y x -> y * abs y - x) solver
    let xs = tensor [ 4.0; -9.0 ]
    Expect.values [ 0.25; 1.0 / 6.0 ] (vmap (grad signed) xs)
    Assert.Equal(2, calls)
    Expect.values [ 0.25; 1.0 / 6.0 ] (grad (fun xs -> Tensor.sum (vmap signed xs)) xs)

[<Fact>]
let ``what is no solution is refused`` () =
    let residual (y: Tensor) (x: Tensor) = y * y - x

    (fun () -> Implicit.root residual (fun _ -> tensor 1.5) (tensor 2.0))
    |> Expect.refusal
        _.IsValue
        [ "Implicit.root: the solver returned no solution: its largest residual is 0.25, the tolerance 1e-06"
          "  hint  let the solver go on, or accept more: { Implicit.defaults with Tolerance = .. }" ]

    let wide = { Implicit.defaults with Tolerance = 0.3 }
    Implicit.rootWith wide residual (fun _ -> tensor 1.5) (tensor 2.0) |> Expect.number 1.5
    let notNumber () = Implicit.root residual (fun _ -> tensor nan) (tensor 2.0)
    Assert.Contains("its largest residual is NaN", (Expect.error notNumber).Message)
    let batch () = vmap (Implicit.root residual (fun _ -> tensor 2.0)) (tensor [ 4.0; 5.0 ])
    Assert.Contains("its largest residual is 1", (Expect.error batch).Message)

[<Fact>]
let ``misuse is reported in its name`` () =
    let message f = (Expect.error f).Message
    let few () = Implicit.root (fun (y: Tensor) (x: Tensor) -> Tensor.sum (y - x)) id x
    Assert.Contains("Implicit.root: there are 1 equations for 3 unknowns", message few)
    let none () = Implicit.root (fun (_: Tensor) (x: Tensor) -> x) (fun _ -> tensor 1) x
    Assert.Contains("Implicit.root: the solution holds no float tensor", message none)
    let captured (w: Tensor) = Implicit.root (fun y () -> y - w) (fun () -> tensor (float w)) ()
    grad captured (tensor 2.0) |> Expect.number 1.0
    Assert.True (Expect.error (fun () -> vmap captured x)).Error.IsUnknown
    let mutable leak = x

    let keep (y: Tensor) (x: Tensor) =
        leak <- y - x
        leak

    Implicit.root keep id x |> ignore
    Assert.Contains("escaped from Implicit.root", message (fun () -> leak + 1.0))
    let nobody () = vmap (squareRoot Implicit.defaults) (Tensor.zeros [ 0; 3 ])
    Assert.Contains("there are no examples", message nobody)

    let ragged () =
        vmap
            (Implicit.root (fun y _ -> y - y) (fun (x: Tensor) -> Tensor.zeros [ int (float x) ]))
            (tensor [ 1.0; 2.0 ])

    Assert.Contains("the examples' results differ", message ragged)

[<Fact>]
let ``a linear system that is not solved is refused`` () =
    let few = { Implicit.defaults with System = LinearSystem.MatrixFree(1e-10, 2) }
    let unsolved () = grad (Implicit.rootWith few coupled (Solver.newton coupled start) >> Tensor.sum) x

    Assert.Contains(
        "the linear system of the derivative is not solved after 2 products",
        (Expect.error unsolved).Message
    )

[<Fact>]
let ``where the solution has no derivative the system is singular`` () =
    let root = Implicit.root (fun (y: Tensor) (p: Tensor) -> y * y - p) sqrt
    root (tensor 0.0) |> Expect.number 0.0
    let error = Expect.error (fun () -> derivative root (tensor 0.0))
    Assert.Contains("singular", error.Message)
