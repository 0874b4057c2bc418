namespace Riemann.Bridge

open Riemann.FSharp

/// Elements by position.
module internal Picking =
    let Slice (x: Tensor, slices: Slice[]) = Tensor.slice (List.ofArray slices) x
    let Set (x: Tensor, slices: Slice[], value: Tensor) = Tensor.set (List.ofArray slices) value x
    let AddAt (x: Tensor, slices: Slice[], value: Tensor) = Tensor.addAt (List.ofArray slices) value x
    let Take (x: Tensor, indices: Tensor, axis: int) = Tensor.take axis indices x
    let Gather (x: Tensor, axis: int, indices: Tensor) = Tensor.gather axis indices x
    let Scatter (x: Tensor, axis: int, indices: Tensor, updates: Tensor) = Tensor.scatter axis indices updates x
    let ScatterAdd (x: Tensor, axis: int, indices: Tensor, updates: Tensor) = Tensor.scatterAdd axis indices updates x
    let Masked (x: Tensor, mask: Tensor) = Tensor.masked mask x
