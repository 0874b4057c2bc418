// Products with sparse matrices, as PyTorch has them with dense ones and a mask.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

/// [[0; 1; 0; 1; 0]; [0; 0; 0; 0; 0]; [1; 1; 0; 0; 1]; [0; 0; 1; 0; 0]]
let private pattern = SparsityPattern.create 4 5 [| 0; 2; 2; 5; 6 |] [| 1; 3; 0; 1; 4; 2 |]

/// The matrix of the values, and the elements of a matrix at the non-zeros.
let private rows, columns = "[0, 0, 2, 2, 2, 3]", "[1, 3, 0, 1, 4, 2]"

let private dense = $"torch.zeros(4, 5, dtype=x.dtype).index_put((torch.tensor({rows}), torch.tensor({columns})), x)"

let private products =
    [ for front in [ []; [ 7 ]; [ 40 ]; [ 2; 3 ]; [ 0 ] ] do
          call2 $"y @ {dense}.t()" (real [ 6 ]) (real (front @ [ 5 ])) (Tensor.sparseProduct pattern)
          call2 $"y @ {dense}" (real [ 6 ]) (real (front @ [ 4 ])) (Tensor.sparseTransposedProduct pattern)

      for count in [ 7; 40; 0 ] do
          call2
              $"(x.t() @ y)[{rows}, {columns}]"
              (real [ count; 4 ])
              (real [ count; 5 ])
              (Tensor.sampledProduct pattern)

      call1 dense (real [ 6 ]) (Tensor.ofSparse pattern)
      call1 $"x[{rows}, {columns}]" (real [ 4; 5 ]) (Tensor.toSparse pattern)

      for front in [ []; [ 7 ]; [ 2; 3 ] ] do
          call3 $"F.linear(z, {dense}, y)" (real [ 6 ]) (real [ 4 ]) (real (front @ [ 5 ])) (fun values bias x ->
              SparseLinear.apply { Values = values; Bias = Some bias; Pattern = pattern } x) ]

let families = [ { Name = "sparse products"; Calls = products } ]
