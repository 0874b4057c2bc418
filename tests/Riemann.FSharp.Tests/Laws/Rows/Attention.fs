/// Attention with all kinds of masks, and its gradient.
module Riemann.FSharp.Tests.Laws.Rows.Attention

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// Query, key and value.
let private shapes =
    [ [ 3; 2 ], [ 4; 2 ], [ 4; 5 ]
      [ 2; 3; 2 ], [ 2; 4; 2 ], [ 2; 4; 3 ]
      [ 2; 1; 1; 3 ], [ 2; 1; 1; 3 ], [ 2; 1; 1; 1 ]
      [ 0; 3; 2 ], [ 0; 4; 2 ], [ 0; 4; 2 ]
      [ 2; 0; 2 ], [ 2; 4; 2 ], [ 2; 4; 2 ]
      [ 3; 2 ], [ 0; 2 ], [ 0; 2 ]
      [ 3; 0 ], [ 4; 0 ], [ 4; 2 ] ]

let private drawn place layout = Samples.draw Domain.Real place (Key.create 7L) layout

/// Truth values that hide about half, and all of a row now and then.
let private hidden shape = Samples.draw Domain.Truth 3 (Key.create 8L) (Plain shape)

let private masks (query: int list) (key: int list) =
    let scores = List.take (query.Length - 1) query @ [ key[key.Length - 2] ]

    [ []
      [ hidden scores ]
      [ hidden [ List.last scores ] ]
      [ drawn 3 (Plain scores) ]
      [ drawn 3 (Plain [ scores[scores.Length - 2]; 1 ]) ]
      [ drawn 3 (Plain []) ] ]

let private cases =
    [ for query, key, value in shapes do
          for mask in masks query key do
              List.mapi (fun place shape -> drawn place (Plain shape)) [ query; key; value ] @ mask

      // [2; 3; 2], [2; 4; 2], [2; 4; 3] and a mask [2; 3; 4].
      List.mapi (fun i shape -> drawn i (Transposed shape)) [ [ 3; 2; 2 ]; [ 4; 2; 2 ]; [ 4; 3; 2 ]; [ 3; 4; 2 ] ]
      List.mapi (fun i shape -> drawn i (Reversed shape)) [ [ 3; 2 ]; [ 4; 2 ]; [ 4; 3 ] ]
      List.mapi (fun i shape -> drawn i (Repeated shape)) [ [ 2; 3; 2 ]; [ 2; 4; 2 ]; [ 2; 4; 3 ] ] ]

let private attention =
    [ for isCausal in [ false; true ] do
          for operands in cases do
              { Of = AttentionPrimitives.attention isCausal 0.7; Operands = operands } ]

let private gradient =
    [ for isCausal in [ false; true ] do
          for operands in cases do
              let result = List.take (operands[0].Rank - 1) operands[0].Shape @ [ List.last operands[2].Shape ]

              for outer in List.distinct [ 0; operands[0].Rank - 2 ] do
                  { Of = AttentionPrimitives.gradient isCausal 0.7 outer
                    Operands = drawn 4 (Plain result) :: operands } ]

let rows: Row list =
    [ Maker("AttentionPrimitives.attention", attention); Maker("AttentionPrimitives.gradient", gradient) ]

let still: string list = []
