namespace Riemann.FSharp

open Riemann.Kernels

/// Tensors put together from parts, or with parts replaced.
[<AutoOpen>]
module Blocks =
    type Tensor with
        /// `Tensor.maskedFill mask value x` is x with a number where the mask is true. The shapes broadcast.
        static member maskedFill (mask: Tensor) (value: float) (x: Tensor) = Tensor.where mask (Tensor.Weak(value, x)) x

        /// `Tensor.setDiagonal k value x` is x with the value on the k-th diagonal of the matrices on its last two axes;
        /// it broadcasts to what `Tensor.diagonal k` gives and has its element type. Derivatives go to the value, and
        /// to the elements that stay.
        static member setDiagonal (offset: int) (value: Tensor) (x: Tensor) =
            let whole = Tensor.diagonal offset x
            Rules.broadcastTo whole.Aval.Shape [| value.Aval |] |> Fail.get "setDiagonal" |> ignore
            let rows, columns = x.Aval.Shape[x.Rank - 2], x.Aval.Shape[x.Rank - 1]
            let value = Structure.broadcastTo whole.Aval.Shape value
            let placed = Primitive.apply1 (DiagonalPrimitives.placeDiagonal rows columns offset) value
            let isAbove = Tensor.cast DType.Bool (Tensor.tri offset rows columns)
            let isBelow = Tensor.cast DType.Bool (Tensor.tri (offset - 1) rows columns)
            Tensor.where (Tensor.logicalXor isAbove isBelow) placed x

        /// `Tensor.blockDiag [a; b]` is the matrix with these matrices along its diagonal and zeros elsewhere.
        static member blockDiag(blocks: Tensor list) =
            match blocks |> List.tryFind (fun block -> block.Rank <> 2) with
            | Some block ->
                let shapes = [ "block", block.Aval.Shape ]
                Fail.raise "blockDiag" (RiemannError.Shape("a block is not a matrix", shapes, "blocks [m, n]"))
            | None when blocks.IsEmpty -> Tensor.zeros [ 0; 0 ]
            | None ->
                let width = blocks |> List.sumBy (fun block -> block.Aval.Shape[1])
                let starts = blocks |> List.scan (fun start block -> start + block.Aval.Shape[1]) 0

                let row start (block: Tensor) = Tensor.pad [ 0, 0; start, width - start - block.Aval.Shape[1] ] block

                Tensor.concatenate 0 (List.map2 row (List.take blocks.Length starts) blocks)

        /// `Tensor.rot90 n a b x` is x turned by n right angles in the plane of the axes a and b, from a towards b;
        /// back for negative n.
        static member rot90 (turns: int) (first: int) (second: int) (x: Tensor) =
            let axes = Shapes.axes x.Aval.Shape [ first; second ] |> Fail.get "rot90"

            match (turns % 4 + 4) % 4 with
            | 0 -> x
            | 1 -> Tensor.flip [ axes[0] ] (Tensor.swapAxes axes[0] axes[1] x)
            | 2 -> Tensor.flip axes x
            | _ -> Tensor.flip [ axes[1] ] (Tensor.swapAxes axes[0] axes[1] x)

        /// `Tensor.rollMany [1, 0; -2, 1] x` is x moved by each number of places along the axis it comes with.
        static member rollMany (shifts: (int * int) list) (x: Tensor) =
            shifts |> List.fold (fun x (shift, axis) -> Tensor.roll shift axis x) x
