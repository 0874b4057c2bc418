/// Cumulative operations and products, against loops along the axis and PyTorch 1.13 in float64.
module Riemann.FSharp.Tests.CumulativeTests

open Xunit
open Riemann.FSharp

/// The operand of the numbers that torch gave.
let private x = tensor [ [ 0.5; -1.25; 2.0; 0.75 ]; [ 3.0; 0.25; -0.5; -2.0 ]; [ -1.5; 1.75; 0.0; 1.0 ] ]

let private weights = Tensor.reshape [ 3; 4 ] (Tensor.arange 12 + 1.0)

/// A function of vectors applied to every line along an axis.
let private alongLines axis (f: float[] -> float[]) (x: Tensor) =
    let last = Tensor.swapAxes axis -1 x
    let rows = Tensor.reshape [ -1; x.Shape[axis] ] last
    let mapped = [| for i in 0 .. rows.Shape[0] - 1 -> f (Expect.numbers rows[i]) |] |> Array.concat
    Tensor.ofArray last.Shape mapped |> Tensor.swapAxes axis -1

let private scan f (v: float[]) = Array.scan f v[0] v[1..]
let private reversed f = Array.rev >> f >> Array.rev

let private logAddExp a b =
    let top = max a b
    top + log (exp (a - top) + exp (b - top))

let private scans: (string * (int -> Tensor -> Tensor) * (float[] -> float[])) list =
    [ "cumSum", Tensor.cumSum, scan (+)
      "cumSumReversed", Tensor.cumSumReversed, reversed (scan (+))
      "cumSumExclusive", Tensor.cumSumExclusive, (fun v -> Array.scan (+) 0.0 v[.. v.Length - 2])
      "cumProd", Tensor.cumProd, scan (*)
      "cumMax", Tensor.cumMax, scan max
      "cumMin", Tensor.cumMin, scan min
      "logCumSumExp", Tensor.logCumSumExp, scan logAddExp ]

let private cube = Random.normal [ 3; 4; 5 ] (Key.create 5L)

let private layouts =
    [ cube
      Tensor.permute [ 2; 0; 1 ] cube
      Tensor.slice [ Slice.Step(-1, 0, -1); Slice.Step(0, 3, 2) ] cube
      Tensor.broadcastTo [ 3; 4; 5 ] cube[0]
      cube[*, 1.., 2] |> Tensor.insertAxis 1
      Random.normal [ 2; 3; 600 ] (Key.create 6L) |> Tensor.slice [ Slice.All; Slice.All; Slice.Step(599, 0, -1) ] ]

[<Fact>]
let ``scans agree with loops along every axis of every layout`` () =
    for name, run, expected in scans do
        for x in layouts do
            for axis in 0..2 do
                Assert.True(run axis x |> _.Shape = x.Shape, name)
                run axis x |> Expect.near 1e-11 (alongLines axis expected x |> Expect.numbers)

[<Fact>]
let ``scans agree with torch`` () =
    Tensor.logCumSumExp 1 x
    |> Expect.values
        [ 0.5
          0.6602241504380872
          2.2326219831020326
          2.4372280586139023
          3.0
          3.0619675890031988
          3.0899551806546066
          3.0960945917347487
          -1.5
          1.7880413716877832
          1.9427240554386485
          2.2717149417652958 ]

    Tensor.cumProd 0 x |> Expect.values [ 0.5; -1.25; 2.0; 0.75; 1.5; -0.3125; -1.0; -1.5; -2.25; -0.546875; 0.0; -1.5 ]

[<Fact>]
let ``gradients of scans agree with torch, also beside zeros`` () =
    let gradient f = grad (fun x -> Tensor.sum (weights * f x)) x

    gradient (Tensor.cumProd 1)
    |> Expect.values [ -16.5; 7.0; -3.75; -5.0; 7.625; 31.5; -6.75; -3.0; 26.5; -15.0; -60.375; 0.0 ]

    gradient (Tensor.cumProd 0)
    |> Expect.values [ -24.5; 7.875; -0.5; -36.0; -4.25; -29.375; 14.0; 15.0; 13.5; -3.125; -11.0; -18.0 ]

    gradient (Tensor.logCumSumExp 1)
    |> Expect.values
        [ 3.810777515458893
          0.4884398930231364
          4.960655748133569
          0.740126843384402
          24.304309830427442
          1.2340832395308463
          0.4126421028019422
          0.04896482723976221
          10.00117168436058
          25.820558055128078
          2.8140651649315096
          3.364205095579834 ]

[<Fact>]
let ``derivatives hold to second order`` () =
    let distinct = tensor [ [ 0.3; -1.1; 2.2 ]; [ -0.4; 1.7; 0.9 ] ]

    for _, run, _ in scans do
        for axis in 0..1 do
            Check.assertDerivatives (run axis) distinct

    for axes in [ [ 0 ]; [ 1 ]; [ 0; 1 ]; [] ] do
        Check.assertDerivatives (Tensor.prodOver axes) x

[<Fact>]
let ``products of all but one have the right derivatives with one zero, two and three`` () =
    grad Tensor.prod (tensor [ 2.0; 0.0; 3.0; -1.5 ]) |> Expect.values [ 0.0; -9.0; 0.0; 0.0 ]
    grad Tensor.prod (tensor [ 2.0; 0.0; 0.0; -1.5 ]) |> Expect.values [ 0.0; 0.0; 0.0; 0.0 ]
    hessian Tensor.prod (tensor [ 2.0; 0.0; 0.0 ]) |> Expect.values [ 0.0; 0.0; 0.0; 0.0; 0.0; 2.0; 0.0; 2.0; 0.0 ]
    let third = higherOrderGrad 3 (fun (t: Tensor) -> Tensor.prod (Tensor.stack 0 [ t; 2.0 * t; 3.0 * t ]))
    Expect.number 36.0 (third (tensor 0.0))

[<Fact>]
let ``products agree with loops, and of nothing are 1`` () =
    for x in layouts do
        for axis in 0..2 do
            // The last of the products so far.
            let products = alongLines axis (scan (*)) x |> Tensor.swapAxes axis 0
            Expect.near 1e-11 (Expect.numbers products[-1]) (Tensor.swapAxes axis 0 x |> Tensor.prodOver [ 0 ])

    Expect.values [ 1.0; 1.0 ] (Tensor.prodOver [ 1 ] (Tensor.zeros [ 2; 0 ]))
    Expect.same (tensor 24) (Tensor.prod (tensor [ [ 1; 2 ]; [ 3; 4 ] ]))

[<Fact>]
let ``scans of nothing and of one are themselves`` () =
    for _, run, _ in scans do
        Assert.Equal<int list>([ 2; 0 ], (run 1 (Tensor.zeros [ 2; 0 ])).Shape)
        Assert.Equal<int list>([ 2; 0 ], (run 0 (Tensor.zeros [ 2; 0 ])).Shape)
        Assert.Equal<int list>([ 0 ], (grad (fun x -> Tensor.sum (run 0 x)) (Tensor.zeros [ 0 ])).Shape)

    Expect.values [ 3.0 ] (Tensor.cumProd 0 (tensor [ 3.0 ]))
    Expect.values [ 0.0 ] (Tensor.cumSumExclusive 0 (tensor [ 3.0 ]))

[<Fact>]
let ``NaN stays from its place on, infinity is a number`` () =
    let x = tensor [ 1.0; nan; infinity; 2.0 ]

    for run in [ Tensor.cumSum; Tensor.cumProd; Tensor.cumMax; Tensor.cumMin; Tensor.logCumSumExp ] do
        run 0 x |> Expect.values [ 1.0; nan; nan; nan ]

    Tensor.argCumMax 0 x |> Expect.same (tensor [ 0L; 1L; 1L; 1L ])

    Tensor.logCumSumExp 0 (tensor [ -infinity; -infinity; 0.0; infinity; 1.0 ])
    |> Expect.values [ -infinity; -infinity; 0.0; infinity; infinity ]

    grad (fun x -> Tensor.sum (Tensor.logCumSumExp 0 x)) (tensor [ -infinity; 0.0; -infinity; 800.0 ])
    |> Expect.values [ 0.0; 2.0; 0.0; 1.0 ]

    grad (fun x -> (Tensor.cumProd 0 x)[0]) (tensor [ 2.0; infinity ]) |> Expect.values [ 1.0; 0.0 ]

[<Fact>]
let ``of elements that tie the first counts`` () =
    let x = tensor [ 1.0; 3.0; 3.0; 2.0; 4.0 ]
    Expect.same (tensor [ 0L; 1L; 1L; 1L; 4L ]) (Tensor.argCumMax 0 x)
    Expect.same (tensor [ 0L; 0L; 0L; 0L; 0L ]) (Tensor.argCumMin 0 x)
    grad (fun x -> Tensor.sum (Tensor.cumMax 0 x)) x |> Expect.values [ 1.0; 3.0; 0.0; 0.0; 1.0 ]

[<Fact>]
let ``integers keep their type, and float32 sums their digits`` () =
    Expect.same (tensor [ 1; 3; 6 ]) (Tensor.cumSum 0 (tensor [ 1; 2; 3 ]))
    Expect.same (tensor [ 1L; 2L; 6L ]) (Tensor.cumProd 0 (tensor [ 1L; 2L; 3L ]))
    Expect.same (tensor [ 200uy; 144uy ]) (Tensor.cumSum 0 (tensor [ 200uy; 200uy ]))

    for shape, axis in [ [ 1_000_000 ], 0; [ 300_000; 3 ], 0 ] do
        let sums = Tensor.cumSum axis (Tensor.full DType.Float32 shape 0.1)
        Assert.Equal(DType.Float32, sums.DType)
        Expect.near 1e-6 [ 0.1 * float shape.Head ] (Tensor.max sums)

[<Fact>]
let ``a view and its copy give the same bits`` () =
    let x = Random.normal [ 40; 300 ] (Key.create 9L)
    let copy = Tensor.ofArray [ 300; 40 ] (Expect.numbers (Tensor.transpose x))

    for _, run, _ in scans do
        Assert.Equal<float[]>(Expect.numbers (Tensor.transpose (run 0 x)), Expect.numbers (run 1 copy))

[<Fact>]
let ``scans under vmap are scans of every example`` () =
    for _, run, _ in scans do
        for axis in 0..1 do
            let looped = Tensor.stack 0 [ for i in 0..2 -> run axis cube[i] ]
            vmap (run axis) cube |> Expect.same looped

[<Fact>]
let ``axes that are not there and truth values are refused`` () =
    Assert.True (Expect.error (fun () -> Tensor.cumSum 2 x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.cumSumExclusive -3 x)).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.cumMax 0 (tensor 1.0))).Error.IsAxis
    Assert.True (Expect.error (fun () -> Tensor.prodOver [ 0; 0 ] x)).Error.IsAxis

    Expect.refusal
        _.IsDType
        [ "cumSum: truth values have no sum"; "  operand bool"; "  hint  Tensor.cast DType.Int64 them first" ]
        (fun () -> Tensor.cumSum 0 (tensor [ true; false ]))

    Assert.True (Expect.error (fun () -> Tensor.cumProd 0 (tensor [ true ]))).Error.IsDType
    Assert.True (Expect.error (fun () -> Tensor.logCumSumExp 0 (tensor [ 1 ]))).Error.IsDType
