/// Norms, spreads, quantiles and counts, against PyTorch 1.13 and NumPy 1.24 in float64.
module Riemann.FSharp.Tests.StatisticsTests

open Xunit
open Riemann.FSharp

let private x = tensor [ [ 0.5; -1.25; 2.0; 0.75 ]; [ 3.0; 0.25; -0.5; -2.0 ]; [ -1.5; 1.75; 0.0; 1.0 ] ]
let private weights = tensor [ 1.0; 2.0; 3.0 ]

[<Fact>]
let ``standard deviations agree with torch, and their derivative at equal elements is 0`` () =
    Tensor.standardDeviationOver 1 [ 1 ] x
    |> Expect.values [ 1.3385315336840842; 2.095381826780026; 1.4049762750072805 ]

    Tensor.standardDeviationOver 0 [ 0 ] x
    |> Expect.values [ 1.8408935028645437; 1.224744871391589; 1.0801234497346435; 1.359125535858341 ]

    Expect.number (sqrt 0.5) (Tensor.standardDeviation (tensor [ 1.0; 2.0 ]))
    Check.assertDerivatives Tensor.standardDeviation x
    grad Tensor.standardDeviation (tensor [ 2.0; 2.0; 2.0 ]) |> Expect.values [ 0.0; 0.0; 0.0 ]
    Assert.True (Expect.error (fun () -> Tensor.standardDeviation (tensor [ 1.0 ]))).Error.IsValue

[<Fact>]
let ``norms of every order agree with torch`` () =
    for p, rows, all in
        [ 0.5, [ 16.854142777531045; 18.951840379478053; 12.585611403051699 ], 144.15295453443136
          1.0, [ 4.5; 5.75; 4.25 ], 14.5
          1.5, [ 3.0126459077973338; 4.166000450692983; 2.983039351173407 ], 7.091437931533617
          2.0, [ 2.5248762345905194; 3.648629879831606; 2.5124689052802225 ], 5.0990195135927845
          3.0, [ 2.1897595699439445; 3.2754413483633265; 2.135187529118438 ], 3.8115759652564587
          -1.0, [ 0.21582733812949642; 0.14634146341463417; 0.0 ], 0.0
          infinity, [ 2.0; 3.0; 1.75 ], 3.0
          -infinity, [ 0.5; 0.25; 0.0 ], 0.0
          0.0, [ 4.0; 4.0; 3.0 ], 11.0 ] do
        Tensor.normOver p [ 1 ] x |> Expect.values rows
        Tensor.norm p x |> Expect.values [ all ]
        Tensor.norm p (Tensor.cast DType.Float32 x) |> Expect.near 1e-5 [ all ]

    grad (fun x -> Tensor.sum (weights * Tensor.normOver 3.0 [ 1 ] x)) x
    |> Expect.values
        [ 0.052137132617712974
          -0.3258570788607061
          0.8341941218834076
          0.11730854838985419
          1.6777716466494235
          0.011651191990620997
          -0.04660476796248399
          -0.7456762873997438
          -1.4805794744448884
          2.015233173549987
          0.0
          0.658035321975506 ]

[<Fact>]
let ``norms have their derivatives, and 0 where they are 0`` () =
    let away = tensor [ [ 0.5; -1.25; 2.0 ]; [ 3.0; 0.25; -0.75 ] ]

    for p in [ 0.5; 1.0; 1.5; 2.0; 3.0; -1.0; infinity; -infinity ] do
        Check.assertDerivatives (Tensor.norm p) away
        Check.assertDerivatives (Tensor.normOver p [ 0 ]) away
        let origin = Tensor.zeros [ 2 ]
        Expect.number 0.0 (Tensor.norm p origin)
        grad (Tensor.norm p) origin |> Expect.values [ 0.0; 0.0 ]

    for p in [ 2.0; 3.0 ] do
        hessian (Tensor.norm p) (Tensor.zeros [ 2 ]) |> Expect.values [ 0.0; 0.0; 0.0; 0.0 ]
        grad (Tensor.norm p) (tensor [ 2.0; 0.0 ]) |> Expect.values [ 1.0; 0.0 ]

    vmap (grad (Tensor.norm 2.0)) (tensor [ [ 0.0; 0.0 ]; [ 3.0; 4.0 ] ]) |> Expect.values [ 0.0; 0.0; 0.6; 0.8 ]

[<Fact>]
let ``norms of NaN, of infinity and of nothing`` () =
    for p in [ 1.0; 1.5; 2.0; infinity; -infinity ] do
        Expect.number nan (Tensor.norm p (tensor [ 1.0; nan ]))

    for p in [ 1.0; 1.5; 2.0; infinity ] do
        Expect.number infinity (Tensor.norm p (tensor [ 1.0; -infinity ]))

    Expect.number 0.0 (Tensor.norm 2.0 (Tensor.zeros [ 0 ]))
    Assert.True (Expect.error (fun () -> Tensor.norm infinity (Tensor.zeros [ 0 ]))).Error.IsEmpty
    Assert.True (Expect.error (fun () -> Tensor.norm 2.0 (tensor [ 1 ]))).Error.IsDType

    Expect.refusal _.IsValue [ "norm: the order of the norm is NaN"; "  hint  2.0 is the Euclidean norm" ] (fun () ->
        Tensor.norm nan x)

[<Fact>]
let ``quantiles agree with torch`` () =
    for q, rows, columns, all in
        [ 0.0, [ -1.25; -2.0; -1.5 ], [ -1.5; -1.25; -0.5; -2.0 ], -2.0
          0.1, [ -0.725; -1.55; -1.05 ], [ -1.1; -0.95; -0.4; -1.45 ], -1.475
          0.25, [ 0.0625; -0.875; -0.375 ], [ -0.5; -0.5; -0.25; -0.625 ], -0.6875
          0.5, [ 0.625; -0.125; 0.5 ], [ 0.5; 0.25; 0.0; 0.75 ], 0.375
          0.8, [ 1.25; 1.35; 1.3 ], [ 2.0; 1.15; 1.2; 0.9 ], 1.6
          1.0, [ 2.0; 3.0; 1.75 ], [ 3.0; 1.75; 2.0; 1.0 ], 3.0 ] do
        Tensor.quantile q 1 x |> Expect.values rows
        Tensor.quantile q 0 x |> Expect.values columns
        Tensor.quantile q 0 (Tensor.flatten x) |> Expect.values [ all ]

    Expect.same (Tensor.quantile 0.5 -1 x) (Tensor.median 1 x)

    grad (fun x -> Tensor.sum (weights * Tensor.quantile 0.3 1 x)) x
    |> Expect.values [ 0.9; 0.1; 0.0; 0.0; 0.0; 0.0; 1.8; 0.2; 0.3; 0.0; 2.7; 0.0 ]

    Check.assertDerivatives (Tensor.quantile 0.3 1) x
    vmap (Tensor.median 0) x |> Expect.same (Tensor.median 1 x)

[<Fact>]
let ``quantiles of NaN are NaN, infinities are numbers`` () =
    Tensor.median 1 (tensor [ [ nan; 1.0; 2.0 ]; [ 3.0; 1.0; 2.0 ] ]) |> Expect.values [ nan; 2.0 ]
    Tensor.quantile 0.0 0 (tensor [ 1.0; nan ]) |> Expect.number nan
    Tensor.quantile 0.25 0 (tensor [ infinity; infinity; 0.0 ]) |> Expect.number infinity
    Tensor.median 0 (tensor [ infinity; infinity; 0.0; -infinity ]) |> Expect.number infinity

[<Fact>]
let ``quantiles outside 0 to 1, of nothing and of integers are refused`` () =
    Expect.refusal
        _.IsValue
        [ "quantile: 1.5 is not between 0 and 1"; "  hint  0.5 is the median, 0.95 the 95th percentile" ]
        (fun () -> Tensor.quantile 1.5 0 x)

    Assert.True (Expect.error (fun () -> Tensor.quantile nan 0 x)).Error.IsValue
    Assert.True (Expect.error (fun () -> Tensor.median 0 (Tensor.zeros [ 0; 2 ]))).Error.IsEmpty
    Assert.True (Expect.error (fun () -> Tensor.median 2 x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.median 0 (tensor [ 1; 2 ]))).Error.IsDType
    Assert.Equal<int list>([ 0 ], (Tensor.median 1 (Tensor.zeros [ 0; 2 ])).Shape)

[<Fact>]
let ``what is not 0 is counted`` () =
    Expect.same (tensor 11L) (Tensor.countNonZero x)
    Expect.same (tensor [ 3L; 3L; 2L; 3L ]) (Tensor.countNonZeroOver [ 0 ] x)
    Expect.same (tensor 2L) (Tensor.countNonZero (tensor [ true; false; true ]))
    Expect.same (tensor 2L) (Tensor.countNonZero (tensor [ nan; -0.0; 1e-300 ]))
    Expect.same (tensor 0L) (Tensor.countNonZero (Tensor.zeros [ 0 ]))

[<Fact>]
let ``integers are counted, or their weights added`` () =
    let indices = tensor [ [ 0; 3 ]; [ 3; 1 ] ]
    Tensor.binCount 5 indices |> Expect.same (tensor [ 1L; 1L; 0L; 2L; 0L ])
    let summed weights = Tensor.binCountWeighted 4 weights indices
    summed (tensor [ [ 0.5; 1.0 ]; [ 0.25; 2.0 ] ]) |> Expect.values [ 0.5; 2.0; 0.0; 1.25 ]
    Check.assertDerivatives summed (tensor [ [ 0.5; 1.0 ]; [ 0.25; 2.0 ] ])
    Tensor.binCount 3 (tensor ([]: int list)) |> Expect.same (tensor [ 0L; 0L; 0L ])
    vmap (Tensor.binCount 4) indices |> Expect.values [ 1.0; 0.0; 0.0; 1.0; 0.0; 1.0; 0.0; 1.0 ]
    Assert.True (Expect.error (fun () -> Tensor.binCount 3 indices)).Error.IsIndex
    Assert.True (Expect.error (fun () -> Tensor.binCount -1 indices)).Error.IsValue
    Assert.True (Expect.error (fun () -> Tensor.binCount 3 x)).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.binCountWeighted 4 weights indices)).Error.IsShape

[<Fact>]
let ``histograms agree with numpy`` () =
    let x = tensor [ 0.0; 0.1; 0.2; 0.3; 0.35; 0.9; 1.0; 1.1; -0.1; nan; infinity ]
    let counts, edges = Tensor.histogram 4 0.0 1.0 x
    Expect.same (tensor [ 3L; 2L; 0L; 2L ]) counts
    Expect.same (tensor [ 0.0; 0.25; 0.5; 0.75; 1.0 ]) edges
    let counts, edges = Tensor.histogram 3 0.0 0.3 (tensor [ 0.3f; 0.1f; 0.2f ])
    Expect.same (tensor [ 0L; 1L; 2L ]) counts
    Assert.Equal(DType.Float32, edges.DType)
    let counts, _ = Tensor.histogram 10 0.0 1.0 (Random.uniform [ 100; 100 ] (Key.create 3L))
    Expect.same (tensor 10_000L) (Tensor.sum counts)

    for bins, low, high in [ 0, 0.0, 1.0; 2, 1.0, 1.0; 2, nan, 1.0; 2, 0.0, infinity ] do
        Assert.True (Expect.error (fun () -> Tensor.histogram bins low high x)).Error.IsValue
