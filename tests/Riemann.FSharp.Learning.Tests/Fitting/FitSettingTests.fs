module Riemann.FSharp.Learning.Tests.FitSettingTests

open System
open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type Decay = { Amplitude: Tensor; Rate: Tensor }

let private decay p (x: Tensor) = p.Amplitude * exp (-p.Rate * x)
let private start = { Amplitude = tensor 1.0; Rate = tensor 1.0 }
let private x = Tensor.linspace 0.0 4.0 9
let private noisy = 3.0 * exp (-0.7 * x) + 0.01 * sin (100.0 * x)
let private bounds amplitude rate = Some { Amplitude = tensor (amplitude: float); Rate = tensor (rate: float) }
let private with' settings = Fit.curveWith settings decay start x noisy

let private near tolerance (expected: float) (actual: float) =
    Assert.True(abs (expected - actual) <= tolerance * max 1.0 (abs expected), $"{actual} instead of {expected}")

[<Fact>]
let ``bounds that are not reached change nothing`` () =
    let free = with' Fit.defaults
    let bounded = with' { Fit.defaults with Lower = bounds 0.0 0.0; Upper = bounds 10.0 10.0 }
    near 1e-10 (float free.Parameters.Rate) (float bounded.Parameters.Rate)
    near 1e-9 (float free.StandardErrors.Rate) (float bounded.StandardErrors.Rate)
    Assert.Empty bounded.Notes

[<Fact>]
let ``a bound holds its parameter, and the others are where the sum is least`` () =
    let held = with' { Fit.defaults with Upper = bounds 2.5 infinity }
    let alone = Fit.curve (fun rate x -> decay { Amplitude = tensor 2.5; Rate = rate } x) (tensor 1.0) x noisy
    Assert.True(held.Reason.IsConverged, string held.Reason)
    Assert.Equal(2.5, float held.Parameters.Amplitude)
    near 1e-9 (float alone.Parameters) (float held.Parameters.Rate)
    near 1e-8 (float alone.StandardErrors) (float held.StandardErrors.Rate)
    Assert.True(Double.IsNaN(float held.StandardErrors.Amplitude))
    Assert.Equal(8, held.DegreesOfFreedom)
    Assert.Equal<string list>([ "Amplitude is held by a bound: no standard error" ], held.Notes)

[<Fact>]
let ``a parameter that a bound held may leave it again`` () =
    let start = { Amplitude = tensor 0.0; Rate = tensor 0.0 }
    let result = Fit.curveWith { Fit.defaults with Lower = bounds 0.0 0.0 } decay start x noisy
    Assert.True(result.Reason.IsConverged, string result.Reason)
    near 1e-9 (float (with' Fit.defaults).Parameters.Rate) (float result.Parameters.Rate)

[<Fact>]
let ``equal bounds fix a parameter`` () =
    let result = with' { Fit.defaults with Lower = bounds -infinity 1.0; Upper = bounds infinity 1.0 }
    Assert.Equal(1.0, float result.Parameters.Rate)
    Assert.True result.Reason.IsConverged

[<Fact>]
let ``a weight of 2 is the same datum twice, and of 0 none`` () =
    let weights = tensor [ 2.0; 1.0; 1.0; 1.0; 1.0; 1.0; 1.0; 1.0; 0.0 ]
    let weighted = with' { Fit.defaults with Weighting = Weighting.Weights weights }

    let data (t: Tensor) =
        Tensor.concatenate 0 [ Tensor.slice [ Slice.Range(0, 7) ] t; Tensor.slice [ Slice.Range(0, 0) ] t ]

    let twice = Fit.curve decay start (data x) (data noisy)
    near 1e-9 (float twice.Parameters.Rate) (float weighted.Parameters.Rate)
    near 1e-12 twice.ResidualSumOfSquares weighted.ResidualSumOfSquares
    Assert.Equal(6, weighted.DegreesOfFreedom)
    near 1e-12 (float noisy[8] - float (decay weighted.Parameters x[8])) (float weighted.Residuals[8])

[<Fact>]
let ``known errors give standard errors that do not look at the scatter`` () =
    let error = 0.05
    let result = with' { Fit.defaults with Weighting = Weighting.Errors(Tensor.full DType.Float64 [ 9 ] error) }
    let plain = with' Fit.defaults

    near
        1e-8
        (float plain.StandardErrors.Rate / plain.ResidualStandardDeviation * error)
        (float result.StandardErrors.Rate)

    let low, high = Fit.confidenceIntervals 0.95 result
    near 1e-6 (2.0 * 1.959963985 * float result.StandardErrors.Rate) (float high.Rate - float low.Rate)

let private outlier = noisy.ToArray<float>() |> Array.mapi (fun i y -> if i = 4 then y + 5.0 else y) |> tensor

[<Fact>]
let ``robust losses bear an outlier`` () =
    for loss in [ RobustLoss.Huber 0.01; RobustLoss.SoftL1 0.01; RobustLoss.Cauchy 0.01 ] do
        let result = Fit.curveWith { Fit.defaults with Loss = loss } decay start x outlier
        Assert.True(result.Reason.IsConverged, $"{loss} {result.Reason}")
        near 0.02 0.7 (float result.Parameters.Rate)

    // Of arctan an outlier is no slope at all: from far away every point is one.
    let start = { Amplitude = tensor 3.1; Rate = tensor 0.75 }
    let result = Fit.curveWith { Fit.defaults with Loss = RobustLoss.Arctan 0.05 } decay start x outlier
    Assert.True(result.Reason.IsConverged, string result.Reason)
    near 0.02 0.7 (float result.Parameters.Rate)
    let squares = Fit.curve decay start x outlier
    Assert.True(abs (float squares.Parameters.Rate - 0.7) > 0.05)

[<Fact>]
let ``a robust loss whose scale is larger than all residuals is the sum of squares`` () =
    let huber = with' { Fit.defaults with Loss = RobustLoss.Huber 1e3 }
    let squares = with' Fit.defaults
    near 1e-10 (float squares.Parameters.Rate) (float huber.Parameters.Rate)
    near 1e-9 (float squares.StandardErrors.Rate) (float huber.StandardErrors.Rate)

[<Fact>]
let ``acceleration finds the same`` () =
    let result = with' { Fit.defaults with Acceleration = true }
    Assert.True result.Reason.IsConverged
    near 1e-9 (float (with' Fit.defaults).Parameters.Rate) (float result.Parameters.Rate)

[<Fact>]
let ``progress is told after every step, and the cost falls`` () =
    let steps = ResizeArray()
    let result = with' { Fit.defaults with Progress = Some steps.Add }
    Assert.Equal<int seq>(seq { 1 .. result.Iterations }, steps |> Seq.map _.Iteration)
    let costs = steps |> Seq.map _.Cost |> Seq.toList
    Assert.True(costs |> List.pairwise |> List.forall (fun (a, b) -> b <= a * (1.0 + 1e-10)))
    Assert.Equal(float result.Parameters.Rate, float (Seq.last steps).Parameters.Rate)

[<Fact>]
let ``the evaluations are counted, and end a fit that needs more`` () =
    let result = with' { Fit.defaults with MaxEvaluations = 3 }
    Assert.Equal(FitReason.Evaluations, result.Reason)
    Assert.Equal(3, result.Evaluations)
    Assert.False result.Reason.IsConverged

[<Fact>]
let ``a fit can be cancelled`` () =
    use source = new CancellationTokenSource()
    let stop (progress: FitProgress<Decay>) = if progress.Iteration = 2 then source.Cancel()
    let result = with' { Fit.defaults with Cancellation = source.Token; Progress = Some stop }
    Assert.Equal(FitReason.Cancelled, result.Reason)
    Assert.Equal(2, result.Iterations)

[<Fact>]
let ``a small change or a short step is not called converged`` () =
    let reason settings = (with' settings).Reason

    match reason { Fit.defaults with ChangeTolerance = 0.5; OffsetTolerance = 0.0 } with
    | FitReason.SmallChange offset -> Assert.True(offset > 1e-6)
    | other -> failwith $"{other}"

    match reason { Fit.defaults with StepTolerance = 0.5; OffsetTolerance = 0.0 } with
    | FitReason.SmallStep offset -> Assert.True(offset > 0.0)
    | other -> failwith $"{other}"

[<Fact>]
let ``a wide tolerance ends sooner`` () =
    let wide = with' { Fit.defaults with OffsetTolerance = 1e-3 }
    Assert.True(wide.Reason.IsConverged && wide.Evaluations < (with' Fit.defaults).Evaluations)
