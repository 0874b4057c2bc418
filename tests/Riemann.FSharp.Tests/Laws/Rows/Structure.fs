/// Diagonals, windows, and updates of parts.
module Riemann.FSharp.Tests.Laws.Rows.Structure

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private diagonals =
    [ for offset in -3 .. 3 do
          yield!
              places
                  (DiagonalPrimitives.diagonal offset)
                  [ Layout.matrix; Transposed [ 2; 3 ]; Reversed [ 2; 3 ]; Repeated [ 2; 3 ]; Plain [ 2; 3; 2 ] ]
      yield! places (DiagonalPrimitives.diagonal 0) [ Plain [ 0; 3 ]; Plain [ 2; 0 ]; Plain [ 0; 2; 2 ] ] ]

let private placed =
    let place rows columns offset layouts = places (DiagonalPrimitives.placeDiagonal rows columns offset) layouts

    [ yield! place 3 3 0 [ Layout.vector; Plain [ 2; 3 ]; Transposed [ 2; 3 ]; Reversed [ 3 ]; Repeated [ 2; 3 ] ]
      yield! place 3 4 1 [ Layout.vector ]
      yield! place 5 3 -2 [ Layout.vector ]
      yield! place 2 3 3 [ Plain [ 0 ]; Plain [ 2; 0 ] ] ]

let private windows =
    let unfold axis size step layouts = places (WindowingPrimitives.unfold axis size step) layouts

    [ yield! unfold 0 2 1 [ Layout.vector; Reversed [ 3 ]; Plain [ 5; 2 ]; Plain [ 2; 0 ] ]
      yield! unfold 1 3 2 [ Plain [ 2; 6 ]; Transposed [ 2; 7 ]; Repeated [ 2; 5 ]; Plain [ 2; 3; 2 ] ]
      yield! unfold 0 2 3 [ Plain [ 8 ] ] ]

let private overlaps =
    let add dimensions axis step layouts = places (WindowingPrimitives.overlapAdd (shape dimensions) axis step) layouts

    [ yield! add [ 4 ] 0 1 [ Plain [ 3; 2 ]; Transposed [ 3; 2 ]; Reversed [ 3; 2 ]; Repeated [ 3; 2 ] ]
      yield! add [ 2; 6 ] 1 2 [ Plain [ 2; 2; 3 ]; Reversed [ 2; 2; 3 ] ]
      yield! add [ 8 ] 0 3 [ Plain [ 3; 2 ] ]
      yield! add [ 2; 0 ] 0 1 [ Plain [ 1; 0; 2 ] ] ]

let private updates =
    let replace starts steps layouts = sample layouts (StructuralPrimitives.replace starts steps)

    [ replace [| 1 |] [| 1 |] [ Layout.vector; Plain [ 2 ] ]
      replace [| 4 |] [| -2 |] [ Plain [ 5 ]; Reversed [ 2 ] ]
      replace [| 0; 2 |] [| 1; -1 |] [ Transposed [ 2; 3 ]; Transposed [ 2; 2 ] ]
      replace [| 1; 0 |] [| 1; 2 |] [ Repeated [ 2; 3 ]; Repeated [ 1; 2 ] ]
      replace [| 0 |] [| 1 |] [ Layout.vector; Plain [ 0 ] ]
      replace [||] [||] [ Layout.scalar; Layout.scalar ] ]

let private lastUpdates =
    let last dimensions axis layouts = places (IndexingPrimitives.lastUpdate (shape dimensions) axis) layouts

    [ yield! last [ 3 ] 0 [ Plain [ 5 ]; Reversed [ 5 ]; Plain [ 0 ] ]
      yield! last [ 4; 3 ] 0 [ Layout.matrix; Transposed [ 2; 3 ]; Repeated [ 2; 3 ] ]
      yield! last [ 2; 4 ] 1 [ Layout.matrix; Plain [ 2; 0 ] ]
      yield! last [ 0; 3 ] 1 [ Plain [ 0; 2 ] ] ]

/// The place of an update is an index of the axis, which the domain cannot name.
let private replacements =
    let scatter axis target updates (length: int) =
        let p = IndexingPrimitives.scatter axis
        let draw domain place = Samples.draw domain place (Key.create 7L)

        { Of = p
          Operands = [ draw Domain.Real 0 target; draw Domain.Real 1 updates; draw (Domain.Index length) 2 updates ] }

    [ scatter 0 Layout.vector (Plain [ 5 ]) 3
      scatter 0 (Plain [ 4; 3 ]) Layout.matrix 4
      scatter 1 (Plain [ 2; 4 ]) (Transposed [ 2; 3 ]) 4
      scatter 1 (Reversed [ 2; 2 ]) (Reversed [ 2; 3 ]) 2
      scatter 1 (Repeated [ 2; 3 ]) (Repeated [ 2; 4 ]) 3
      scatter 0 Layout.vector (Plain [ 0 ]) 3
      scatter 1 (Plain [ 0; 3 ]) (Plain [ 0; 2 ]) 3 ]

let private counted =
    let count dimensions axis layouts = places (IndexingPrimitives.counted (shape dimensions) axis) layouts

    [ yield! count [ 3 ] 0 [ Layout.scalar; Plain [ 5 ]; Reversed [ 5 ]; Plain [ 0 ] ]
      yield! count [ 2; 4 ] 1 [ Layout.matrix; Transposed [ 2; 3 ]; Repeated [ 2; 3 ] ] ]

let rows: Row list =
    [ Maker("DiagonalPrimitives.diagonal", diagonals)
      Maker("DiagonalPrimitives.placeDiagonal", placed)
      Maker("WindowingPrimitives.unfold", windows)
      Maker("WindowingPrimitives.overlapAdd", overlaps)
      Maker("StructuralPrimitives.replace", updates)
      Maker("IndexingPrimitives.scatter", replacements)
      Maker("IndexingPrimitives.lastUpdate", lastUpdates)
      Maker("IndexingPrimitives.counted", counted) ]

let still = [ "IndexingPrimitives.lastUpdate"; "IndexingPrimitives.counted" ]
