/// Reductions that pass NaN by, against numpy 1.24 in float64.
module Riemann.FSharp.Tests.NanReductionTests

open Xunit
open Riemann.FSharp

let private x = tensor [ [ 1.5; nan; -2.0; 4.0 ]; [ nan; nan; nan; nan ]; [ 3.0; 3.0; nan; -1.0 ] ]

/// Name, function of axes, values along axis 1 and along axis 0.
let private cases: (string * (int list -> Tensor -> Tensor) * float list * float list) list =
    let axis (f: int -> Tensor -> Tensor) (axes: int list) x = f axes.Head x

    [ "nanSum", Tensor.nanSumOver, [ 3.5; 0.0; 5.0 ], [ 4.5; 3.0; -2.0; 3.0 ]
      "nanMean", Tensor.nanMeanOver, [ 3.5 / 3.0; nan; 5.0 / 3.0 ], [ 2.25; 3.0; -2.0; 1.5 ]
      "nanMax", Tensor.nanMaxOver, [ 4.0; nan; 3.0 ], [ 3.0; 3.0; -2.0; 4.0 ]
      "nanMin", Tensor.nanMinOver, [ -2.0; nan; -1.0 ], [ 1.5; 3.0; -2.0; -1.0 ]
      "nanVariance", Tensor.nanVarianceOver 1, [ 9.083333333333334; nan; 5.333333333333334 ], [ 1.125; nan; nan; 12.5 ]
      "nanStandardDeviation",
      Tensor.nanStandardDeviationOver 1,
      [ sqrt 9.083333333333334; nan; sqrt 5.333333333333334 ],
      [ sqrt 1.125; nan; nan; sqrt 12.5 ]
      "nanMedian", axis Tensor.nanMedian, [ 1.5; nan; 3.0 ], [ 2.25; 3.0; -2.0; 1.5 ]
      "nanQuantile 0", axis (Tensor.nanQuantile 0.0), [ -2.0; nan; -1.0 ], [ 1.5; 3.0; -2.0; -1.0 ]
      "nanQuantile 0.3", axis (Tensor.nanQuantile 0.3), [ 0.1; nan; 1.4 ], [ 1.95; 3.0; -2.0; 0.5 ]
      "nanQuantile 0.75", axis (Tensor.nanQuantile 0.75), [ 2.75; nan; 3.0 ], [ 2.625; 3.0; -2.0; 2.75 ]
      "nanQuantile 1", axis (Tensor.nanQuantile 1.0), [ 4.0; nan; 3.0 ], [ 3.0; 3.0; -2.0; 4.0 ] ]

let names: obj[] seq = seq { for name, _, _, _ in cases -> [| name |] }
let private find name = cases |> List.find (fun (n, _, _, _) -> n = name)

[<Theory; MemberData(nameof names)>]
let ``values as numpy's, in both precisions and under vmap`` (name: string) =
    let _, f, rows, columns = find name
    Expect.values rows (f [ 1 ] x)
    Expect.values rows (f [ -1 ] x)
    Expect.values columns (f [ 0 ] x)
    Expect.values columns (f [ 1 ] (Tensor.transpose x))
    Expect.near 1e-6 rows (f [ 1 ] (Tensor.cast DType.Float32 x))
    Assert.Equal(DType.Float32, (f [ 1 ] (Tensor.cast DType.Float32 x)).DType)
    Expect.values rows (vmap (f [ 0 ]) x)

[<Theory; MemberData(nameof names)>]
let ``derivatives are those of the numbers alone, and 0 at NaN`` (name: string) =
    let _, f, _, _ = find name
    let dropped = tensor [ 1.7; 0.4; -0.6; 2.9; 0.1 ]
    let inside (values: Tensor) = Tensor.concatenate 0 [ values[0..2]; tensor [ nan; nan ]; values[3..4] ]
    let weigh (y: Tensor) = Tensor.sum (sin y)
    let expected = grad (fun x -> weigh (f [ 0 ] x)) dropped
    Expect.same expected (grad (fun x -> weigh (f [ 0 ] (inside x))) dropped)
    let full = grad (fun x -> weigh (f [ 0 ] x)) (inside dropped)
    Expect.same (Tensor.replaceNaN 0.0 (inside expected)) (Tensor.set [ Slice.Range(3, 4) ] (tensor 0.0) full)
    Expect.values [ 0.0; 0.0 ] full[3..4]
    Check.assertDerivatives (fun x -> f [ 0 ] (inside x)) dropped

    // Nothing but NaN has a derivative of 0, not NaN.
    let masked (x: Tensor) = Tensor.replaceNaN 0.0 (f [ 1 ] x)
    let slopes = grad (fun x -> Tensor.sum (masked x)) x
    Expect.values [ 0.0; 0.0; 0.0; 0.0 ] slopes[1]
    let _, pushed = jvp masked x (Tensor.onesLike x)
    Assert.True(System.Double.IsFinite((Tensor.sum pushed).ToFloat()), $"{pushed}")

[<Fact>]
let ``over all elements`` () =
    Expect.number 8.5 (Tensor.nanSum x)
    Expect.number (8.5 / 6.0) (Tensor.nanMean x)
    Expect.number 4.0 (Tensor.nanMax x)
    Expect.number -2.0 (Tensor.nanMin x)
    Expect.number 4.8680555555555545 (Tensor.nanVarianceOver 0 [ 0; 1 ] x)
    Expect.number (4.8680555555555545 * 1.2) (Tensor.nanVariance x)
    Expect.number (sqrt (4.8680555555555545 * 1.2)) (Tensor.nanStandardDeviation x)
    Expect.number 0.0 (Tensor.nanSum (Tensor.zeros [ 0 ]))
    Expect.number nan (Tensor.nanMean (Tensor.zeros [ 0 ]))
    Expect.number 3.0 (Tensor.nanMax (tensor 3.0))

[<Fact>]
let ``infinity is a number`` () =
    let x = tensor [ infinity; nan; 1.0 ]
    Expect.number infinity (Tensor.nanSum x)
    Expect.number infinity (Tensor.nanMax x)
    Expect.number 1.0 (Tensor.nanMin x)
    Expect.number 1.0 (Tensor.nanQuantile 0.0 0 x)
    Expect.number -infinity (Tensor.nanMax (tensor [ -infinity; nan ]))
    Expect.number infinity (Tensor.nanMin (tensor [ infinity; nan ]))
    Expect.number 0.0 (Tensor.nanStandardDeviation (tensor [ 2.0; nan; 2.0 ]))
    Expect.values [ 0.0; 0.0; 0.0 ] (grad Tensor.nanStandardDeviation (tensor [ 2.0; nan; 2.0 ]))

[<Fact>]
let ``what cannot be reduced is refused`` () =
    Assert.True (Expect.error (fun () -> Tensor.nanSumOver [ 2 ] x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.nanMaxOver [ 0; 0 ] x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.nanMax (Tensor.zeros [ 0 ]))).Error.IsEmpty
    Assert.True (Expect.error (fun () -> Tensor.nanMedian 0 (Tensor.zeros [ 0 ]))).Error.IsEmpty
    Assert.True (Expect.error (fun () -> Tensor.nanSum (tensor [ 1; 2 ]))).Error.IsDType

    Expect.refusal
        _.IsValue
        [ "nanQuantile: 1.5 is not between 0 and 1"; "  hint  0.5 is the median, 0.95 the 95th percentile" ]
        (fun () -> Tensor.nanQuantile 1.5 0 x)
