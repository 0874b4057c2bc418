namespace Riemann.Bridge

open Riemann.FSharp

/// Elements in other places.
module internal Rearranging =
    let Flip (x: Tensor, axes: int[]) = Tensor.flip (List.ofArray axes) x
    let Roll (x: Tensor, shift: int, axis: int) = Tensor.roll shift axis x
    let Rot90 (x: Tensor, turns: int, first: int, second: int) = Tensor.rot90 turns first second x
    let Repeat (x: Tensor, count: int, axis: int) = Tensor.repeat axis count x
    let Tile (x: Tensor, counts: int[]) = Tensor.tile (List.ofArray counts) x

    let Pad (x: Tensor, padding: Padding, widths: struct (int * int)[]) =
        Tensor.padWith padding [ for struct (before, after) in widths -> before, after ] x

    let Unfold (x: Tensor, axis: int, size: int, step: int) = Tensor.unfold axis size step x
    let Diag (x: Tensor, offset: int) = Tensor.diag offset x
    let Diagonal (x: Tensor, offset: int, first: int, second: int) = Tensor.diagonalOf offset first second x
    let SetDiagonal (x: Tensor, value: Tensor, offset: int) = Tensor.setDiagonal offset value x
    let Tril (x: Tensor, offset: int) = Tensor.tril offset x
    let Triu (x: Tensor, offset: int) = Tensor.triu offset x
