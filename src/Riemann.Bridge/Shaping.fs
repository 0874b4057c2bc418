namespace Riemann.Bridge

open Riemann.FSharp

/// Shapes and axes.
module internal Shaping =
    let Reshape (x: Tensor, shape: int[]) = Tensor.reshape (List.ofArray shape) x
    let BroadcastTo (x: Tensor, shape: int[]) = Tensor.broadcastTo (List.ofArray shape) x
    let Expand (x: Tensor, shape: int[]) = Tensor.expand (List.ofArray shape) x
    let Permute (x: Tensor, order: int[]) = Tensor.permute (List.ofArray order) x
    let SwapAxes (x: Tensor, first: int, second: int) = Tensor.swapAxes first second x
    let MoveAxis (x: Tensor, source: int, target: int) = Tensor.moveAxis source target x
    let InsertAxis (x: Tensor, axis: int) = Tensor.insertAxis axis x
    let Squeeze (x: Tensor, axis: int) = Tensor.squeeze axis x
    let SqueezeAll (x: Tensor) = Tensor.squeezeAll x
    let Meshgrid (vectors: Tensor[]) = Tensor.meshgrid (List.ofArray vectors) |> Array.ofList
    let Concatenate (tensors: Tensor[], axis: int) = Tensor.concatenate axis (List.ofArray tensors)
    let Stack (tensors: Tensor[], axis: int) = Tensor.stack axis (List.ofArray tensors)
    let BlockDiag (blocks: Tensor[]) = Tensor.blockDiag (List.ofArray blocks)
    let Split (x: Tensor, lengths: int[], axis: int) = Tensor.split axis (List.ofArray lengths) x |> Array.ofList
    let Chunk (x: Tensor, count: int, axis: int) = Tensor.chunk axis count x |> Array.ofList
    let Unstack (x: Tensor, axis: int) = Tensor.unstack axis x |> Array.ofList
