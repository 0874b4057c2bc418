/// Rows of products with sparse matrices.
module Riemann.FSharp.Tests.Laws.Rows.Sparse

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// An empty row and an empty column among others; one element; a full matrix; none; no rows; no columns.
let private patterns =
    [ SparsityPattern.create 4 5 [| 0; 2; 2; 5; 6 |] [| 1; 4; 0; 1; 3; 3 |]
      SparsityPattern.create 1 1 [| 0; 1 |] [| 0 |]
      SparsityPattern.create 2 3 [| 0; 3; 6 |] [| 0; 1; 2; 0; 1; 2 |]
      SparsityPattern.create 2 3 [| 0; 0; 0 |] [||]
      SparsityPattern.create 0 2 [| 0 |] [||]
      SparsityPattern.create 2 0 [| 0; 0; 0 |] [||] ]

/// A layout of two axes, and the same in front of one more.
let private layouts rows columns =
    [ Plain [ rows; columns ]
      Transposed [ rows; columns ]
      if rows > 0 && columns > 0 then
          Reversed [ rows; columns ]
          Repeated [ rows; columns ] ]

let private multiplied (make: SparsityPattern -> Primitive) from =
    [ for pattern in patterns do
          for b in [ 3; 1; 0 ] do
              for layout in layouts b (from pattern) do
                  sample [ Plain [ pattern.Count ]; layout ] (make pattern)

          sample [ Plain [ 2; pattern.Count ]; Plain [ 2; 3; from pattern ] ] (make pattern) ]

let private sampled (pattern: SparsityPattern) = SparsePrimitives.sampled pattern.Csr

let rows: Row list =
    [ Maker("SparsePrimitives.product", multiplied (fun pattern -> SparsePrimitives.product pattern.Csr) _.Columns)
      Maker(
          "SparsePrimitives.transposedProduct",
          multiplied (fun pattern -> SparsePrimitives.transposedProduct pattern.Csr) _.Rows
      )
      Maker(
          "SparsePrimitives.sampled",
          [ for pattern in patterns do
                for b in [ 3; 1; 0 ] do
                    for left, right in Seq.zip (layouts b pattern.Rows) (layouts b pattern.Columns) do
                        sample [ left; right ] (sampled pattern)

                sample [ Plain [ 2; 3; pattern.Rows ]; Plain [ 2; 3; pattern.Columns ] ] (sampled pattern) ]
      ) ]

let still: string list = []
