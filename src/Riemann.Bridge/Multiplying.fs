namespace Riemann.Bridge

open Riemann.FSharp

/// Products, and measures of pairs of vectors.
module internal Multiplying =
    let MatMul (left: Tensor, right: Tensor) = Tensor.matmul left right
    let AddMatMul (added: Tensor, left: Tensor, right: Tensor) = Tensor.addMatmul added left right
    let Dot (left: Tensor, right: Tensor) = Tensor.dot left right
    let Vecdot (left: Tensor, right: Tensor, axis: int) = Tensor.vecdot axis left right
    let Inner (left: Tensor, right: Tensor) = Tensor.inner left right
    let Outer (left: Tensor, right: Tensor) = Tensor.outer left right
    let Cross (left: Tensor, right: Tensor, axis: int) = Tensor.cross axis left right
    let Kron (left: Tensor, right: Tensor) = Tensor.kron left right

    let Tensordot (left: Tensor, right: Tensor, axes: int[], otherAxes: int[]) =
        Tensor.tensordot (List.ofArray axes) (List.ofArray otherAxes) left right

    let Einsum (equation: string, operands: Tensor[]) = Tensor.einsum equation (List.ofArray operands)
    let Trace (x: Tensor) = Tensor.trace x
    let PairwiseDistances (left: Tensor, right: Tensor, p: float) = Tensor.pairwiseDistances p left right
    let CosineSimilarity (left: Tensor, right: Tensor, axis: int) = Tensor.cosineSimilarity axis left right
    let Covariance (x: Tensor, correction: int) = Tensor.covariance correction x
    let Correlation (x: Tensor) = Tensor.correlation x
