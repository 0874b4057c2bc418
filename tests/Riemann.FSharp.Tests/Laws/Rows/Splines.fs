/// Rows of B-splines.
module Riemann.FSharp.Tests.Laws.Rows.Splines

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// The primitive with its knots given: they do not move, and the laws draw their own x.
let private on (knots: Tensor) (p: Primitive) =
    { p with
        Domain = [ Domain.Between(0.0, 3.0) ]
        Shape = fun x -> p.Shape [| x[0]; knots.Aval |]
        Kernel = Kernel.General(fun x -> (Primitive.apply p [| Tensor(x[0], null); knots |]).Value)
        Derivative = fun x y i -> p.Derivative [| x[0]; knots |] y i
        Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply p [| x[0].Value; knots |])) }

let private uniform = Tensor.linspace -2.0 5.0 11

let private several =
    Tensor.stack
        0
        [ uniform
          tensor [ 0.0; 0.0; 0.0; 0.0; 0.7; 1.1; 1.1; 3.0; 3.0; 3.0; 3.0 ]
          tensor [ -0.3; 0.0; 0.4; 0.5; 0.9; 1.0; 1.6; 2.0; 2.9; 3.4; 3.5 ] ]

let private layouts =
    [ uniform, Layout.scalar
      uniform, Plain [ 0 ]
      uniform, Plain [ 2; 9 ]
      several, Plain [ 3 ]
      several, Plain [ 2; 3 ]
      several, Plain [ 2; 7; 3 ]
      several, Transposed [ 2; 3 ]
      several, Reversed [ 2; 3 ]
      several, Repeated [ 2; 3 ]
      Tensor.flip [ -1 ] several, Plain [ 4; 3 ]
      Tensor.stack 0 [ several; several + 0.2 ], Plain [ 5; 2; 3 ] ]

let rows: Row list =
    [ Maker(
          "SplinePrimitives.basis",
          [ for degree in [ 0; 2; 3; 5 ] do
                for order in [ 0; 1; 2; 6 ] do
                    for knots, layout in layouts do
                        sample [ layout ] (SplinePrimitives.basis degree order |> on knots) ]
      ) ]

let still: string list = []
