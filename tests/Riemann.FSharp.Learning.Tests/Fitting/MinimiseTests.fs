module Riemann.FSharp.Learning.Tests.MinimiseTests

open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type Point = { X: Tensor; Y: Tensor }

let private rosenbrock p = Tensor.square (1.0 - p.X) + 100.0 * Tensor.square (p.Y - p.X * p.X)
let private point x y = { X = tensor (x: float); Y = tensor (y: float) }
let private start = point -1.2 1.0
let private methods = [ Minimiser.Lbfgs 10; Minimiser.Bfgs; Minimiser.Newton; Minimiser.GradientDescent ]

let private settings method =
    { Minimisation.defaults with Method = method; MaxIterations = 50000; MaxEvaluations = 100000 }

let private near tolerance (expected: float) (actual: Tensor) =
    Assert.True(abs (expected - float actual) <= tolerance, $"{float actual} instead of {expected}")

[<Fact>]
let ``every method finds the end of Rosenbrock's valley`` () =
    for method in methods do
        let result = Fit.minimise (settings method) rosenbrock start
        Assert.True(result.Reason.IsConverged, $"{method} {result}")
        near 1e-6 1.0 result.Parameters.X
        near 1e-6 1.0 result.Parameters.Y
        Assert.True(result.GradientNorm <= 1e-8)

[<Fact>]
let ``Newton takes few steps, and needs none where it is already`` () =
    let result = Fit.minimise (settings Minimiser.Newton) rosenbrock start
    Assert.True(result.Iterations < 30, string result)
    let again = Fit.minimise (settings Minimiser.Newton) rosenbrock (point 1.0 1.0)
    Assert.Equal(0, again.Iterations)
    Assert.Equal(1, again.Evaluations)

[<Fact>]
let ``every method keeps to the bounds`` () =
    for method in methods do
        let bounded = { settings method with Upper = Some(point 0.5 infinity); Lower = Some(point -2.0 -2.0) }
        let mutable isInside = true

        let watched p =
            if float (stopGradient p.X) > 0.5 then isInside <- false
            rosenbrock p

        let watch p = if method = Minimiser.Newton then rosenbrock p else watched p
        let result = Fit.minimise bounded watch start
        Assert.True(result.Reason.IsConverged, $"{method} {result}")
        Assert.Equal(0.5, float result.Parameters.X)
        near 1e-8 0.25 result.Parameters.Y
        Assert.True isInside

[<Fact>]
let ``bounds that are not reached change nothing in the end`` () =
    for method in methods do
        let bounded = { settings method with Upper = Some(point 3.0 3.0); Lower = Some(point -3.0 -3.0) }
        let result = Fit.minimise bounded rosenbrock start
        Assert.True(result.Reason.IsConverged, $"{method} {result}")
        near 1e-6 1.0 result.Parameters.X

[<Fact>]
let ``a quadratic of many numbers with half of them at bounds`` () =
    let n = 20
    let target = Tensor.linspace -1.0 1.0 n
    let scales = Tensor.linspace 1.0 50.0 n
    let objective (x: Tensor) = Tensor.sum (scales * Tensor.square (x - target))

    for method in methods do
        let bounded = { settings method with Lower = Some(Tensor.zeros [ n ]) }
        let result = Fit.minimise bounded objective (Tensor.ones [ n ])
        Assert.True(result.Reason.IsConverged, $"{method} {result}")
        let wanted = target.ToArray<float>() |> Array.map (max 0.0)
        Assert.True(Array.forall2 (fun a b -> abs (a - b) < 1e-8) wanted (result.Parameters.ToArray<float>()))

[<Fact>]
let ``places where the objective is not finite are passed over`` () =
    for method in methods do
        let result = Fit.minimise (settings method) (fun (x: Tensor) -> x - log x) (tensor 0.01)
        Assert.True(result.Reason.IsConverged, $"{method} {result}")
        near 1e-6 1.0 result.Parameters

[<Fact>]
let ``Newton leaves a saddle's neighbourhood downwards`` () =
    let saddle p = Tensor.square p.X - Tensor.square p.Y + Tensor.square (Tensor.square p.Y) / 4.0
    let result = Fit.minimise (settings Minimiser.Newton) saddle (point 0.1 0.01)
    Assert.True result.Reason.IsConverged
    near 1e-6 (sqrt 2.0) result.Parameters.Y

[<Fact>]
let ``an objective without a minimum is not said to have converged`` () =
    let result = Fit.minimise { settings Minimiser.Bfgs with MaxIterations = 20 } (fun (x: Tensor) -> -x) (tensor 0.0)
    Assert.Equal(MinimisationReason.Iterations, result.Reason)
    Assert.False result.Reason.IsConverged

[<Fact>]
let ``limits, progress and cancellation`` () =
    let steps = ResizeArray()
    use source = new CancellationTokenSource()

    let progress (step: MinimisationProgress<Point>) =
        steps.Add step.Value
        if step.Iteration = 3 then source.Cancel()

    let watched = { settings Minimiser.Bfgs with Progress = Some progress; Cancellation = source.Token }
    let result = Fit.minimise watched rosenbrock start
    Assert.Equal(MinimisationReason.Cancelled, result.Reason)
    Assert.Equal(3, steps.Count)
    Assert.Equal(steps[2], result.Value)
    let limited = Fit.minimise { settings Minimiser.Bfgs with MaxEvaluations = 5 } rosenbrock start
    Assert.Equal(MinimisationReason.Evaluations, limited.Reason)

[<Fact>]
let ``what is wrong is refused`` () =
    let refused words settings objective start =
        Numbers.refused "Fit.minimise" words (fun () -> Fit.minimise settings objective start)

    refused "MaxIterations is 0" { Minimisation.defaults with MaxIterations = 0 } rosenbrock start
    refused "the history of Lbfgs is 0" { Minimisation.defaults with Method = Minimiser.Lbfgs 0 } rosenbrock start
    refused "GradientTolerance is NaN" { Minimisation.defaults with GradientTolerance = nan } rosenbrock start
    let outside = { Minimisation.defaults with Lower = Some(point 0.0 0.0) }
    refused "the start of X is -1.2, outside its bounds 0 and Infinity" outside rosenbrock start
    let words = "the objective or its gradient is not finite at the start\n  hint  start where both are finite"
    refused words Minimisation.defaults (fun p -> log p.X) start
    refused words Minimisation.defaults (fun p -> sqrt p.X) (point 0.0 0.0)

[<Fact>]
let ``its results are differentiated by the implicit function theorem`` () =
    let objective (x: Tensor) (p: Tensor) = Tensor.square (x - sin p)

    let found =
        Implicit.minimum objective (fun p ->
            (Fit.minimise Minimisation.defaults (fun x -> objective x p) (tensor 0.0)).Parameters)

    near 1e-8 (cos 0.3) (derivative found (tensor 0.3))
