/// Derivatives of minima and fixed points.
module Riemann.FSharp.Tests.MinimumTests

open Xunit
open Riemann.FSharp

let private matrixFree = { Implicit.defaults with System = LinearSystem.MatrixFree(1e-13, 500) }
let private both = [ Implicit.defaults; matrixFree ]

let private features =
    tensor [ [ 1.0; 0.5; -1.0 ]; [ 0.2; -1.5; 0.3 ]; [ 2.0; 0.1; 0.7 ]; [ -0.4; 0.9; 1.1 ]; [ 0.6; -0.3; 0.8 ] ]

let private targets = tensor [ 1.0; -2.0; 0.5; 3.0; 0.7 ]

let private gram = Tensor.transpose features *@ features

/// The weights of ridge regression by their formula.
let private formula (targets: Tensor) (strength: Tensor) =
    Tensor.solve (gram + strength * Tensor.eye 3) (Tensor.transpose features *@ targets)

let private objective (weights: Tensor) (targets: Tensor, strength: Tensor) =
    0.5 * Tensor.sum (Tensor.square (features *@ weights - targets)) + 0.5 * strength * Tensor.dot weights weights

let private ridge settings (targets: Tensor) (strength: Tensor) =
    Implicit.minimumWith settings objective (fun (t, s) -> formula t s) (targets, strength)

[<Fact>]
let ``ridge regression moves with its regularisation as the formula says`` () =
    let strength = tensor 0.7
    let w = formula targets strength
    let inverse b = Tensor.solve (gram + 0.7 * Tensor.eye 3) b

    for settings in both do
        let weights = ridge settings targets
        Expect.same -(inverse w) (derivative weights strength)
        Expect.same (2.0 * inverse (inverse w)) (derivative (derivative weights) strength)
        Expect.same -(inverse w) (jacrev weights strength)
        Expect.same (-6.0 * inverse (inverse (inverse w))) (jacfwd (jacrev (jacfwd weights)) strength)
        Expect.same (inverse (Tensor.transpose features)) (jacrev (fun t -> ridge settings t strength) targets)

[<Fact>]
let ``a hyperparameter's gradient and Hessian`` () =
    let seen, truth = tensor [ [ 0.5; 1.0; 0.2 ]; [ 1.5; -0.3; 0.4 ] ], tensor [ 0.8; -0.6 ]

    let validation weights (logarithm: Tensor) = Tensor.sum (Tensor.square (seen *@ weights (exp logarithm) - truth))

    for settings in both do
        for at in [ -2.0; 0.0; 1.5 ] do
            let expected, found = validation (formula targets), validation (ridge settings targets)
            let at = tensor at
            Expect.same (grad expected at) (grad found at)
            Expect.same (hessian expected at) (hessian found at)

[<Fact>]
let ``minima are batched inside and outside of gradients`` () =
    let strengths = tensor [ 0.1; 0.7; 3.0 ]
    let loss weights s = Tensor.sum (sin (weights s))

    for settings in both do
        let found, expected = loss (ridge settings targets), loss (formula targets)
        Expect.same (vmap (grad expected) strengths) (vmap (grad found) strengths)
        Expect.same (vmap (hessian expected) strengths) (vmap (hessian found) strengths)
        let total f xs = Tensor.sum (vmap f xs)
        Expect.same (grad (total expected) strengths) (grad (total found) strengths)
        Expect.same (hessian (total expected) strengths) (hessian (total found) strengths)

[<Fact>]
let ``a minimum found by Newton's method on the gradient`` () =
    // sum of x⁴/4 + x²/2 - p x, whose minimum is the root of x³ + x = p.
    let objective (x: Tensor) (p: Tensor) = Tensor.sum (0.25 * x ** 4.0 + 0.5 * x * x - p * x)
    let slope x p = grad (fun x -> objective x p) x
    let minimum = Implicit.minimum objective (Solver.newton slope (Tensor.zeros [ 3 ]))
    let p = tensor [ 2.0; 10.0; 0.0 ]
    Expect.values [ 1.0; 2.0; 0.0 ] (minimum p)
    Expect.values [ 0.25; 1.0 / 13.0; 1.0 ] (grad (minimum >> Tensor.sum) p)
    Check.assertDerivatives minimum p

[<Fact>]
let ``a point that is no minimum is refused`` () =
    let saddle (x: Tensor) (p: Tensor) = Tensor.sum (p * x - 0.5 * x * x)
    let found () = grad (Implicit.minimumWith matrixFree saddle id >> Tensor.sum) (tensor [ 1.0; 2.0 ])
    Assert.Contains("is not positive definite: the point is not a minimum", (Expect.error found).Message)
    // The dense system asks for a stationary point only.
    grad (Implicit.minimum saddle id >> Tensor.sum) (tensor [ 1.0; 2.0 ]) |> Expect.values [ 1.0; 1.0 ]
    let away () = Implicit.minimum saddle (fun p -> p + 1.0) (tensor [ 1.0; 2.0 ])

    Assert.Contains(
        "Implicit.minimum: the solver returned no solution: its largest residual is 1",
        (Expect.error away).Message
    )

[<Fact>]
let ``a thousand unknowns without a matrix`` () =
    // A chain of springs: (2 + p) x[i] - x[i-1] - x[i+1] = 1, by energy.
    let energy (x: Tensor) (p: Tensor) =
        0.5 * Tensor.sum ((2.0 + p) * x * x) - Tensor.sum (x[1..] * x[..998]) - Tensor.sum x

    let jacobi (x: Tensor) (p: Tensor) =
        let zero = Tensor.zeros [ 1 ]
        let left, right = Tensor.concatenate 0 [ zero; x[..998] ], Tensor.concatenate 0 [ x[1..]; zero ]
        (1.0 + left + right) / (2.0 + p)

    let solver = Solver.iterateWith { Tolerance = 1e-13; Steps = 1000 } jacobi (Tensor.zeros [ 1000 ])
    let middle p = (Implicit.minimumWith matrixFree energy solver p)[500]
    // Far from the ends x = 1 / p.
    Expect.near 1e-9 [ 2.0 ] (middle (tensor 0.5))
    Expect.near 1e-9 [ -4.0 ] (grad middle (tensor 0.5))
    Expect.near 1e-9 [ 16.0 ] (hessian middle (tensor 0.5))

type private Layer = { Weight: Tensor; Bias: Tensor }

let private layer =
    { Weight = tensor [ [ 0.3; -0.2; 0.1 ]; [ 0.25; 0.1; -0.3 ]; [ -0.1; 0.4; 0.2 ] ]
      Bias = tensor [ 0.1; -0.2; 0.3 ] }

let private step (z: Tensor) (layer, x: Tensor) = tanh (layer.Weight *@ z + layer.Bias + x)
let private iterate = Solver.iterateWith { Tolerance = 1e-14; Steps = 500 } step (Tensor.zeros [ 3 ])
let private input = tensor [ 0.5; -1.0; 0.2 ]

[<Fact>]
let ``a layer in equilibrium has the gradient of its iteration`` () =
    let loss solve p = Tensor.sum (sin (solve p))

    for settings in both do
        let equilibrium = Implicit.fixedPointWith settings step iterate
        let expected, expectedInput = grad (loss iterate) (layer, input)
        let found, foundInput = grad (loss equilibrium) (layer, input)
        Expect.same expected.Weight found.Weight
        Expect.same expected.Bias found.Bias
        Expect.same expectedInput foundInput
        let along solve x = grad (loss (fun x -> solve (layer, x))) x
        Expect.same (jacfwd (along iterate) input) (jacfwd (along equilibrium) input)
        let rows = Tensor.stack 0 [ input; -input; 2.0 * input ]
        let one x = along iterate x
        Expect.same (Tensor.stack 0 [ one input; one -input; one (2.0 * input) ]) (vmap (along equilibrium) rows)

    Check.assertDerivatives (Implicit.fixedPoint step iterate) (layer, input)
