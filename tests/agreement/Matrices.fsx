// Linear systems, factorisations and functions of matrices.
#load "Calls.fsx"

open Riemann.FSharp
open Calls

/// Added to a matrix to keep it far from singular.
let private eye (x: Tensor) = 4.0 * Tensor.eye (List.last x.Shape)
let private torchEye = "4.0 * torch.eye(x.shape[-1], dtype=torch.float64)"

/// Functions of square matrices, made regular in the same way on both sides.
let private ofSquare theirs ours =
    [ for shape in [ [ 3; 3 ]; [ 1; 1 ]; [ 20; 20 ]; [ 2; 3; 4; 4 ] ] do
          call1 $"(lambda x: {theirs})(x + {torchEye})" (real shape) (fun x -> ours (x + eye x)) ]

let private positive theirs ours =
    [ for shape in [ [ 3; 3 ]; [ 1; 1 ]; [ 20; 20 ]; [ 2; 3; 4; 4 ] ] do
          call1 $"(lambda x: {theirs})(x @ x.mT + {torchEye})" (real shape) (fun x ->
              ours (x *@ Tensor.transpose x + eye x)) ]

let private first (a, _, _) = a
let private second (_, a, _) = a
let private third (_, _, a) = a

let private systems =
    [ for x, y in
          [ [ 3; 3 ], [ 3 ]
            [ 20; 20 ], [ 20; 5 ]
            [ 2; 3; 3 ], [ 2; 3; 4 ]
            [ 2; 1; 3; 3 ], [ 4; 3; 2 ]
            [ 3; 3 ], [ 4; 3; 2 ] ] do
          call2 $"torch.linalg.solve(x + {torchEye}, y)" (real x) (real y) (fun x y -> Tensor.solve (x + eye x) y)

      for x, y in [ [ 3; 3 ], [ 3; 2 ]; [ 20; 20 ], [ 20; 5 ]; [ 2; 1; 3; 3 ], [ 4; 3; 2 ] ] do
          let solve upper unit triangle =
              call2
                  $"torch.linalg.solve_triangular(x + {torchEye}, y, upper={upper}, unitriangular={unit})"
                  (between -0.2 0.2 x)
                  (real y)
                  (fun x y -> Tensor.triangularSolve triangle (x + eye x) y)

          solve "False" "False" Triangle.lower
          solve "True" "False" Triangle.upper
          solve "False" "True" { Triangle.lower with UnitDiagonal = true }

      yield! ofSquare "torch.linalg.inv(x)" Tensor.inverse
      yield! ofSquare "torch.linalg.det(x)" Tensor.determinant
      yield! ofSquare "torch.linalg.slogdet(x)[0]" (Tensor.signedLogDeterminant >> fst) |> valuesOnly
      yield! ofSquare "torch.linalg.slogdet(x)[1]" (Tensor.signedLogDeterminant >> snd)
      yield! ofSquare "torch.linalg.matrix_power(x, 3)" (Tensor.matrixPower 3)
      yield! ofSquare "torch.linalg.matrix_power(x, -2)" (Tensor.matrixPower -2)
      yield! ofSquare "torch.matrix_exp(0.1 * x)" (fun x -> Tensor.matrixExponential (0.1 * x)) ]

let private factors =
    [ yield! positive "torch.linalg.cholesky(x)" Tensor.cholesky
      for shape in [ [ 3; 3 ]; [ 5; 2 ]; [ 2; 5 ]; [ 2; 4; 3 ] ] do
          call1 "torch.linalg.lu(x)[0]" (real shape) (Tensor.lu >> first)
          call1 "torch.linalg.lu(x)[1]" (real shape) (Tensor.lu >> second)
          call1 "torch.linalg.lu(x)[2]" (real shape) (Tensor.lu >> third)
      call2
          $"torch.cholesky_solve(y, torch.linalg.cholesky(x @ x.mT + {torchEye}))"
          (real [ 3; 3 ])
          (real [ 3; 2 ])
          (fun x y -> Tensor.choleskySolve (Tensor.cholesky (x *@ Tensor.transpose x + eye x)) y) ]
    |> List.map (fun (call: Call) -> { call with Tolerance = 1e-7 })

let families = [ { Name = "linear systems"; Calls = systems }; { Name = "factorisations"; Calls = factors } ]
