namespace Riemann.FSharp

open System
open Riemann.Kernels

[<AutoOpen>]
module Shaping =
    let private known operation axis (x: Tensor) = Shapes.axis x.Aval.Shape axis |> Fail.get operation

    /// The dimensions with the one that is -1 worked out from the number of elements.
    let private complete (dimensions: int list) (x: Tensor) =
        let given = dimensions |> List.filter ((<>) -1) |> List.fold (*) 1

        match dimensions |> List.filter ((=) -1) with
        | [] -> dimensions
        | [ _ ] when given > 0 && x.Length % given = 0 ->
            dimensions |> List.map (fun d -> if d = -1 then x.Length / given else d)
        | _ ->
            let problem = $"the dimension -1 in %A{dimensions} cannot be worked out from {x.Length} elements"
            Fail.raise "reshape" (RiemannError.Value(problem, "one dimension may be -1, and the others must divide"))

    let private apply1 primitive (x: Tensor) = Primitive.apply1 primitive x

    type Tensor with
        /// `Tensor.reshape [2; -1] x` are the elements of x in row-major order in another shape. One dimension
        /// may be -1 and is worked out.
        static member reshape (dimensions: int list) (x: Tensor) =
            Structure.reshape (Shapes.ofList "reshape" (complete dimensions x)) x

        /// `Tensor.flatten x` is x as a vector.
        static member flatten(x: Tensor) = Tensor.reshape [ -1 ] x

        /// `Tensor.flattenFrom axis x` merges the axes from this one on into one: [n; 28; 28] from 1 gives [n; 784].
        static member flattenFrom (axis: int) (x: Tensor) =
            let axis = known "flattenFrom" axis x
            let outer = List.take axis x.Shape
            let inner = List.skip axis x.Shape |> List.fold (*) 1
            Tensor.reshape (outer @ [ inner ]) x

        /// `Tensor.broadcastTo [4; 3] x` is x stretched to the shape without copying.
        static member broadcastTo (dimensions: int list) (x: Tensor) =
            Structure.broadcastTo (Shapes.ofList "broadcastTo" dimensions) x

        /// `Tensor.permute [2; 0; 1] x` is x with its axes in that order.
        static member permute (order: int list) (x: Tensor) =
            let axes = Shapes.axes x.Aval.Shape order |> Fail.get "permute"

            if axes.Length <> x.Rank then
                let problem = $"%A{order} names {axes.Length} of {x.Rank} axes"
                Fail.raise "permute" (RiemannError.Axis(problem, x.Aval.Shape))

            apply1 (StructuralPrimitives.permute axes) x

        /// `Tensor.swapAxes a b x` is x with two axes exchanged.
        static member swapAxes (a: int) (b: int) (x: Tensor) =
            let a, b = known "swapAxes" a x, known "swapAxes" b x

            let order =
                [ for axis in 0 .. x.Rank - 1 ->
                      if axis = a then b
                      elif axis = b then a
                      else axis ]

            Tensor.permute order x

        /// `Tensor.transpose x` is x with its last two axes exchanged.
        static member transpose(x: Tensor) =
            if x.Rank < 2 then
                Fail.raise "transpose" (RiemannError.Axis("there are no two axes to exchange", x.Aval.Shape))

            Tensor.swapAxes -1 -2 x

        /// `Tensor.insertAxis axis x` is x with an axis of length 1 at this place of the result.
        static member insertAxis (axis: int) (x: Tensor) =
            let place = if axis < 0 then axis + x.Rank + 1 else axis

            if place < 0 || place > x.Rank then
                Fail.raise "insertAxis" (RiemannError.Axis($"there is no place {axis} for an axis", x.Aval.Shape))

            Tensor.reshape (List.insertAt place 1 x.Shape) x

        /// `Tensor.squeeze axis x` is x without this axis, whose length must be 1.
        static member squeeze (axis: int) (x: Tensor) =
            let axis = known "squeeze" axis x

            if x.Aval.Shape[axis] <> 1 then
                let problem = $"axis {axis} has length {x.Aval.Shape[axis]}"
                Fail.raise "squeeze" (RiemannError.Shape(problem, [ "tensor", x.Aval.Shape ], "the axis has length 1"))

            Tensor.reshape (List.removeAt axis x.Shape) x

        /// `Tensor.slice [Slice.Range(1, -1); Slice.At 0] x` are the elements of x at these positions, axis by
        /// axis; axes not named are taken whole. Ranges include their last position, as in `x[1..3]`. With `Slice.Indices`
        /// and `Slice.Mask` the elements are copied, otherwise they are a view; an element taken twice has the sum of
        /// both derivatives.
        static member slice (slices: Slice list) (x: Tensor) =
            Picking.take (Slicing.region "slice" x.Aval.Shape slices) x

        /// `Tensor.at [i; j] x` are the elements of x at these indices of its first axes, tensors of integers that
        /// broadcast and pair up: `Tensor.slice` with `Slice.Indices`.
        static member at (indices: Tensor list) (x: Tensor) = Tensor.slice (indices |> List.map Slice.Indices) x

        /// `x[i, j]` is the element or part of x at these positions of the first axes.
        member x.Item
            with get ([<ParamArray>] indices: int[]) = Tensor.slice (indices |> Array.map Slice.At |> List.ofArray) x

        /// `x[1.., *, 3]` are the elements in these ranges, both ends included. `x[1.., i]` takes a tensor of indices
        /// beside ranges, as `Slice.Indices` does.
        member x.GetSlice([<ParamArray>] arguments: obj[]) = Tensor.slice (Slicing.ofNotation arguments x.Aval.Shape) x

        /// `Tensor.concatenate axis [a; b]` are the tensors one after the other along the axis.
        static member concatenate (axis: int) (tensors: Tensor list) =
            match tensors with
            | [] -> Fail.raise "concatenate" (RiemannError.Value("there is nothing to join", "at least one tensor"))
            | first :: _ ->
                let axis = known "concatenate" axis first
                Primitive.apply (StructuralPrimitives.concatenate axis) (Array.ofList tensors)

        /// `Tensor.stack axis [a; b]` are tensors of one shape side by side along a new axis.
        static member stack (axis: int) (tensors: Tensor list) =
            match tensors with
            | [] -> Fail.raise "stack" (RiemannError.Value("there is nothing to join", "at least one tensor"))
            | first :: rest when rest |> List.exists (fun x -> not (x.Aval.Shape.Equals first.Aval.Shape)) ->
                let shapes = [ for i, x in List.indexed tensors -> $"operand {i}", x.Aval.Shape ]
                Fail.raise "stack" (RiemannError.Shape("the shapes differ", shapes, "all tensors have one shape"))
            | _ -> Tensor.concatenate axis (tensors |> List.map (Tensor.insertAxis axis))
