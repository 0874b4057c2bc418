namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Which elements of an axis to take. Positions may be counted from the end, -1 being the last.
[<RequireQualifiedAccess>]
type Slice =
    /// All of them.
    | All
    /// None of them; the axis has length 0.
    | Empty
    /// One position; the axis disappears.
    | At of int
    /// From the first to the last position, both included.
    | Range of first: int * last: int
    /// Every step-th position from the first on, not past the last; a negative step goes backwards.
    | Step of first: int * last: int * step: int

/// Where slices lie: starts, lengths and steps, axis by axis, and the axes of which they take one position.
type internal Region = { Starts: int[]; Lengths: int[]; Steps: int[]; Single: int list }

/// Slices as starts, lengths and steps.
module internal Slicing =
    let private position operation (shape: Shape) (axis: int) (index: int) =
        let length = shape[axis]

        if index < -length || index >= length then
            Fail.raise operation (RiemannError.Index(int64 index, length, axis, shape))

        if index < 0 then index + length else index

    /// Start, length and step along one axis.
    let private along operation (shape: Shape) (axis: int) slice =
        match slice with
        | Slice.All -> struct (0, shape[axis], 1)
        | Slice.Empty -> struct (0, 0, 1)
        | Slice.At index -> struct (position operation shape axis index, 1, 1)
        | Slice.Step(_, _, 0) ->
            let problem = $"a step of 0 along axis {axis} of shape {shape}"
            Fail.raise operation (RiemannError.Value(problem, "1 takes every position, -1 every one backwards"))
        | Slice.Range(0, -1) -> struct (0, shape[axis], 1) // on an axis of length 0 too
        | Slice.Range(first, last) when first > 0 && first <= shape[axis] && last = first - 1 -> struct (first, 0, 1)
        | Slice.Range(first, last) ->
            let first, last = position operation shape axis first, position operation shape axis last
            struct (first, max 0 (last - first + 1), 1)
        | Slice.Step(first, last, step) ->
            let first, last = position operation shape axis first, position operation shape axis last
            let isPast = (last - first) * sign step < 0
            struct (first, (if isPast then 0 else (last - first) / step + 1), step)

    /// What the slices of a tensor of this shape cover; axes not named are taken whole.
    let region operation (shape: Shape) (slices: Slice list) : Region =
        if slices.Length > shape.Rank then
            Fail.raise operation (RiemannError.Axis($"{slices.Length} slices for {shape.Rank} axes", shape))

        let slices = slices @ List.replicate (shape.Rank - slices.Length) Slice.All
        let parts = slices |> List.mapi (along operation shape) |> Array.ofList

        { Starts = parts |> Array.map (fun struct (start, _, _) -> start)
          Lengths = parts |> Array.map (fun struct (_, length, _) -> length)
          Steps = parts |> Array.map (fun struct (_, _, step) -> step)
          Single =
            [ for axis, slice in List.indexed slices do
                  if slice.IsAt then axis ] }

    /// F#'s own notation: an index, or a pair of options for each range, flattened. As on F#'s arrays, a range
    /// that ends right before it starts is empty, so that `x[.. n - 1]` are n elements for n = 0 too.
    let ofNotation (arguments: obj[]) (shape: Shape) =
        let rec go axis (arguments: obj list) =
            let bound fallback (argument: obj) =
                match argument with
                | :? (int option) as bound -> Option.defaultValue fallback bound
                | _ -> fallback

            match arguments with
            | [] -> []
            | (:? int as index) :: rest -> Slice.At index :: go (axis + 1) rest
            | null :: null :: rest -> Slice.All :: go (axis + 1) rest
            | first :: last :: rest when axis < shape.Rank ->
                let first, last = bound 0 first, bound (shape[axis] - 1) last
                let isEmpty = last = first - 1 && first >= 0 && first <= shape[axis]
                (if isEmpty then Slice.Empty else Slice.Range(first, last)) :: go (axis + 1) rest
            | _ -> Slice.All :: [] // one too many: reported with the number of axes

        go 0 (List.ofArray arguments)

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
        /// axis; axes not named are taken whole. Ranges include their last position, as in `x[1..3]`.
        static member slice (slices: Slice list) (x: Tensor) =
            let region = Slicing.region "slice" x.Aval.Shape slices
            let taken = apply1 (StructuralPrimitives.slice region.Starts region.Lengths region.Steps) x
            Structure.reshape (Shapes.without region.Single taken.Aval.Shape) taken

        /// `x[i, j]` is the element or part of x at these positions of the first axes.
        member x.Item
            with get ([<ParamArray>] indices: int[]) = Tensor.slice (indices |> Array.map Slice.At |> List.ofArray) x

        /// `x[1.., *, 3]` are the elements in these ranges, both ends included.
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
