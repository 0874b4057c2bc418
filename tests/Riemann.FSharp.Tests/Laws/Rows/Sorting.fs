module Riemann.FSharp.Tests.Laws.Rows.Sorting

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private search p =
    [ for sorted, values in
          [ Layout.vector, Plain [ 4 ]
            Layout.vector, Plain [ 0 ]
            Plain [ 0 ], Layout.vector
            Layout.matrix, Plain [ 2; 5 ]
            Transposed [ 2; 3 ], Reversed [ 2; 4 ]
            Plain [ 0; 3 ], Plain [ 0; 2 ] ] do
          sample [ sorted; values ] p ]

let rows: Row list =
    [ Maker(
          "SortingPrimitives.argSort",
          [ for descending in [ false; true ] do
                yield! position (fun axis -> SortingPrimitives.argSort axis descending) ]
      )
      Maker(
          "SortingPrimitives.search",
          search (SortingPrimitives.search false) @ search (SortingPrimitives.search true)
      ) ]

let still = [ "SortingPrimitives.argSort"; "SortingPrimitives.search" ]
