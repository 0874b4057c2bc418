module Riemann.FSharp.Tests.Laws.Rows.Fourier

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private complex =
    [ for isInverse in [ false; true ] do
          let make parts axis = FourierPrimitives.transform parts axis isInverse 0.7

          for layout, parts, axis in
              [ Plain [ 2; 1 ], 0, 1
                Plain [ 2; 4 ], 0, 1
                Plain [ 2; 5 ], 0, 1
                Plain [ 2; 17 ], 0, 1
                Plain [ 2; 3; 2 ], 0, 1
                Plain [ 2; 3; 2 ], 0, 2
                Plain [ 3; 2; 2; 2 ], 1, 2
                Plain [ 2; 0; 3 ], 0, 2
                Transposed [ 2; 3; 2 ], 0, 1
                Reversed [ 2; 3 ], 0, 1
                Repeated [ 2; 3 ], 0, 1 ] do
              sample [ layout ] (make parts axis) ]

/// The flags of a family, with shapes of the real operand and where the parts go.
let private halves (make: int list -> int -> int -> bool -> Layout -> Sample) =
    [ for isDoubled in [ false; true ] do
          for dimensions, parts, axis in
              [ [ 1 ], 0, 1
                [ 2 ], 0, 1
                [ 5 ], 0, 1
                [ 6 ], 0, 1
                [ 17 ], 0, 1
                [ 3; 2 ], 0, 1
                [ 4; 2 ], 0, 1
                [ 2; 4; 3 ], 1, 2
                [ 2; 3; 3 ], 1, 3
                [ 0; 4 ], 0, 2 ] do
              make dimensions parts axis isDoubled (Plain dimensions)

          make [ 2; 6 ] 0 2 isDoubled (Transposed [ 2; 6 ])
          make [ 2; 6 ] 0 2 isDoubled (Reversed [ 2; 6 ])
          make [ 2; 6 ] 0 1 isDoubled (Repeated [ 2; 6 ]) ]

let private toHalf =
    halves (fun _ parts axis isDoubled layout -> sample [ layout ] (FourierPrimitives.toHalf parts axis isDoubled 0.7))

let private ofHalf =
    halves (fun dimensions parts axis isDoubled layout ->
        let length = dimensions[axis - 1]

        let spectrum shape = shape |> List.updateAt (axis - 1) (length / 2 + 1) |> List.insertAt parts 2

        let layout =
            match layout with
            | Plain shape -> Plain(spectrum shape)
            | Transposed shape -> let shape = spectrum shape in Transposed(List.tail shape @ [ List.head shape ])
            | Reversed shape -> Reversed(spectrum shape)
            | Repeated shape -> Repeated(spectrum shape)

        sample [ layout ] (FourierPrimitives.ofHalf length parts axis isDoubled 0.7))

let rows: Row list =
    [ Maker("FourierPrimitives.transform", complex)
      Maker("FourierPrimitives.toHalf", toHalf)
      Maker("FourierPrimitives.ofHalf", ofHalf) ]

let still: string list = []
