namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Operations whose result has as many elements as a condition holds for: they need to know the values.
[<AutoOpen>]
module Masking =
    /// The row-major positions of what is true, or not 0.
    let private positions operation (x: Tensor) : int64[] =
        let value =
            try
                x.Read()
            with :? RiemannException as error when error.Error.IsUnknown ->
                let problem = "the number of elements of the result depends on values that are not known here"
                Fail.raise operation (RiemannError.Value(problem, "inside vmap, choose with Tensor.where"))

        Indexing.Positions(Elementwise.Cast(value, DType.Bool)).ToArray<int64>()

    /// For each axis the indices of what is true, or not 0.
    let private indices operation (x: Tensor) =
        let shape = x.Aval.Shape
        let found = positions operation x

        [ for axis in 0 .. shape.Rank - 1 ->
              let stride, length = int64 shape.Strides[axis], int64 shape[axis]
              found |> Array.map (fun position -> position / stride % length) |> Tensor.ofArray [ found.Length ] ]

    type Tensor with
        /// `Tensor.nonzero x` are the indices of the elements that are true, or not 0, in row-major order: for each
        /// axis an int64 vector. NaN is not 0. Raises under vmap, where examples would have different numbers of them.
        static member nonzero(x: Tensor) : Tensor list = indices "nonzero" x

        /// `Tensor.argWhere x` are the indices of the elements that are true, or not 0, in row-major order: an int64
        /// row for each, [n; rank of x]. NaN is not 0. Raises under vmap.
        static member argWhere(x: Tensor) : Tensor =
            if x.Rank = 0 then
                Tensor.ofArray [ (positions "argWhere" x).Length; 0 ] Array.empty<int64>
            else
                Tensor.stack 1 (indices "argWhere" x)

        /// `Tensor.masked mask x` are the parts of x where the mask is true, along one axis in row-major order. The mask
        /// holds truth values and has the lengths of the first axes of x: [m], [m; n] or all of them; the other axes
        /// stay. Raises when the mask is mapped over by vmap; x may be.
        static member masked (mask: Tensor) (x: Tensor) =
            let shape, own = x.Aval.Shape, mask.Aval.Shape
            let isFirst = own.Rank <= shape.Rank && own.Dimensions.SequenceEqual(shape.Dimensions.Slice(0, own.Rank))

            if mask.DType <> DType.Bool then
                let hint = "make the mask with Tensor.less, Tensor.equal, ..."

                Fail.raise
                    "masked"
                    (RiemannError.DType("the mask must hold truth values", [ "mask", mask.DType ], hint))

            if not isFirst then
                let rule = "the mask has the lengths of the first axes of the tensor"

                Fail.raise
                    "masked"
                    (RiemannError.Shape("the mask does not fit", [ "mask", own; "tensor", shape ], rule))

            let found = positions "masked" mask
            let rest = List.skip own.Rank x.Shape
            let rows = Structure.reshape (Shapes.ofList "masked" (own.Length :: rest)) x
            Tensor.take 0 (Tensor.ofArray [ found.Length ] found) rows

        /// `Tensor.oneHot n labels` are float64 zeros with a one at each label, along a new last axis of length n.
        /// Labels are int32 or int64, from 0 to n - 1; negative ones count from the end.
        static member oneHot (classes: int) (labels: Tensor) =
            let shape = Shapes.ofList "oneHot" (labels.Shape @ [ classes ])
            let labels = Tensor.insertAxis -1 labels
            let scatter = IndexingPrimitives.scatterAdd shape (shape.Rank - 1)
            Primitive.apply2 scatter (Tensor.full DType.Float64 labels.Shape 1.0) labels
