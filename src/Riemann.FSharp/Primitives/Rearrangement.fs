namespace Riemann.FSharp

open Riemann.Kernels

[<AutoOpen>]
module Rearrangement =
    let private requireCount operation count =
        if count < 0 then Fail.raise operation (RiemannError.Value($"{count} repetitions", "0 or more repetitions"))

    type Tensor with
        /// `Tensor.flip [0; -1] x` is x with its elements in the opposite order along these axes, as a view.
        static member flip (axes: int list) (x: Tensor) =
            let axes = Shapes.axes x.Aval.Shape axes |> Fail.get "flip"
            let lengths = x.Aval.Shape.Dimensions.ToArray()
            let starts = lengths |> Array.mapi (fun i n -> if List.contains i axes then max 0 (n - 1) else 0)
            let steps = lengths |> Array.mapi (fun i _ -> if List.contains i axes then -1 else 1)
            Primitive.apply1 (StructuralPrimitives.slice starts lengths steps) x

        /// `Tensor.roll shift axis x` is x with every element moved by `shift` places along the axis, backwards if
        /// negative; what leaves at one end enters at the other.
        static member roll (shift: int) (axis: int) (x: Tensor) =
            let axis = Parts.known "roll" axis x
            let length = x.Aval.Shape[axis]
            let back = if length = 0 then 0 else (shift % length + length) % length

            if back = 0 then
                x
            else
                let first = length - back
                Tensor.concatenate axis [ Parts.along axis first back x; Parts.along axis 0 first x ]

        /// `Tensor.repeat axis n x` is x with each element n times in a row along the axis: [1 2] becomes [1 1 2 2].
        static member repeat (axis: int) (count: int) (x: Tensor) =
            let axis = Parts.known "repeat" axis x
            requireCount "repeat" count
            let lengths = x.Shape
            let spread = Shapes.ofList "repeat" (List.insertAt (axis + 1) count lengths)
            let rows = Structure.broadcastTo spread (Tensor.insertAxis (axis + 1) x)
            Tensor.reshape (List.updateAt axis (lengths[axis] * count) lengths) rows

        /// `Tensor.tile [2; 3] x` are copies of x side by side, so many along each axis: [1 2] becomes [1 2 1 2]. With
        /// more counts than axes x gets new axes in front; with fewer, they are for the last axes.
        static member tile (counts: int list) (x: Tensor) =
            counts |> List.iter (requireCount "tile")
            let rank = max counts.Length x.Rank
            let fill (values: int list) = List.replicate (rank - values.Length) 1 @ values
            let pairs = List.zip (fill counts) (fill x.Shape)
            let apart = Tensor.reshape (pairs |> List.collect (fun (_, length) -> [ 1; length ])) x
            let spread = Shapes.ofList "tile" (pairs |> List.collect (fun (count, length) -> [ count; length ]))
            let result = pairs |> List.map (fun (count, length) -> count * length)
            Tensor.reshape result (Structure.broadcastTo spread apart)

        /// `Tensor.expand [4; -1; 3] x` is x stretched to the shape without copying, where -1 keeps the length of the
        /// axis. New axes in front need a length.
        static member expand (dimensions: int list) (x: Tensor) =
            let added = dimensions.Length - x.Rank

            let length i d = if d = -1 && i >= added then x.Aval.Shape[i - added] else d

            Structure.broadcastTo (Shapes.ofList "expand" (List.mapi length dimensions)) x

        /// `Tensor.moveAxis a b x` is x with axis a at place b of the result, the others in order.
        static member moveAxis (source: int) (target: int) (x: Tensor) =
            let source, target = Parts.known "moveAxis" source x, Parts.known "moveAxis" target x
            Tensor.permute ([ 0 .. x.Rank - 1 ] |> List.removeAt source |> List.insertAt target source) x

        /// `Tensor.squeezeAll x` is x without its axes of length 1.
        static member squeezeAll(x: Tensor) = Tensor.reshape (x.Shape |> List.filter ((<>) 1)) x

        /// `Tensor.meshgrid [x; y]` are the coordinates of a grid: from vectors of lengths m, n, ... as many tensors
        /// [m; n; ..], of which the i-th repeats the i-th vector along all axes but axis i. They are views.
        static member meshgrid(vectors: Tensor list) : Tensor list =
            match vectors |> List.tryFind (fun x -> x.Rank <> 1) with
            | Some x ->
                let shapes = [ "operand", x.Aval.Shape ]

                Fail.raise
                    "meshgrid"
                    (RiemannError.Shape("a coordinate is not a vector", shapes, "vectors [m], [n], .."))
            | None ->
                let whole = Shapes.ofList "meshgrid" (vectors |> List.map _.Length)

                vectors
                |> List.mapi (fun axis x ->
                    let alone = List.init vectors.Length (fun i -> if i = axis then x.Length else 1)
                    Structure.broadcastTo whole (Tensor.reshape alone x))
