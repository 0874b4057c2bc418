namespace Riemann.FSharp

[<AutoOpen>]
module Updating =
    /// The value stretched over what the slices take, with an axis for every axis of the tensor.
    let private fill operation (region: Region) (value: Tensor) =
        let lengths = Shapes.ofDimensions region.Lengths
        let taken = Shapes.without region.Single lengths
        Rules.broadcastTo taken [| value.Aval |] |> Fail.get operation |> ignore
        Structure.reshape lengths (Structure.broadcastTo taken value)

    type Tensor with
        /// `Tensor.set [Slice.At 0; Slice.Range(1, 2)] value x` is x with the value in place of the elements that
        /// `Tensor.slice` takes. The value has the element type of x and broadcasts to the shape of what it replaces.
        /// Derivatives go to the value, and to the elements of x that stay.
        static member set (slices: Slice list) (value: Tensor) (x: Tensor) =
            let region = Slicing.region "set" x.Aval.Shape slices
            Primitive.apply2 (StructuralPrimitives.replace region.Starts region.Steps) x (fill "set" region value)

        /// `Tensor.addAt [Slice.At 0; Slice.Range(1, 2)] value x` is x with the value added to the elements that
        /// `Tensor.slice` takes. The value has the element type of x and broadcasts to their shape.
        static member addAt (slices: Slice list) (value: Tensor) (x: Tensor) =
            let region = Slicing.region "addAt" x.Aval.Shape slices
            let place = StructuralPrimitives.place x.Aval.Shape region.Starts region.Steps
            x + Primitive.apply1 place (fill "addAt" region value)
