namespace Riemann.FSharp

open System

/// Where a value came from: the operation, the line that ran it, and the origin of the value whose derivative the
/// operation is a part of, or null.
[<Sealed; AllowNullLiteral>]
type internal Origin(operation: string, place: (string * int) option, within: Origin) =
    override _.ToString() =
        match place with
        | _ when not (isNull within) -> $"{operation} in the derivative of {within}"
        | Some place -> $"{operation} at {CallSite.read place}"
        | None -> operation

/// A value, where it came from, and the origin of the value whose derivative is being computed with it, or null.
[<Sealed; AllowNullLiteral>]
type internal AnomalyTracer(trace: Trace, inner: Tensor, origin: Origin, within: Origin) =
    inherit Tracer(trace, inner.Aval)
    member _.Origin = origin
    member _.Within = within
    member _.Value = inner
    override _.Inner = ValueSome inner
    override _.Over inner = AnomalyTracer(trace, inner, origin, within)
    member tracer.During within = AnomalyTracer(trace, inner, origin, within)

/// What the traces that differentiate tell a trace further out, which looks for anomalies.
module internal Origin =
    let rec private find (x: Tensor) : AnomalyTracer =
        match x.Tracer with
        | null -> null
        | :? AnomalyTracer as tracer -> tracer
        | tracer ->
            match tracer.Inner with
            | ValueSome inner -> find inner
            | ValueNone -> null

    let rec private during (within: Origin) (x: Tensor) : Tensor =
        match x.Tracer with
        | null -> x
        | :? AnomalyTracer as tracer -> Tensor(null, tracer.During within)
        | tracer ->
            match tracer.Inner with
            | ValueSome inner -> Tensor(null, tracer.Over(during within inner))
            | ValueNone -> x

    /// The derivative of the operation. Where a trace looks for anomalies, it knows what the operations of the
    /// derivative are a part of, by the values that they compute with.
    let derivative (p: Primitive) (operands: Tensor[]) (result: Tensor) (i: int) : LinearMap =
        match find result with
        | null -> p.Derivative operands result i
        | tracer ->
            let enter = during tracer.Origin
            let map = p.Derivative (operands |> Array.map enter) (enter result) i

            let along direction (t: Tensor) =
                let before = find t
                direction (enter t) |> during (if isNull before then null else before.Within)

            if Object.ReferenceEquals(map, LinearMap.zero) then
                map
            else
                LinearMap.create (along map.Push) (along map.Pull)
