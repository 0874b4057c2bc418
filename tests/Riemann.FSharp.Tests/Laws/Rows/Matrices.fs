/// Factorisations, linear systems and functions of matrices.
module Riemann.FSharp.Tests.Laws.Rows.Matrices

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private draw place layout = Samples.draw Domain.Real place (Key.create 7L) layout

let private identity (x: Tensor) = Tensor.eye (List.last x.Shape)

/// Square matrices far from singular, also with their elements in the opposite order.
let private regular shape =
    let x = draw 0 (Plain shape)
    x + 4.0 * identity x

let private positive shape =
    let x = draw 0 (Plain shape)
    x *@ Tensor.transpose x + 2.0 * identity x

/// Every other row and column, from the end on.
let private reversed (x: Tensor) =
    let every = List.replicate (x.Rank - 2) Slice.All @ [ Slice.Step(-1, 0, -2); Slice.Step(-1, 0, -2) ]
    Tensor.slice every x

let private squares make =
    [ make [ 3; 3 ]
      make [ 1; 1 ]
      make [ 0; 0 ]
      make [ 2; 3; 3 ]
      make [ 0; 2; 2 ]
      Tensor.transpose (make [ 2; 2; 2 ])
      reversed (make [ 6; 6 ])
      Tensor.broadcastTo [ 2; 3; 3 ] (make [ 3; 3 ]) ]

let private systems p =
    let system a layout = { Of = p; Operands = [ a; draw 1 layout ] }

    [ system (regular [ 3; 3 ]) (Plain [ 3; 2 ])
      system (regular [ 3; 3 ]) (Transposed [ 3; 1 ])
      system (regular [ 2; 3; 3 ]) (Plain [ 3; 2 ])
      system (regular [ 2; 2 ]) (Plain [ 3; 2; 2 ])
      system (regular [ 2; 1; 2; 2 ]) (Plain [ 3; 2; 1 ])
      system (regular [ 1; 1 ]) (Plain [ 1; 1 ])
      system (regular [ 0; 0 ]) (Plain [ 0; 2 ])
      system (regular [ 2; 2 ]) (Plain [ 2; 0 ])
      system (Tensor.transpose (regular [ 3; 3 ])) (Reversed [ 3; 2 ])
      system (reversed (regular [ 6; 6 ])) (Repeated [ 3; 2 ]) ]

let private triangles =
    [ for upper in [ false; true ] do
          for transposed in [ false; true ] do
              for unit in [ false; true ] do
                  { Upper = upper; Transposed = transposed; UnitDiagonal = unit } ]

let private on p operands = [ for x in operands -> { Of = p; Operands = [ x ] } ]

/// A primitive of a matrix, its factors and more, as one of the matrix and more: the factors do not move on their own.
let private factored (p: Primitive) =
    let all (x: Tensor[]) = [| x[0]; LinearSystemPrimitives.factorsOf x[0]; yield! x[1..] |]

    { p with
        Shape = fun x -> p.Shape [| x[0]; x[0]; yield! x[1..] |]
        Kernel =
            Kernel.General(fun x -> x |> Array.map (fun x -> Tensor(x, null)) |> all |> Primitive.apply p |> _.Value)
        Derivative = fun x y i -> p.Derivative (all x) y (if i = 0 then 0 else i + 1)
        Batch =
            BatchRule.Rule(fun x ->
                let batched = [| 0 .. x.Length - 1 |] |> Array.filter (fun i -> x[i].IsBatched)

                let one (examples: Tensor[]) =
                    let operands = x |> Array.map _.Value
                    Array.iter2 (fun i example -> operands[i] <- example) batched examples
                    Primitive.apply p (all operands)

                Batched.Whole(vmap one [| for i in batched -> x[i].Value |])) }

let private rectangles =
    [ draw 0 (Plain [ 4; 2 ])
      draw 0 (Plain [ 2; 4 ])
      draw 0 (Plain [ 2; 3; 2 ])
      draw 0 (Transposed [ 2; 3 ])
      draw 0 (Reversed [ 3; 2 ])
      draw 0 (Plain [ 0; 2 ])
      draw 0 (Plain [ 2; 0 ]) ]

let rows: Row list =
    [ Maker(
          "FactorisationPrimitives.triangularSolve",
          triangles |> List.collect (FactorisationPrimitives.triangularSolve >> systems)
      )
      Value("FactorisationPrimitives.cholesky", (fun p -> on p (squares positive)))
      Value("FactorisationPrimitives.luFactor", (fun p -> on p (squares regular @ rectangles)))
      Maker(
          "LinearSystemPrimitives.solve",
          [ false; true ] |> List.collect (LinearSystemPrimitives.solve >> factored >> systems)
      )
      Value("LinearSystemPrimitives.adjugate", (fun p -> on (factored p) (squares regular)))
      Value("LinearSystemPrimitives.determinant", (fun p -> on (factored p) (squares regular)))
      Value("LinearSystemPrimitives.logDeterminant", (fun p -> on (factored p) (squares regular)))
      Value("LinearSystemPrimitives.determinantSign", (fun p -> on (factored p) (squares regular)))
      Value("MatrixFunctionPrimitives.matrixExponential", (fun p -> on p (squares regular))) ]

let still = [ "LinearSystemPrimitives.determinantSign" ]
