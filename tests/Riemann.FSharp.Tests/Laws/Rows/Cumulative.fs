module Riemann.FSharp.Tests.Laws.Rows.Cumulative

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// Along every axis of operands in these layouts.
let private along (make: int -> Primitive) layouts =
    [ for layout: Layout, rank in layouts do
          for axis in 0 .. rank - 1 do
              sample [ layout ] (make axis) ]

let private layouts =
    [ Layout.vector, 1
      Layout.matrix, 2
      Plain [ 2; 3; 2 ], 3
      Transposed [ 2; 3 ], 2
      Reversed [ 2; 3 ], 2
      Repeated [ 2; 3 ], 2
      Plain [ 2; 0 ], 2
      Plain [ 1 ], 1 ]

let private recurrences =
    [ for reverse in [ false; true ] do
          for left, right in
              [ Plain [ 4 ], Plain [ 4 ]
                Plain [ 1 ], Plain [ 1 ]
                Plain [ 0 ], Plain [ 0 ]
                Plain [ 2; 3; 2 ], Plain [ 2; 3; 2 ]
                Layout.matrix, Transposed [ 2; 3 ]
                Reversed [ 2; 3 ], Repeated [ 2; 3 ] ] do
              let rank = (sample [ left ] (CumulativePrimitives.prod 0)).Operands.Head.Rank

              for axis in 0 .. rank - 1 do
                  sample [ left; right ] (CumulativePrimitives.recurrence axis reverse) ]

/// Elements that are 0, where the product and its derivatives are polynomials as anywhere.
let private withZeros (make: int -> Primitive) =
    [ for values in [ [ 2.0; 0.0; -3.0; 0.5 ]; [ 0.0; 2.0; 0.0; 3.0 ]; [ 0.0; 0.0; 0.0 ]; [ 0.0 ] ] do
          { Of = make 0; Operands = [ tensor values ] } ]

let rows: Row list =
    let cumSum reverse axis = CumulativePrimitives.cumSum axis reverse
    let cumProd reverse axis = CumulativePrimitives.cumProd axis reverse

    [ Maker("CumulativePrimitives.cumSum", along (cumSum false) layouts @ along (cumSum true) layouts)
      Maker("CumulativePrimitives.recurrence", recurrences)
      Maker(
          "CumulativePrimitives.cumProd",
          [ yield! along (cumProd false) layouts
            yield! along (cumProd true) layouts
            yield! withZeros (cumProd false)
            yield! withZeros (cumProd true) ]
      )
      Maker("CumulativePrimitives.prod", along CumulativePrimitives.prod layouts @ withZeros CumulativePrimitives.prod)
      Maker("CumulativePrimitives.logCumSumExp", along CumulativePrimitives.logCumSumExp layouts)
      Maker("CumulativePrimitives.argCumMax", position CumulativePrimitives.argCumMax)
      Maker("CumulativePrimitives.argCumMin", position CumulativePrimitives.argCumMin) ]

let still = [ "CumulativePrimitives.argCumMax"; "CumulativePrimitives.argCumMin" ]
