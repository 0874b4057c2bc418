namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Looks at the result of every operation on its values for NaN, and with `infinities` for infinities.
[<Sealed>]
type internal AnomalyTrace(name, infinities: bool) =
    inherit Trace(name, Lease false)

    /// Operations that compute nothing: the origin stays that of the operand.
    static let passing = set [ "reshape"; "stopGradient"; "shift"; "inspect" ]

    /// The one array behind a value, with the examples of surrounding `vmap`s in front; null where there is none.
    let rec array (x: Tensor) : NDArray =
        if isNull x.Tracer then
            x.Value
        else
            match x.Tracer.Inner with
            | ValueSome inner -> array inner
            | ValueNone -> null

    let positions (isWanted: NDArray -> NDArray) (x: NDArray) : int64[] =
        if isNull x || not (x.DType.IsFloat()) then [||] else Indexing.Positions(isWanted x).ToArray<int64>()

    let nan = positions Elementwise.IsNaN
    let infinite = positions (fun x -> Elementwise.Not(Elementwise.IsFinite x))

    let index (shape: Shape) (position: int64) =
        [ for axis in 0 .. shape.Rank - 1 -> int (position / int64 shape.Strides[axis] % int64 shape[axis]) ]

    /// How many axes in front are examples of `vmap`s between this trace and the operation.
    let mapped () =
        let isBatch (frame: Diagnostics.StackFrame) =
            match frame.GetMethod() with
            | null -> false
            | m -> m.DeclaringType = typeof<BatchTrace> && m.Name = "Process"

        Diagnostics.StackTrace().GetFrames() |> Array.filter isBatch |> Array.length

    let place (value: Tensor) (array: NDArray) position =
        let index = index array.Shape position
        let examples = min index.Length (array.Rank - value.Rank + mapped ())

        let one (examples: int list) = if examples.Length = 1 then string examples.Head else $"%A{examples}"

        match List.splitAt examples index with
        | [], [] -> ""
        | [], own -> $" at %A{own}"
        | examples, [] -> $" in example {one examples}"
        | examples, own -> $" at %A{own} of example {one examples}"

    member private trace.Own(x: Tensor) =
        match x.Tracer with
        | :? AnomalyTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) -> tracer
        | _ -> null

    member private trace.Wrap(inner, origin, within) = Tensor(null, AnomalyTracer(trace, inner, origin, within))

    /// The argument of this name.
    member trace.Argument(x: Tensor, name: string) =
        trace.Wrap(x, Origin((if name = "" then "the argument" else $"the argument {name}"), None, null), null)

    member trace.Unwrap(x: Tensor) : Tensor =
        match trace.Own x with
        | null -> x
        | tracer -> tracer.Value

    /// What is known of the operands, and of the element at this position in those that are as large as the result.
    member private trace.Trail(operands: Tensor[], result: NDArray, position, within: Origin) =
        let described (x: Tensor) =
            let values = array (trace.Unwrap x)

            let there =
                if isNull values then ""
                elif values.Length = 1 then $", %.6g{values.ToDouble 0}"
                elif values.Shape.Equals result.Shape then $", %.6g{values.ToDouble(int position)} there"
                else ""

            match trace.Own x with
            | null -> $"{x.Aval}{there}, from outside"
            | tracer -> $"{x.Aval}{there}, from {tracer.Origin}"

        [ "result", $"{result.Shape} {result.DType.Name()}"
          yield! List.zip (Rules.names operands.Length) [ for x in operands -> described x ]
          if not (isNull within) then "in", $"the derivative of {within}" ]

    /// Raises where the result of an operation is what is looked for.
    member private trace.Check(p: Primitive, operands: Tensor[], result: Tensor, within) =
        let values = array result
        let inner = operands |> Array.map (trace.Unwrap >> array)

        let raises case problem (found: int64[]) (value: Tensor) (array: NDArray) =
            let trail = trace.Trail(operands, values, found[0], within)
            let problem = $"{problem}{place value array found[0]}"
            Fail.raise p.Name (case (problem, index array.Shape found[0], trail))

        let becomes what (found: int64[]) =
            let several =
                if values.Rank = 0 then "" else $"{found.Length} of {values.Length} elements become {what}, the first"

            let problem = if values.Rank = 0 then $"the result becomes {what}" else several
            raises RiemannError.NotFinite problem found result values

        match nan values with
        | [||] when infinities ->
            match infinite values with
            | [||] -> ()
            | _ when inner |> Array.exists (fun x -> (infinite x).Length > 0) -> ()
            | found -> becomes "infinite" found
        | [||] -> ()
        | found ->
            match inner |> Array.tryFindIndex (fun x -> (nan x).Length > 0) with
            | Some i ->
                let name = if operands.Length = 1 then "the operand" else (Rules.names operands.Length)[i]
                raises RiemannError.NaNGiven $"{name} is NaN already" (nan inner[i]) operands[i] inner[i]
            | None -> becomes "NaN" found

    override trace.Process(p, operands) =
        let result = operands |> Array.map trace.Unwrap |> Primitive.apply p
        let own = operands |> Array.map trace.Own |> Array.filter (isNull >> not)
        let within = own |> Array.map _.Within |> Array.tryFind (isNull >> not) |> Option.toObj

        if passing.Contains p.Name then
            trace.Wrap(result, own[0].Origin, within)
        else
            trace.Check(p, operands, result, within)
            trace.Wrap(result, Origin(p.Name, CallSite.locate (), within), within)

    override trace.Read x = (trace.Own x).Value.Read()
