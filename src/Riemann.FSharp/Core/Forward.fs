namespace Riemann.FSharp

open System
open Riemann.Kernels

/// A value and how it moves along the direction of one jvp.
[<Sealed; AllowNullLiteral>]
type internal ForwardTracer(trace: Trace, primal: Tensor, tangent: Tensor) =
    inherit Tracer(trace, primal.Aval)
    member _.Primal = primal
    member _.Tangent = tangent
    override _.Inner = ValueSome primal
    override _.Over inner = ForwardTracer(trace, inner, tangent)

/// Forward mode: every operation carries the tangents of its operands through its linear maps. A value
/// without a tangent is constant along the direction and is not wrapped at all.
[<Sealed>]
type internal ForwardTrace(name) =
    inherit Trace(name, Lease true)

    member private trace.Own(x: Tensor) =
        match x.Tracer with
        | :? ForwardTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) -> tracer
        | _ -> null

    /// The value moving along the tangent.
    member trace.Wrap(primal: Tensor, tangent: Tensor) = Tensor(null, ForwardTracer(trace, primal, tangent))

    /// The value, and its tangent unless it is constant.
    member trace.Unwrap(x: Tensor) : struct (Tensor * Tensor voption) =
        match trace.Own x with
        | null -> struct (x, ValueNone)
        | tracer -> struct (tracer.Primal, ValueSome tracer.Tangent)

    override trace.Process(p, operands) =
        let primals =
            operands
            |> Array.map (fun x ->
                match trace.Own x with
                | null -> x
                | tracer -> tracer.Primal)

        let result = Primitive.apply p primals
        let mutable tangent = ValueNone

        for i in 0 .. operands.Length - 1 do
            match trace.Own operands[i] with
            | null -> ()
            | tracer ->
                let map = Origin.derivative p primals result i

                if not (Object.ReferenceEquals(map, LinearMap.zero)) then
                    let moved = map.Push tracer.Tangent

                    tangent <-
                        match tangent with
                        | ValueNone -> ValueSome moved
                        | ValueSome before -> ValueSome(before + moved)

        match tangent with
        | ValueNone -> result
        | ValueSome tangent -> trace.Wrap(result, tangent)

    override trace.Read x = (trace.Own x).Primal.Read()
