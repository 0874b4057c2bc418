namespace Riemann.Bridge

open Riemann.FSharp
open Riemann.Kernels

/// Tensors from numbers, as C# calls them. The functions here and beside add nothing to those of `Tensor`, which are
/// extensions that only F# can name: they take arrays for lists, and all arguments at once.
module internal Creating =
    let OfNested (data: obj) : Tensor = tensor data
    let OfArray (array: NDArray) : Tensor = Tensor(array, null)
    let Full (shape: int[], value: float, dtype: DType) = Tensor.full dtype (List.ofArray shape) value
    let Arange (dtype: DType, start: float, stop: float, step: float) = Tensor.arangeOf dtype start stop step
    let Linspace (dtype: DType, first: float, last: float, count: int) = Tensor.linspaceOf dtype first last count

    let Logspace (dtype: DType, first: float, last: float, count: int) =
        Tensor.cast dtype (Tensor.logspace first last count)

    let Eye (dtype: DType, rows: int, columns: int) = Tensor.eyeOf dtype rows columns
    let OneHot (dtype: DType, classes: int, labels: Tensor) = Tensor.cast dtype (Tensor.oneHot classes labels)
    let Cast (x: Tensor, dtype: DType) = Tensor.cast dtype x
    let Format (x: Tensor, format: string, culture: System.IFormatProvider) = Print.formatted format culture (x.Read())
