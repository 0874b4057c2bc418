namespace Riemann.FSharp

open Riemann.Kernels

/// Trees that must have one form: tensors in the same places, of the same shapes and element types.
module internal Alike =
    /// Raises where the two named trees differ, with the first tensor that does.
    let require operation problem (first: string, a: 'T) (second: string, b: 'T) =
        let struct (left, right, _) = Tree.zip operation a b

        let at i =
            match Tree.names a |> List.item i with
            | "" -> problem
            | name -> $"{problem} at {name}"

        for i in 0 .. left.Length - 1 do
            let x, y = left[i].Aval, right[i].Aval

            if not (x.Shape.Equals y.Shape) then
                let shapes = [ first, x.Shape; second, y.Shape ]
                Fail.raise operation (RiemannError.Shape(at i, shapes, "the shape stays the same"))

            if x.DType <> y.DType then
                let types = [ first, x.DType; second, y.DType ]
                Fail.raise operation (RiemannError.DType(at i, types, $"Tensor.cast DType.{x.DType} the second"))
