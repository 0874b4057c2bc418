module Riemann.FSharp.Tests.Laws.Rows.Recurrent

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// Operands with so many blocks of one length on the last axis: shorter than a vector and longer, in every layout.
let private operands (blocks: int list) (p: Primitive) =
    let sized layout = [ for count in blocks -> layout count ]

    [ for length in [ 1; 2; 17 ] do
          sample (sized (fun count -> Plain [ 2; count * length ])) p
      sample (sized (fun count -> Plain [ count ])) p
      sample (sized (fun count -> Plain [ 2; 1; 3 * count ])) p
      sample (sized (fun count -> Plain [ 0; 2 * count ])) p
      sample (sized (fun _ -> Plain [ 2; 0 ])) p
      sample (sized (fun count -> Transposed [ 2; 2 * count ])) p
      sample (sized (fun count -> Reversed [ 2; 2 * count ])) p
      sample (sized (fun count -> Repeated [ 2; 2 * count ])) p ]

let private gradients make (blocks: int list) (result: int) =
    [ for operand in 0 .. blocks.Length - 1 do
          yield! operands (blocks @ [ result ]) (make operand) ]

let rows: Row list =
    [ Value("RecurrentPrimitives.lstm", operands [ 4; 1 ])
      Value("RecurrentPrimitives.gru", operands [ 3; 3; 1 ])
      Maker("RecurrentPrimitives.lstmGradient", gradients RecurrentPrimitives.lstmGradient [ 4; 1 ] 2)
      Maker("RecurrentPrimitives.gruGradient", gradients RecurrentPrimitives.gruGradient [ 3; 3; 1 ] 1) ]

let still: string list = []
