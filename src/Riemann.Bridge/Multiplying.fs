namespace Riemann.Bridge

open Riemann.FSharp

/// Matrix products.
module internal Multiplying =
    let MatMul (left: Tensor, right: Tensor) = Tensor.matmul left right
    let AddMatMul (added: Tensor, left: Tensor, right: Tensor) = Tensor.addMatmul added left right
    let Dot (left: Tensor, right: Tensor) = Tensor.dot left right
