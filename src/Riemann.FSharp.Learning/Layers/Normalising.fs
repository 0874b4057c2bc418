namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// What the layers that normalise share.
module internal Normalising =
    let private shown (lengths: int list) = "[" + String.concat "; " (List.map string lengths) + "]"

    let requireEpsilon operation (epsilon: float) =
        if not (epsilon >= 0.0) then
            Fail.raise operation (RiemannError.Value($"an epsilon of {epsilon}", "a small number, such as 1e-5"))

    let requireShape operation defaults (lengths: int list) =
        if lengths.IsEmpty || lengths |> List.exists (fun length -> length < 1) then
            let problem = $"a layer for last axes of lengths {shown lengths}"
            let hint = $"{{ {defaults} with NormalizedShape = [ 512 ] }}: at least one, and all are positive"
            Fail.raise operation (RiemannError.Value(problem, hint))

    let ones isThere dtype lengths = if isThere then Some(Init.ones dtype lengths) else None
    let zeros isThere dtype lengths = if isThere then Some(Init.zeros dtype lengths) else None

    /// The last axes of x, which have these lengths.
    let lastAxes operation (lengths: int list) (x: Tensor) =
        let first = x.Rank - lengths.Length

        if first < 0 || List.skip first x.Shape <> lengths then
            let problem = $"the layer takes last axes of lengths {shown lengths}"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], "[.., normalizedShape]"))

        [ first .. x.Rank - 1 ]

    /// The parameter, or this number for all elements.
    let private orNumber (number: float) (x: Tensor) (parameter: Tensor option) =
        parameter |> Option.defaultWith (fun () -> Tensor.Weak(number, x))

    let standardise epsilon axes (weight: Tensor option) (bias: Tensor option) (x: Tensor) =
        Tensor.standardiseWith epsilon axes (orNumber 1.0 x weight) (orNumber 0.0 x bias) x
