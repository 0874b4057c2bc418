namespace Riemann.FSharp

[<AutoOpen>]
module Updating =
    /// The value stretched over what slices without indices take, with an axis for every axis of the tensor.
    let private fill operation (region: Region) (value: Tensor) =
        let lengths = Shapes.ofDimensions region.Lengths
        Structure.reshape lengths (Picking.stretch operation (Shapes.without region.Single lengths) value)

    let private scatter (rows: Tensor) numbers (values: Tensor) =
        Primitive.apply (IndexingPrimitives.scatter 0) [| rows; values; numbers |]

    let private scatterAdd (rows: Tensor) numbers (values: Tensor) =
        rows + Primitive.apply2 (IndexingPrimitives.scatterAdd rows.Aval.Shape 0) values numbers

    type Tensor with
        /// `Tensor.set [Slice.At 0; Slice.Range(1, 2)] value x` is x with the value in place of the elements that
        /// `Tensor.slice` takes. The value has the element type of x and broadcasts to the shape of what it replaces.
        /// Derivatives go to the value, and to the elements of x that stay. Of values for one element the last stays.
        static member set (slices: Slice list) (value: Tensor) (x: Tensor) =
            let region = Slicing.region "set" x.Aval.Shape slices

            if region.Indexed.IsEmpty then
                Primitive.apply2 (StructuralPrimitives.replace region.Starts region.Steps) x (fill "set" region value)
            else
                Picking.change "set" scatter region value x

        /// `Tensor.addAt [Slice.At 0; Slice.Range(1, 2)] value x` is x with the value added to the elements that
        /// `Tensor.slice` takes. The value has the element type of x and broadcasts to their shape. Values for one
        /// element add up.
        static member addAt (slices: Slice list) (value: Tensor) (x: Tensor) =
            let region = Slicing.region "addAt" x.Aval.Shape slices

            if region.Indexed.IsEmpty then
                let place = StructuralPrimitives.place x.Aval.Shape region.Starts region.Steps
                x + Primitive.apply1 place (fill "addAt" region value)
            else
                Picking.change "addAt" scatterAdd region value x
