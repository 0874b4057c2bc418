namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// Checks of indices that are counted from 0: gathering would count negative ones from the end.
module internal Indices =
    /// The values for all examples, where these are known.
    let rec private known (x: Tensor) =
        match x.Tracer with
        | null -> Some x.Value
        | :? BatchTracer as tracer -> known tracer.Value
        | _ -> None

    /// Raises where one of these is known to be negative or not below the length, which belongs to `whole`.
    let require operation (name: string) (length: int) (whole: string) (indices: Tensor) =
        if indices.DType <> DType.Int64 && indices.DType <> DType.Int32 then
            let hint = "Tensor.cast DType.Int64 them"
            Fail.raise operation (RiemannError.DType($"an {name} is an integer", [ "given", indices.DType ], hint))

        let refuse (values: NDArray) =
            let position = Indexing.FirstOutOfRange(values, length)

            if position >= 0L then
                let problem = $"{name} {position} is {values.ToInt64(int position)}"
                let hint = $"{whole} {length} elements, counted from 0"
                Fail.raise operation (RiemannError.Value(problem, hint))

        known indices |> Option.iter refuse
