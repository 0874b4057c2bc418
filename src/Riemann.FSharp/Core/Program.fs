namespace Riemann.FSharp

open System
open System.Collections.Generic
open Riemann.Kernels

/// Where an operation of a recorded program takes an operand from.
[<Struct; RequireQualifiedAccess; NoEquality; NoComparison>]
type internal Source =
    | Input of input: int
    | Step of step: int
    | Constant of constant: Tensor

/// One operation of a recorded program, and the steps whose results nothing needs after it.
[<NoEquality; NoComparison>]
type internal Step = { Primitive: Primitive; Operands: Source[]; Last: int[] }

/// A function of tensors as the operations it ran. It holds no value that depends on its inputs, and runs
/// on other inputs, inside any transformation, without the function that it was recorded from.
[<NoEquality; NoComparison>]
type internal Program = { Steps: Step[]; Results: Source[] }

module internal Program =
    /// The program's results at inputs as many as it was recorded with.
    let run (program: Program) (inputs: Tensor[]) : Tensor[] =
        let values: Tensor voption[] = Array.zeroCreate program.Steps.Length

        let value source =
            match source with
            | Source.Input i -> inputs[i]
            | Source.Step i -> values[i].Value
            | Source.Constant tensor -> tensor

        for i in 0 .. values.Length - 1 do
            let step = program.Steps[i]
            values[i] <- ValueSome(Primitive.apply step.Primitive (step.Operands |> Array.map value))

            for last in step.Last do
                values[last] <- ValueNone

        program.Results |> Array.map value

    /// Whether a result depends on the input, in a program of which every step is needed.
    let uses (input: int) (program: Program) =
        let isInput source =
            match source with
            | Source.Input i -> i = input
            | _ -> false

        Array.exists isInput program.Results || program.Steps |> Array.exists (_.Operands >> Array.exists isInput)

    /// The steps that the results need, each with the steps that it uses last.
    let prune (steps: Step[]) (results: Source[]) : Program =
        let user = Array.create steps.Length -1 // the step that uses this one last; beyond all for a result

        let mark by source =
            match source with
            | Source.Step i -> user[i] <- max user[i] by
            | _ -> ()

        results |> Array.iter (mark steps.Length)

        for i in steps.Length - 1 .. -1 .. 0 do
            if user[i] >= 0 then steps[i].Operands |> Array.iter (mark i)

        let kept = [| for i in 0 .. steps.Length - 1 -> user[i] >= 0 |]
        let place = Array.scan (fun n isKept -> if isKept then n + 1 else n) 0 kept

        let moved source =
            match source with
            | Source.Step i -> Source.Step place[i]
            | other -> other

        let last: List<int>[] = Array.init steps.Length (fun _ -> List())

        for i in 0 .. steps.Length - 1 do
            if kept[i] && user[i] < steps.Length then last[user[i]].Add place[i]

        { Steps =
            [| for i in 0 .. steps.Length - 1 do
                   if kept[i] then
                       { steps[i] with Operands = steps[i].Operands |> Array.map moved; Last = last[i].ToArray() } |]
          Results = results |> Array.map moved }

/// A value of a function that is being recorded: where it comes from, and its tensor unless that is unknown.
[<Sealed; AllowNullLiteral>]
type internal RecordTracer(trace: Trace, aval: Aval, source: Source, value: Tensor voption) =
    inherit Tracer(trace, aval)
    member _.Source = source
    member _.Value = value
    override _.Inner = value
    override _.Over inner = RecordTracer(trace, aval, source, ValueSome inner)

/// Records the operations that depend on its inputs. Those of known operands run at once, so that the
/// function may look at their values; of the others only the shapes are worked out. A traced value that the
/// function captures becomes one more input; `see` is the tensor to compute with in its place, if any.
[<Sealed>]
type internal Recorder(name, see: Tensor -> Tensor voption) =
    inherit Trace(name, Lease false)
    let steps = List<Step>()
    let captured = List<Tensor>()
    let seen = Dictionary<Tensor, int>(HashIdentity.Reference)
    let mutable declared = 0

    member private trace.Own(x: Tensor) =
        match x.Tracer with
        | :? RecordTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) -> tracer
        | _ -> null

    /// One more input of the function. All are declared before it runs.
    member trace.Input(aval: Aval, value: Tensor voption) : Tensor =
        declared <- declared + 1
        Tensor(null, RecordTracer(trace, aval, Source.Input(declared - 1), value))

    /// The traced values that the function captured: the inputs after those declared.
    member _.Captured: Tensor[] = captured.ToArray()

    /// Whether the value depends on an input.
    member trace.IsOwn(x: Tensor) = not (isNull (trace.Own x))

    /// The tensor to compute with, unless it is unknown.
    member trace.Known(x: Tensor) : Tensor voption =
        match trace.Own x with
        | null -> if isNull x.Tracer then ValueSome x else see x
        | tracer -> tracer.Value

    member private trace.Source(x: Tensor) : Source =
        match trace.Own x with
        | null when isNull x.Tracer -> Source.Constant x
        | null ->
            match seen.TryGetValue x with
            | true, place -> Source.Input place
            | _ ->
                let place = declared + captured.Count
                seen[x] <- place
                captured.Add x
                Source.Input place
        | tracer -> tracer.Source

    override trace.Process(p, operands) =
        let known = operands |> Array.map trace.Known

        let struct (value, aval) =
            if known |> Array.exists _.IsNone then
                struct (ValueNone, Primitive.check p (operands |> Array.map _.Aval))
            else
                let value = known |> Array.map _.Value |> Primitive.apply p
                struct (ValueSome value, value.Aval)

        lock steps (fun () ->
            let sources = operands |> Array.map trace.Source
            steps.Add { Primitive = p; Operands = sources; Last = [||] }
            Tensor(null, RecordTracer(trace, aval, Source.Step(steps.Count - 1), value)))

    /// The program that gives these results.
    member trace.Program(results: Tensor[]) : Program =
        let sources = results |> Array.map trace.Source
        Program.prune (steps.ToArray()) sources

    override trace.Read x =
        match trace.Known x with
        | ValueNone -> Fail.raise "reading a value" (RiemannError.Unknown trace.Name)
        | ValueSome value -> value.Read()
