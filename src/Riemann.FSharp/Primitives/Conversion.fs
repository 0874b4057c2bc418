namespace Riemann.FSharp

open System
open Riemann.Kernels

module internal ConversionPrimitives =
    /// The same values as another element type. Between float types it is linear; to integers and truth
    /// values it does not move with its operand.
    let rec cast (target: DType) : Primitive =
        { Name = "cast"
          Parameters = [ ElementType target ]
          Domain = [ (if target.IsFloat() then Domain.Real else Domain.OffGrid) ]
          Shape = fun x -> Ok { x[0] with DType = target }
          Kernel = Kernel.General(fun x -> Elementwise.Cast(x[0], target))
          Derivative =
            fun x _ _ ->
                if target.IsFloat() then
                    LinearMap.create (Primitive.apply1 (cast target)) (Primitive.apply1 (cast (x[0].DType)))
                else
                    LinearMap.zero
          Batch = BatchRule.Broadcasts }

    /// The operand, as something that does not move.
    let stopGradient: Primitive =
        { Name = "stopGradient"
          Parameters = []
          Domain = [ Domain.Real ]
          Shape = fun x -> Ok x[0]
          Kernel = Kernel.General Array.head
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch = BatchRule.Broadcasts }

[<AutoOpen>]
module Conversion =
    open ConversionPrimitives

    type Tensor with
        /// `Tensor.cast dtype x` is x with another element type. Floats are cut towards zero and held in range
        /// to become integers, NaN becomes 0; numbers become true unless 0.
        static member cast (dtype: DType) (x: Tensor) = if x.DType = dtype then x else Primitive.apply1 (cast dtype) x

        /// `x.ToArray<float>()` are the elements in row-major order. The type must be the tensor's own.
        member x.ToArray<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>() : 'T[] =
            let value = x.Read()

            if DTypes.Of<'T>() <> value.DType then
                let types = [ "tensor", value.DType; "array", DTypes.Of<'T>() ]

                Fail.raise
                    "ToArray"
                    (RiemannError.DType("the element types differ", types, "Tensor.cast the tensor first"))

            value.ToArray<'T>()

    /// `stopGradient x` is x, as a constant for every derivative.
    let stopGradient (x: Tensor) = Primitive.apply1 stopGradient x
