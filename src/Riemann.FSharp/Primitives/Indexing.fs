namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Gathering along an axis and its adjoint.
module internal IndexingPrimitives =
    /// Indices counted from 0, from indices of which some may be counted from the end.
    let private normalise operation (shape: Shape) (axis: int) (indices: NDArray) =
        let length = shape[axis]

        if Indexing.FirstOutOfRange(indices, length) < 0L then
            indices
        else
            let scalar (value: int64) = NDArray.Full(indices.DType, Shape.Scalar, value)
            let fromEnd = Elementwise.Add(indices, scalar (int64 length))
            let wrapped = Elementwise.Select(Elementwise.Less(indices, scalar 0L), fromEnd, indices)
            let wrong = Indexing.FirstOutOfRange(wrapped, length)

            if wrong >= 0L then
                let index = indices.ToInt64(int wrong)
                Fail.raise operation (RiemannError.Index(index, length, axis, shape))

            wrapped

    let private rule operation (axis: int) (x: Aval) (indices: Aval) (result: Aval) =
        let isInteger = indices.DType = DType.Int64 || indices.DType = DType.Int32
        let others shape = Shapes.without [ axis ] shape

        if not isInteger then
            let hint = "Tensor.cast DType.Int64 the indices"
            Error(RiemannError.DType("the indices must be integers", [ "indices", indices.DType ], hint))
        elif x.Shape.Rank <> indices.Shape.Rank || not ((others x.Shape).Equals(others indices.Shape)) then
            let shapes = [ operation, x.Shape; "indices", indices.Shape ]
            Error(RiemannError.Shape("the indices do not fit", shapes, $"all axes but axis {axis} have equal lengths"))
        else
            Ok result

    /// Indices along an axis of a shape, all counted from 0.
    let counted (shape: Shape) (axis: int) : Primitive =
        { Name = "index"
          Parameters = [ Dimensions shape; Axis axis ]
          Domain = [ Domain.Index shape[axis] ]
          Shape = fun x -> Ok x[0]
          Kernel = Kernel.General(fun x -> normalise "index" shape axis x[0])
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch = BatchRule.Broadcasts }

    let private spreadAll (operands: Batched[]) = operands |> Array.map (Batching.spread (Batching.size operands))

    /// Operands x and indices: element j along the axis is x at `indices[j]`.
    let rec gather (axis: int) : Primitive =
        { Name = "gather"
          Parameters = [ Axis axis ]
          Domain = [ Domain.Real; Domain.Index 1 ]
          Shape = fun x -> rule "tensor" axis x[0] x[1] { x[0] with Shape = x[1].Shape }
          Kernel = Kernel.General(fun x -> Indexing.Gather(x[0], normalise "gather" x[0].Shape axis x[1], axis))
          Derivative =
            fun operands _ i ->
                if i = 1 then
                    LinearMap.zero
                else
                    let shape, indices = operands[0].Aval.Shape, operands[1]

                    LinearMap.create (fun t -> Primitive.apply2 (gather axis) t indices) (fun c ->
                        Primitive.apply2 (scatterAdd shape axis) c indices)
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply (gather (axis + 1)) (spreadAll x))) }

    /// Operands updates and indices: zeros of a shape with every update added at its index.
    and scatterAdd (shape: Shape) (axis: int) : Primitive =
        { Name = "scatterAdd"
          Parameters = [ Dimensions shape; Axis axis ]
          Domain = [ Domain.Real; Domain.Index shape[axis] ]
          Shape =
            fun x ->
                if x[0].Shape.Equals x[1].Shape then
                    rule "tensor" axis { x[0] with Shape = shape } x[1] { x[0] with Shape = shape }
                else
                    let shapes = [ "updates", x[0].Shape; "indices", x[1].Shape ]
                    Error(RiemannError.Shape("updates and indices differ", shapes, "each update has its index"))
          Kernel =
            Kernel.General(fun x -> Indexing.ScatterAdd(shape, normalise "scatterAdd" shape axis x[1], x[0], axis))
          Derivative =
            fun operands _ i ->
                if i = 1 then
                    LinearMap.zero
                else
                    let indices = operands[1]

                    LinearMap.create (fun t -> Primitive.apply2 (scatterAdd shape axis) t indices) (fun c ->
                        Primitive.apply2 (gather axis) c indices)
          Batch =
            BatchRule.Rule(fun x ->
                let whole = Shapes.prepend (Batching.size x) shape
                Batched.Whole(Primitive.apply (scatterAdd whole (axis + 1)) (spreadAll x))) }

    /// For each place of a shape, the position along the axis of the last index that names it, or -1.
    let rec lastUpdate (shape: Shape) (axis: int) : Primitive =
        { Name = "lastUpdate"
          Parameters = [ Dimensions shape; Axis axis ]
          Domain = [ Domain.Index shape[axis] ]
          Shape = fun x -> let result = { Shape = shape; DType = DType.Int64 } in rule "tensor" axis result x[0] result
          Kernel = Kernel.General(fun x -> Indexing.LastUpdate(shape, normalise "lastUpdate" shape axis x[0], axis))
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch =
            BatchRule.Rule(fun x ->
                let whole = Shapes.prepend (Batching.size x) shape
                Batched.Whole(Primitive.apply1 (lastUpdate whole (axis + 1)) x[0].Value)) }

    /// True for the updates that are the last at their index.
    let private stays (shape: Shape) (axis: int) (indices: Tensor) =
        let own = indices.Aval.Shape
        let count = Tensor(Creation.Arange(DType.Int64, own[axis], 0.0, 1.0), null)
        let alone = Shapes.keep (List.except [ axis ] [ 0 .. own.Rank - 1 ]) own
        let last = Primitive.apply1 (lastUpdate shape axis) indices
        Tensor.equal (Primitive.apply2 (gather axis) last indices) (Structure.reshape alone count)

    /// Operands x, updates and indices: x with every update in place of the element at its index.
    let rec scatter (axis: int) : Primitive =
        { Name = "scatter"
          Parameters = [ Axis axis ]
          Domain = [ Domain.Real; Domain.Real; Domain.Index 1 ]
          Shape =
            fun x ->
                if x[1].Shape.Equals x[2].Shape then
                    Rules.sameType x[..1] |> Result.bind (fun _ -> rule "tensor" axis x[0] x[2] x[0])
                else
                    let shapes = [ "updates", x[1].Shape; "indices", x[2].Shape ]
                    Error(RiemannError.Shape("updates and indices differ", shapes, "each update has its index"))
          Kernel = Kernel.General(fun x -> Indexing.Scatter(x[0], normalise "scatter" x[0].Shape axis x[2], x[1], axis))
          Derivative =
            fun operands _ i ->
                let x, indices = operands[0].Aval, operands[2]
                let zeros shape = Tensor(NDArray.Full(x.DType, shape, 0.0), null)
                let write target updates = Primitive.apply (scatter axis) [| target; updates; indices |]

                match i with
                | 0 -> LinearMap.self (fun t -> write t (zeros indices.Aval.Shape))
                | 1 ->
                    LinearMap.create (write (zeros x.Shape)) (fun c ->
                        let taken = Primitive.apply2 (gather axis) c indices
                        Tensor.where (stays x.Shape axis indices) taken (Tensor.Weak(0.0, taken)))
                | _ -> LinearMap.zero
          Batch = BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply (scatter (axis + 1)) (spreadAll x))) }

[<AutoOpen>]
module Gathering =
    let private known operation axis (x: Tensor) = Shapes.axis x.Aval.Shape axis |> Fail.get operation

    type Tensor with
        /// `Tensor.gather axis indices x` is, along the axis, the elements of x at the indices. The indices are
        /// int32 or int64, have as many axes as x and its lengths elsewhere; negative ones count from the end.
        static member gather (axis: int) (indices: Tensor) (x: Tensor) =
            Primitive.apply2 (IndexingPrimitives.gather (known "gather" axis x)) x indices

        /// `Tensor.scatterAdd axis indices updates x` is x with each update added at its index along the axis;
        /// updates with equal indices add up. The adjoint of gather.
        static member scatterAdd (axis: int) (indices: Tensor) (updates: Tensor) (x: Tensor) =
            let axis = known "scatterAdd" axis x
            x + Primitive.apply2 (IndexingPrimitives.scatterAdd x.Aval.Shape axis) updates indices

        /// `Tensor.scatter axis indices updates x` is x with each update in place of the element at its index along
        /// the axis. Of updates with equal indices the last one stays. Indices are as for `Tensor.gather`, one for each
        /// update; derivatives go to the updates that stay and to the elements not replaced.
        static member scatter (axis: int) (indices: Tensor) (updates: Tensor) (x: Tensor) =
            Primitive.apply (IndexingPrimitives.scatter (known "scatter" axis x)) [| x; updates; indices |]

        /// `Tensor.take axis indices x` are the rows of x, counted along the axis, that the one-dimensional
        /// indices name: [.., n, ..] with k indices gives [.., k, ..].
        static member take (axis: int) (indices: Tensor) (x: Tensor) =
            let axis = known "take" axis x

            if indices.Rank <> 1 then
                let shapes = [ "indices", indices.Aval.Shape ]
                Fail.raise "take" (RiemannError.Shape("the indices are not a vector", shapes, "indices [k]"))

            let lengths = x.Aval.Shape.Dimensions.ToArray()
            let alone = Array.create lengths.Length 1
            alone[axis] <- indices.Length
            lengths[axis] <- indices.Length
            let column = Structure.reshape (Shapes.ofDimensions alone) indices
            Tensor.gather axis (Structure.broadcastTo (Shapes.ofDimensions lengths) column) x
