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

/// Along every axis; the maker is given its length. No operand repeats elements: where they tie there is no order.
let private along (make: int -> int -> Primitive) =
    [ for layout in [ Plain [ 5 ]; Layout.matrix; Transposed [ 2; 3 ]; Reversed [ 2; 3 ]; Plain [ 1; 9 ] ] do
          let shape =
              match layout with
              | Plain shape
              | Transposed shape
              | Reversed shape
              | Repeated shape -> shape

          for axis, length in List.indexed shape do
              sample [ layout ] (make axis length) ]

let rows: Row list =
    [ Maker(
          "SortingPrimitives.argSort",
          [ for descending in [ false; true ] do
                yield! along (fun axis length -> SortingPrimitives.argSort axis descending length)
                yield! along (fun axis _ -> SortingPrimitives.argSort axis descending 1)
                yield! along (fun axis _ -> SortingPrimitives.argSort axis descending 0) ]
      )
      Maker(
          "SortingPrimitives.search",
          search (SortingPrimitives.search false) @ search (SortingPrimitives.search true)
      ) ]

let still = [ "SortingPrimitives.argSort"; "SortingPrimitives.search" ]
