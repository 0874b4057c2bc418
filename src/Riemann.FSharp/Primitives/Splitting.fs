namespace Riemann.FSharp

open Riemann.Kernels

/// Parts of a tensor along one axis.
module internal Parts =
    let known operation axis (x: Tensor) = Shapes.axis x.Aval.Shape axis |> Fail.get operation

    /// Along the axis, `length` elements from the first on, `step` apart; all others whole.
    let stepped axis first length step (x: Tensor) =
        let starts = Array.zeroCreate x.Rank
        let lengths = x.Aval.Shape.Dimensions.ToArray()
        let steps = Array.create x.Rank 1
        starts[axis] <- first
        lengths[axis] <- length
        steps[axis] <- step
        Primitive.apply1 (StructuralPrimitives.slice starts lengths steps) x

    /// Along the axis, `length` elements from the first on.
    let along axis first length x = stepped axis first length 1 x

    /// Parts of these lengths, one after the other.
    let ofLengths axis (lengths: int list) x =
        let firsts = List.scan (+) 0 lengths
        List.map2 (fun first length -> along axis first length x) (List.take lengths.Length firsts) lengths

    let requirePositive operation what count =
        if count < 1 then Fail.raise operation (RiemannError.Value($"the {what} is {count}", $"a {what} of 1 or more"))

[<AutoOpen>]
module Splitting =
    type Tensor with
        /// `Tensor.split axis [2; 3] x` are the parts of x of these lengths, one after the other along the axis, as
        /// views. The lengths add up to that of the axis.
        static member split (axis: int) (lengths: int list) (x: Tensor) : Tensor list =
            let axis = Parts.known "split" axis x
            let length = x.Aval.Shape[axis]

            if lengths |> List.exists (fun part -> part < 0) || List.sumBy int64 lengths <> int64 length then
                let problem = $"parts of lengths %A{lengths} do not fill axis {axis} of length {length}"
                Fail.raise "split" (RiemannError.Value(problem, "lengths of 0 or more that add up to that of the axis"))

            Parts.ofLengths axis lengths x

        /// `Tensor.splitEvenly axis n x` are n parts of x of equal length along the axis, as views. Raises when n does
        /// not divide its length; `Tensor.chunk` leaves a shorter part.
        static member splitEvenly (axis: int) (count: int) (x: Tensor) : Tensor list =
            let axis = Parts.known "splitEvenly" axis x
            Parts.requirePositive "splitEvenly" "number of parts" count
            let length = x.Aval.Shape[axis]

            if length % count <> 0 then
                let problem = $"axis {axis} of length {length} has no {count} equal parts"
                Fail.raise "splitEvenly" (RiemannError.Value(problem, "Tensor.chunk leaves a shorter last part"))

            Parts.ofLengths axis (List.replicate count (length / count)) x

        /// `Tensor.chunk axis n x` are at most n parts of x along the axis, as views: all of the smallest length of
        /// which n fill the axis, but a shorter last one. Seven elements in 4 parts give 2, 2, 2, 1; in 5 parts the same.
        static member chunk (axis: int) (count: int) (x: Tensor) : Tensor list =
            let axis = Parts.known "chunk" axis x
            Parts.requirePositive "chunk" "number of parts" count
            let length = x.Aval.Shape[axis]
            let part = max 1 ((length - 1) / count + 1)

            let lengths =
                if length = 0 then
                    List.replicate count 0
                else
                    [ for first in 0..part .. length - 1 -> min part (length - first) ]

            Parts.ofLengths axis lengths x

        /// `Tensor.unstack axis x` are the parts of x at each position of the axis, without the axis, as views: what
        /// `Tensor.stack axis` joins.
        static member unstack (axis: int) (x: Tensor) : Tensor list =
            let axis = Parts.known "unstack" axis x
            let shape = Shapes.without [ axis ] x.Aval.Shape
            [ for i in 0 .. x.Aval.Shape[axis] - 1 -> Structure.reshape shape (Parts.along axis i 1 x) ]
