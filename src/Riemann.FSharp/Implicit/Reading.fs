namespace Riemann.FSharp

open Riemann.Kernels

/// Values for code that looks at them and is not differentiated.
module internal Reading =
    /// The value without the derivatives and recordings around it: an array, or a batch of some.
    let rec still (x: Tensor) : Tensor =
        let x = stopGradient x

        match x.Tracer with
        | :? RecordTracer as tracer ->
            match tracer.Value with
            | ValueSome value -> still value
            | ValueNone -> Fail.raise "reading a value" (RiemannError.Unknown tracer.Trace.Name)
        | _ -> x

    /// The array of all examples.
    let rec private array (x: Tensor) : NDArray =
        let x = still x

        match x.Tracer with
        | :? BatchTracer as tracer -> array tracer.Value
        | _ -> x.Read()

    /// The largest absolute value of all elements, of all examples; NaN where one is.
    let largest (tensors: Tensor seq) : float =
        let ofOne (x: Tensor) =
            let x = Tensor(array x, null)
            if x.Length = 0 then 0.0 else float (Tensor.max (abs x))

        tensors |> Seq.fold (fun found x -> System.Math.Max(found, ofOne x)) 0.0

    /// The tolerance, or what float32 can reach.
    let reachable tolerance (tensors: Tensor seq) : float =
        if tensors |> Seq.exists (fun x -> x.DType = DType.Float32) then max tolerance 1e-4 else tolerance

    /// The value, which f may keep.
    let private shown (x: Batched) = { x with Value = Derivatives.keep x.Value }

    /// f of tensors whose values it may read, whatever transformations they are in: under vmap it runs once for each
    /// example. The result has no derivative.
    let rec each operation (f: Tensor[] -> 'T) (tensors: Tensor[]) : 'T =
        let tensors = tensors |> Array.map still
        let traces = tensors |> Array.choose (fun x -> Option.ofObj x.Tracer) |> Array.map _.Trace

        match traces with
        | [||] -> f tensors |> Tree.mapAll stopGradient
        | _ ->
            let trace = traces |> Array.maxBy _.Lease.Id :?> BatchTrace
            let operands = tensors |> Array.map (trace.Unwrap >> shown)
            let example i (x: Batched) = if x.IsBatched then Tensor.slice [ Slice.At i ] x.Value else x.Value
            let one i = operands |> Array.map (example i) |> each operation f
            let examples = List.init (Batching.size operands) one

            match examples with
            | [] ->
                let problem = "there are no examples, so the shape of the result is not known"
                Fail.raise operation (RiemannError.Value(problem, "map over at least one example"))
            | first :: rest ->
                for other in rest do
                    Alike.require operation "the examples' results differ" ("first", first) ("later", other)

                let leaves = examples |> List.map Tree.leaves |> List.transpose
                leaves |> List.map (Tensor.stack 0 >> trace.Wrap) |> List.toArray |> Tree.rebuild first
