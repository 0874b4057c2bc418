/// Reductions, against loops over the elements.
module Riemann.FSharp.Tests.ReductionTests

open System
open Xunit
open Riemann.FSharp

/// Elements of `x` that share a place in the result, by the result's places in order.
let private groups (axes: int list) (x: Tensor) =
    let rest =
        [ for axis in 0 .. x.Rank - 1 do
              if not (List.contains axis axes) then axis ]

    let count (chosen: int list) = chosen |> List.fold (fun n axis -> n * x.Shape[axis]) 1
    let rows = x |> Tensor.permute (rest @ axes) |> Tensor.reshape [ count rest; count axes ]
    [| for i in 0 .. count rest - 1 -> Expect.numbers rows[i] |]

let private variance correction (group: float[]) =
    let mean = Array.average group
    (group |> Array.sumBy (fun v -> (v - mean) ** 2.0)) / float (group.Length - correction)

let private logSumExp (group: float[]) =
    let top = Array.max group
    top + log (group |> Array.sumBy (fun v -> exp (v - top)))

let private reductions: (string * (int list -> Tensor -> Tensor) * (float[] -> float)) list =
    [ "sum", Tensor.sumOver, Array.sum
      "mean", Tensor.meanOver, Array.average
      "variance", Tensor.varianceOver 0, variance 0
      "sample variance", Tensor.varianceOver 1, variance 1
      "max", Tensor.maxOver, Array.max
      "min", Tensor.minOver, Array.min
      "logSumExp", Tensor.logSumExpOver, logSumExp ]

let private cube = Random.normal [ 3; 4; 5 ] (Key.create 5L)

let private layouts =
    [ cube
      Tensor.permute [ 2; 0; 1 ] cube
      Tensor.slice [ Slice.Step(-1, 0, -1); Slice.Step(0, 3, 2) ] cube
      Tensor.broadcastTo [ 3; 4; 5 ] cube[0]
      cube[*, 1.., 2] |> Tensor.insertAxis 1 ]

[<Fact>]
let ``reductions agree with loops over every set of axes and every layout`` () =
    for name, reduce, expected in reductions do
        for x in layouts do
            for axes in [ [ 0 ]; [ 1 ]; [ 2 ]; [ 0; 1 ]; [ 0; 2 ]; [ 1; 2 ]; [ 0; 1; 2 ] ] do
                let elements = groups axes x

                if name <> "sample variance" || elements[0].Length > 1 then
                    let found = reduce axes x

                    Assert.Equal<int list>(
                        [ for a in 0..2 do
                              if not (List.contains a axes) then x.Shape[a] ],
                        found.Shape
                    )

                    Expect.near 1e-11 (elements |> Array.map expected) found

[<Fact>]
let ``axes may be negative and in any order, and none changes nothing`` () =
    Expect.same (Tensor.sumOver [ 0; 2 ] cube) (Tensor.sumOver [ -1; 0 ] cube)
    Expect.same (Tensor.maxOver [ 0; 2 ] cube) (Tensor.maxOver [ 2; -3 ] cube)
    Expect.same cube (Tensor.sumOver [] cube)
    Expect.same cube (Tensor.maxOver [] cube)
    Expect.same cube (Tensor.meanOver [] cube)

[<Fact>]
let ``a scalar reduces to itself`` () =
    let x = tensor 3.0

    for reduce in [ Tensor.sum; Tensor.mean; Tensor.max; Tensor.min; Tensor.logSumExp ] do
        Expect.number 3.0 (reduce x)

[<Fact>]
let ``sums of nothing are 0, and logSumExp of nothing is minus infinity`` () =
    Expect.number 0.0 (Tensor.sum (Tensor.zeros [ 0; 3 ]))
    Expect.values [ 0.0; 0.0; 0.0 ] (Tensor.sumOver [ 0 ] (Tensor.zeros [ 0; 3 ]))
    Expect.number -infinity (Tensor.logSumExp (Tensor.zeros [ 0 ]))
    Expect.same (tensor [ false; false ]) (Tensor.anyOver [ 1 ] (Tensor.isNaN (Tensor.zeros [ 2; 0 ])))
    Expect.same (tensor [ true; true ]) (Tensor.allOver [ 1 ] (Tensor.isNaN (Tensor.zeros [ 2; 0 ])))

[<Fact>]
let ``NaN wins every extreme, wherever it stands`` () =
    for at in 0..40 do
        let x = tensor [ for i in 0..40 -> if i = at then nan else float (i % 7) ]
        Assert.True(Double.IsNaN((Tensor.max x).ToFloat()))
        Assert.True(Double.IsNaN((Tensor.min x).ToFloat()))
        Assert.True(Double.IsNaN((Tensor.logSumExp x).ToFloat()))
        Expect.same (tensor (int64 at)) (Tensor.argMax 0 x)
        Expect.same (tensor (int64 at)) (Tensor.argMin 0 x)

[<Fact>]
let ``infinity is an ordinary extreme`` () =
    let x = tensor [ 1.0; infinity; -infinity; infinity ]
    Expect.number infinity (Tensor.max x)
    Expect.number -infinity (Tensor.min x)
    Expect.number infinity (Tensor.logSumExp x)
    Expect.number -infinity (Tensor.logSumExp (tensor [ -infinity; -infinity ]))
    Expect.number 0.0 (Tensor.logSumExp (tensor [ 0.0; -infinity ]))
    Expect.same (tensor 1L) (Tensor.argMax 0 x)
    Expect.same (tensor 2L) (Tensor.argMin 0 x)

[<Fact>]
let ``logSumExp neither overflows nor underflows`` () =
    Expect.number (1000.0 + log 2.0) (Tensor.logSumExp (tensor [ 1000.0; 1000.0 ]))
    Expect.number (-1000.0 + log 2.0) (Tensor.logSumExp (tensor [ -1000.0; -1000.0 ]))
    grad Tensor.logSumExp (tensor [ 1000.0; 1000.0 ]) |> Expect.values [ 0.5; 0.5 ]
    grad Tensor.logSumExp (tensor [ 0.0; -infinity ]) |> Expect.values [ 1.0; 0.0 ]
    grad Tensor.logSumExp (tensor [ -infinity; -infinity ]) |> Expect.values [ 0.0; 0.0 ]
    grad Tensor.logSumExp (tensor [ 1.0; nan ]) |> Expect.values [ nan; nan ]
    grad Tensor.logSumExp (tensor [ infinity; 1.0 ]) |> Expect.values [ nan; 0.0 ]

[<Fact>]
let ``the first of equal extremes is found`` () =
    let x = tensor [ [ 1.0; 3.0; 3.0 ]; [ 0.0; -1.0; -1.0 ] ]
    Expect.same (tensor [ 1L; 0L ]) (Tensor.argMax 1 x)
    Expect.same (tensor [ 0L; 1L ]) (Tensor.argMin -1 x)
    Expect.same (tensor [ 0L; 0L; 0L ]) (Tensor.argMax 0 x)
    Expect.same (tensor [ 0L; 0L; 1L ]) (Tensor.argMax 1 (Tensor.transpose x) |> fun y -> y + tensor [ 0L; 0L; 1L ])

[<Fact>]
let ``equal extremes share the derivative`` () =
    grad Tensor.max (tensor [ 3.0; 1.0; 3.0 ]) |> Expect.values [ 0.5; 0.0; 0.5 ]
    grad Tensor.min (tensor [ 1.0; 1.0; 1.0; 2.0 ]) |> Expect.values [ 1.0 / 3.0; 1.0 / 3.0; 1.0 / 3.0; 0.0 ]

[<Fact>]
let ``integers keep their type and truth values are counted`` () =
    Expect.same (tensor 6) (Tensor.sum (tensor [ 1; 2; 3 ]))
    Expect.same (tensor 3L) (Tensor.max (tensor [ 1L; 3L; 2L ]))
    Expect.same (tensor 2L) (Tensor.sum (Tensor.cast DType.Int64 (tensor [ true; false; true ])))
    Expect.same (tensor [ true; false ]) (Tensor.anyOver [ 1 ] (tensor [ [ false; true ]; [ false; false ] ]))
    Expect.same (tensor [ true; false ]) (Tensor.allOver [ 1 ] (tensor [ [ true; true ]; [ false; true ] ]))

[<Fact>]
let ``float32 sums of many numbers keep their digits`` () =
    let x = Tensor.full DType.Float32 [ 1_000_000 ] 0.1
    Expect.near 1e-5 [ 100_000.0 ] (Tensor.sum x)
    Assert.Equal(DType.Float32, (Tensor.mean x).DType)
    Expect.near 1e-6 [ 0.1 ] (Tensor.mean x)
