/// Dropout and pooling.
module Riemann.FSharp.Tests.Laws.Rows.Pooling

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// One key and several, and elements and parts.
let private drops =
    let drop together keys x = sample [ keys; x ] (DropoutPrimitives.dropout 0.4 together)

    [ for x in
          [ Layout.scalar; Plain [ 40 ]; Transposed [ 5; 9 ]; Reversed [ 5; 9 ]; Repeated [ 5; 9 ]; Plain [ 0; 3 ] ] do
          drop 0 Layout.scalar x
      drop 1 Layout.scalar (Transposed [ 9; 3 ])
      drop 2 Layout.scalar (Plain [ 2; 7; 2; 3 ])
      drop 2 Layout.scalar (Plain [ 2; 3 ])
      drop 0 (Reversed [ 2 ]) (Transposed [ 2; 20 ])
      drop 1 (Plain [ 2 ]) (Plain [ 2; 3 ])
      sample [ Layout.scalar; Layout.matrix ] (DropoutPrimitives.dropout 1.0 0) ]

let rows: Row list = [ Maker("DropoutPrimitives.dropout", drops) ]

let still: string list = []
