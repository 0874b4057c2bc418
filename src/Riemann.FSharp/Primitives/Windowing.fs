namespace Riemann.FSharp

open Riemann.Kernels

/// Windows that slide along an axis, and their adjoint.
module internal WindowingPrimitives =
    /// The axis counts windows of `size` neighbours, `step` apart; a new last axis holds their elements.
    let rec unfold (axis: int) (size: int) (step: int) : Primitive =
        let rule (x: Aval[]) =
            let dimensions = [| yield! x[0].Shape.Dimensions.ToArray(); size |]
            dimensions[axis] <- (dimensions[axis] - size) / step + 1
            Shapes.ofArray dimensions |> Result.bind (fun shape -> Rules.reshaped shape x)

        Primitive.linear
            "unfold"
            [ Axis axis; Number("size", size); Number("step", step) ]
            rule
            _.Windows(axis, size, step)
            (fun x -> Primitive.apply1 (overlapAdd x.Shape axis step))
            (fun _ -> Primitive.apply1 (unfold (axis + 1) size step))

    /// Zeros of a shape with every window added at its place: the adjoint of unfold.
    and overlapAdd (shape: Shape) (axis: int) (step: int) : Primitive =
        Primitive.linear
            "overlapAdd"
            [ Dimensions shape; Axis axis; Number("step", step) ]
            (Rules.reshaped shape)
            (fun x -> Indexing.OverlapAdd(shape, x, axis, step))
            (fun x -> Primitive.apply1 (unfold axis x.Shape[x.Shape.Rank - 1] step))
            (fun count -> Primitive.apply1 (overlapAdd (Shapes.prepend count shape) (axis + 1) step))

[<AutoOpen>]
module Windowing =
    type Tensor with
        /// `Tensor.unfold axis size step x` are the windows of `size` neighbours along the axis, the next one `step`
        /// further on, as a view: the axis counts the windows, and a new last axis holds their elements,
        /// [.., n, ..] -> [.., (n - size) / step + 1, .., size]. A window that would reach outside is left out.
        static member unfold (axis: int) (size: int) (step: int) (x: Tensor) =
            let axis = Parts.known "unfold" axis x
            Parts.requirePositive "unfold" "size" size
            Parts.requirePositive "unfold" "step" step
            let length = x.Aval.Shape[axis]

            if size > length then
                let problem = $"a window of {size} does not fit axis {axis} of length {length}"
                Fail.raise "unfold" (RiemannError.Value(problem, "smaller windows, or Tensor.pad the tensor first"))

            Primitive.apply1 (WindowingPrimitives.unfold axis size step) x
