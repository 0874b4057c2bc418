// B-splines, with SciPy's.
#load "Calls.fsx"

open Riemann.FSharp
open Calls

/// Knots at uneven distances; where an operand is a view they are in no order, which neither side minds.
let private knots =
    let values = operand DType.Float64 (fun random i -> 0.4 * float (i % 11) - 2.0 + 0.3 * random.NextDouble())
    fun shape -> values shape

let private clamped = points [ -1.0; -1.0; -1.0; -1.0; 0.2; 0.2; 0.9; 2.0; 2.0; 2.0; 2.0 ]

let private bases =
    [ for degree in 0..5 do
          for order in 0..degree do
              let theirs = $"bspline(x, y, {degree}, {order})"
              let ours x knots = Tensor.splineBasis degree order knots x
              call2 theirs (real [ 40; 3 ]) (knots [ 3; 11 ]) ours
              call2 theirs (between -1.0 2.0 [ 30 ]) clamped ours ]

let families =
    [ { Name = "B-splines"; Calls = valuesOnly bases |> List.map (fun call -> { call with Tolerance = 1e-13 }) } ]
