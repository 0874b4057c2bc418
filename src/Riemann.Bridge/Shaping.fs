namespace Riemann.Bridge

open Riemann.FSharp

/// Shapes and axes.
module internal Shaping =
    let Reshape (x: Tensor, shape: int[]) = Tensor.reshape (List.ofArray shape) x
    let FlattenFrom (x: Tensor, axis: int) = Tensor.flattenFrom axis x
    let BroadcastTo (x: Tensor, shape: int[]) = Tensor.broadcastTo (List.ofArray shape) x
    let Permute (x: Tensor, order: int[]) = Tensor.permute (List.ofArray order) x
    let SwapAxes (x: Tensor, first: int, second: int) = Tensor.swapAxes first second x
    let InsertAxis (x: Tensor, axis: int) = Tensor.insertAxis axis x
    let Squeeze (x: Tensor, axis: int) = Tensor.squeeze axis x
    let Concatenate (tensors: Tensor[], axis: int) = Tensor.concatenate axis (List.ofArray tensors)
    let Stack (tensors: Tensor[], axis: int) = Tensor.stack axis (List.ofArray tensors)
