namespace Riemann.FSharp

open System
open Riemann.Kernels

/// What batch rules share.
module internal Batching =
    /// The number of examples.
    let size (operands: Batched[]) = (operands |> Array.find _.IsBatched).Value.Aval.Shape[0]

    /// The value with a batch axis in front, repeated without copying where it had none.
    let spread size (x: Batched) =
        if x.IsBatched then x.Value else Structure.broadcastTo (Shapes.prepend size x.Value.Aval.Shape) x.Value

/// A value that differs from example to example, held with the batch on axis 0.
[<Sealed; AllowNullLiteral>]
type internal BatchTracer(trace: Trace, value: Tensor) =
    inherit Tracer(trace, { value.Aval with Shape = Shapes.tail value.Aval.Shape })
    member _.Value = value
    override _.Inner = ValueSome value
    override _.Over inner = BatchTracer(trace, inner)

/// Batching: every operation runs once for all examples, by its batch rule. Values that are the same for
/// every example are not wrapped.
[<Sealed>]
type internal BatchTrace(name) =
    inherit Trace(name, Lease true)

    /// The examples along axis 0, as one value of the mapped function.
    member trace.Wrap(value: Tensor) = Tensor(null, BatchTracer(trace, value))

    /// The examples along axis 0, or the one value that they share.
    member trace.Unwrap(x: Tensor) : Batched =
        match x.Tracer with
        | :? BatchTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) ->
            { Value = tracer.Value; IsBatched = true }
        | _ -> { Value = x; IsBatched = false }

    override trace.Process(p, operands) =
        let result = Primitive.check p (operands |> Array.map _.Aval)
        let operands = operands |> Array.map trace.Unwrap

        match p.Batch with
        | BatchRule.Broadcasts ->
            let deepen (x: Batched) = if x.IsBatched then Structure.deepen (result.Shape.Rank + 1) x.Value else x.Value
            trace.Wrap(Primitive.apply p (operands |> Array.map deepen))
        | BatchRule.Rule rule ->
            let result = rule operands
            if result.IsBatched then trace.Wrap result.Value else result.Value

    override trace.Read _ = Fail.raise "reading a value" (RiemannError.Unknown name)
