namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Operations whose result has as many elements as a condition holds for: they need to know the values.
[<AutoOpen>]
module Masking =
    type Tensor with
        /// `Tensor.nonzero x` are the indices of the elements that are true, or not 0, in row-major order: for each
        /// axis an int64 vector. NaN is not 0. Raises under vmap, where examples would have different numbers of them.
        static member nonzero(x: Tensor) : Tensor list = Positions.alongAxes "nonzero" x

        /// `Tensor.argWhere x` are the indices of the elements that are true, or not 0, in row-major order: an int64
        /// row for each, [n; rank of x]. NaN is not 0. Raises under vmap.
        static member argWhere(x: Tensor) : Tensor =
            if x.Rank = 0 then
                Tensor.ofArray [ (Positions.flat "argWhere" x).Length; 0 ] Array.empty<int64>
            else
                Tensor.stack 1 (Positions.alongAxes "argWhere" x)

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

            let found = Positions.flat "masked" mask
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
