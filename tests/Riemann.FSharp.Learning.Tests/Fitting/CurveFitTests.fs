module Riemann.FSharp.Learning.Tests.CurveFitTests

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type Decay = { Amplitude: Tensor; Rate: Tensor }

type Line = { Slopes: Tensor; Offset: Tensor; Label: string }

let private decay p (x: Tensor) = p.Amplitude * exp (-p.Rate * x)
let private start = { Amplitude = tensor 1.0; Rate = tensor 1.0 }
let private x = Tensor.linspace 0.0 4.0 9
let private exact = 3.0 * exp (-0.7 * x)
let private noisy = exact + 0.01 * sin (100.0 * x)

let private near tolerance (expected: float) (actual: float) =
    Assert.True(abs (expected - actual) <= tolerance * max 1.0 (abs expected), $"{actual} instead of {expected}")

/// A line through 1, 3, 2, 5 at 0, 1, 2, 3: slope 1.1, offset 1.1, residual sum 2.7, and errors by the textbook.
let private line =
    Fit.curve
        (fun (a: Tensor, b: Tensor) x -> a * x + b)
        (tensor 0.0, tensor 0.0)
        (Tensor.arange 4)
        (tensor [ 1.0; 3.0; 2.0; 5.0 ])

[<Fact>]
let ``a straight line has the parameters and errors of the textbook`` () =
    let slope, offset = line.Parameters
    near 1e-12 1.1 (float slope)
    near 1e-12 1.1 (float offset)
    near 1e-12 2.7 line.ResidualSumOfSquares
    Assert.Equal(2, line.DegreesOfFreedom)
    near 1e-12 (sqrt 1.35) line.ResidualStandardDeviation
    let slopeError, offsetError = line.StandardErrors
    near 1e-12 (sqrt (1.35 / 5.0)) (float slopeError)
    near 1e-12 (sqrt (1.35 * 0.7)) (float offsetError)
    near 1e-12 (-1.35 * 1.5 / 5.0) (float line.Covariance[0, 1])
    Numbers.equal [ -0.1; 0.8; -1.3; 0.6 ] line.Residuals

[<Fact>]
let ``the correlation has ones on its diagonal`` () =
    near 1e-12 1.0 (float line.Correlation[0, 0])
    near 1e-12 (-1.5 / sqrt 3.5) (float line.Correlation[0, 1])

[<Fact>]
let ``intervals and bands are those of Student's t`` () =
    // t(0.975, 2) = 4.30265272991
    let (low, _), (high, _) = Fit.confidenceIntervals 0.95 line
    let reach = 4.30265272974946 * sqrt (1.35 / 5.0)
    near 1e-8 (1.1 - reach) (float low)
    near 1e-8 (1.1 + reach) (float high)
    let band = Fit.confidenceBand (fun (a: Tensor, b: Tensor) x -> a * x + b) 0.95 (tensor [ 1.5; 4.0 ]) line
    let width at = 4.30265272974946 * sqrt (1.35 * (0.25 + (at - 1.5) ** 2.0 / 5.0))
    Numbers.equal [ 2.75; 5.5 ] band.Value
    near 1e-8 (2.75 - width 1.5) (float band.Lower[0])
    near 1e-8 (5.5 + width 4.0) (float band.Upper[1])

[<Fact>]
let ``data without errors give the parameters to rounding`` () =
    let result = Fit.curve decay start x exact
    Assert.True result.Reason.IsConverged
    near 1e-13 3.0 (float result.Parameters.Amplitude)
    near 1e-13 0.7 (float result.Parameters.Rate)

[<Fact>]
let ``parameters are any tree, and what is not trained is carried along`` () =
    let inputs = tensor [ [ 1.0; 2.0 ]; [ 0.5; -1.0 ]; [ 3.0; 0.0 ]; [ 2.0; 2.0 ] ]
    let wanted = inputs *@ tensor [ 2.0; -0.5 ] + 0.25
    let start = { Slopes = Tensor.zeros [ 2 ]; Offset = tensor 0.0; Label = "plane" }
    let result = Fit.curve (fun p x -> x *@ p.Slopes + p.Offset) start inputs wanted
    Numbers.equal [ 2.0; -0.5 ] result.Parameters.Slopes
    Assert.Equal("plane", result.Parameters.Label)
    Assert.Equal<string list>([ "Slopes[0]"; "Slopes[1]"; "Offset" ], result.Names)

[<Fact>]
let ``a summary reads like a table`` () =
    let expected =
        [ "parameter       value  standard error  95 % interval"
          "Amplitude   3.0029824    0.0028309773        2.99629   3.00968"
          "Rate       0.70667661    0.0011478392       0.703962  0.709391"
          "residual standard deviation 0.0032279472 with 7 degrees of freedom" ]

    let lines = (string (Fit.curve decay start x noisy)).Split '\n' |> Array.map _.TrimEnd()
    Assert.StartsWith("converged: the relative offset is ", lines[0])
    Assert.Equal<string seq>(expected, lines[1..4])
    Assert.StartsWith("sum of squares 7.2937502e-05, 9 data, ", lines[5])

[<Fact>]
let ``as many data as parameters leave no degree of freedom, and no standard error`` () =
    let result = Fit.curve decay start (tensor [ 0.0; 1.0 ]) (tensor [ 2.0; 1.0 ])
    Assert.True result.Reason.IsConverged
    near 1e-12 (log 2.0) (float result.Parameters.Rate)
    Assert.Equal(0, result.DegreesOfFreedom)
    Assert.True(Double.IsNaN result.ResidualStandardDeviation)
    Assert.True(Double.IsNaN(float result.StandardErrors.Rate))

[<Fact>]
let ``repeated x are data like others`` () =
    let twice = Tensor.concatenate 0 [ x; x ]
    let result = Fit.curve decay start twice (Tensor.concatenate 0 [ noisy; noisy ])
    let once = Fit.curve decay start x noisy
    near 1e-9 (float once.Parameters.Rate) (float result.Parameters.Rate)
    near 1e-9 (float once.StandardErrors.Rate * sqrt (7.0 / 16.0)) (float result.StandardErrors.Rate)

[<Fact>]
let ``one x again and again determines a value, not a curve`` () =
    let result = Fit.curve decay start (Tensor.ones [ 5 ]) (tensor [ 1.0; 1.1; 0.9; 1.0; 1.0 ])
    Assert.Equal(FitReason.NotIdentified [ "Amplitude"; "Rate" ], result.Reason)
    near 1e-6 1.0 (float (decay result.Parameters (tensor 1.0)))
    Assert.True(Double.IsNaN(float result.StandardErrors.Amplitude))
    Assert.Equal<string list>([ "the data do not determine Amplitude, Rate: no standard error" ], result.Notes)

[<Fact>]
let ``a parameter without influence is named, and the others are fitted`` () =
    let result = Fit.curve (fun p x -> decay { p with Rate = tensor 0.7 } x) start x noisy
    Assert.Equal(FitReason.NotIdentified [ "Rate" ], result.Reason)
    Assert.Equal("not converged: the data do not determine Rate at the point reached", string result.Reason)
    Assert.True(Double.IsNaN(float result.StandardErrors.Rate))
    Assert.False(Double.IsNaN(float result.StandardErrors.Amplitude))
    let band = Fit.confidenceBand (fun p x -> decay { p with Rate = tensor 0.7 } x) 0.9 x result
    Assert.True(float band.Lower[0] < float band.Value[0])

[<Fact>]
let ``two terms that are the same are not told apart`` () =
    let model (a: Tensor, b: Tensor) (x: Tensor) = (a + b) * x
    let result = Fit.curve model (tensor 1.0, tensor 3.0) x (2.0 * x)
    Assert.Equal(FitReason.NotIdentified [ "0"; "1" ], result.Reason)

[<Fact>]
let ``steps to where the model is not finite are taken back`` () =
    // The first step would make the rate negative, and the logarithm NaN.
    let model p (x: Tensor) = p.Amplitude * log (1.0 + p.Rate * x)
    let start = { Amplitude = tensor 1.0; Rate = tensor 10.0 }
    let result = Fit.curve model start x (2.0 * log (1.0 + 0.05 * x))
    Assert.True(result.Reason.IsConverged, string result.Reason)
    Assert.True(result.Evaluations > result.Iterations + 1)
    near 1e-8 0.05 (float result.Parameters.Rate)

[<Fact>]
let ``sensitivity is how parameters move with the data`` () =
    let slopes = Fit.sensitivity Fit.defaults decay x noisy (Fit.curve decay start x noisy)
    Assert.Equal<int list>([ 9 ], slopes.Rate.Shape)

    for i in 0..8 do
        let fitted by =
            let data = noisy.ToArray<float>()
            data[i] <- data[i] + by
            float (Fit.curve decay start x (tensor data)).Parameters.Rate

        near 1e-7 ((fitted 1e-4 - fitted -1e-4) / 2e-4) (float slopes.Rate[i])

[<Fact>]
let ``sensitivity is refused where the fit has not converged`` () =
    let settings = { Fit.defaults with MaxEvaluations = 2 }
    let result = Fit.curveWith settings decay start x noisy

    Numbers.refused
        "Fit.sensitivity"
        "the fit has not converged: the evaluations are used up\n  hint  derivatives are those of a least sum of squares"
        (fun () -> Fit.sensitivity settings decay x noisy result)
