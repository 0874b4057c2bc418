namespace Riemann.FSharp

open System
open Riemann.Kernels

/// A value that may be computed with and not looked at.
[<Sealed; AllowNullLiteral>]
type internal OpaqueTracer(trace: Trace, value: Tensor) =
    inherit Tracer(trace, value.Aval)
    member _.Value = value

/// Every operation passes through, reading raises. A rule that passes under it works under every other
/// transformation, for it treats its operands as unknown.
[<Sealed>]
type internal OpaqueTrace() =
    inherit Trace("a rule, which may not read values", Lease false)

    member trace.Wrap(value: Tensor) = Tensor(null, OpaqueTracer(trace, value))

    override trace.Process(p, operands) =
        operands
        |> Array.map (fun x ->
            match x.Tracer with
            | :? OpaqueTracer as tracer when Object.ReferenceEquals(tracer.Trace, trace) -> tracer.Value
            | _ -> x)
        |> Primitive.apply p
        |> trace.Wrap

    override trace.Read _ = Fail.raise "reading a value" (RiemannError.Unknown trace.Name)

/// The laws of primitives: each gives what it finds wrong at some operands.
module internal PrimitiveLaws =
    let private isFloat (x: Tensor) = x.DType.IsFloat()

    let private guard law place (check: unit -> LawFailure list) =
        try
            check ()
        with error ->
            [ Laws.failure law place (Evidence.Statement error.Message) ]

    /// What the shape rule promises is what the kernel gives.
    let shape (p: Primitive) (operands: Tensor[]) =
        let law = "Shape agrees with the kernel"

        guard law "the result" (fun () ->
            let promised = Primitive.check p (operands |> Array.map _.Aval)
            let found = (Primitive.apply p operands).Aval

            if found.Shape.Equals promised.Shape && found.DType = promised.DType then
                []
            else
                let text = $"{found.DType} {found.Shape} where {promised.DType} {promised.Shape} was promised"
                [ Laws.failure law "the result" (Evidence.Statement text) ])

    /// Integers and truth values do not move, neither as operands nor as results.
    let zeroMaps (p: Primitive) (operands: Tensor[]) =
        let law = "only floats have derivatives"
        let result = Primitive.apply p operands
        let isStill (x: Tensor) = not (isFloat x)

        [ for i in 0 .. operands.Length - 1 do
              if isStill operands[i] || isStill result then
                  yield!
                      guard law $"operand {i}" (fun () ->
                          if p.Derivative operands result i = LinearMap.zero then
                              []
                          else
                              [ Laws.failure law $"operand {i}" (Evidence.Statement "the map is not LinearMap.zero") ]) ]

    /// The operation as a function whose result can be differentiated.
    let private asFunction p (operands: Tensor[]) =
        let result = Primitive.apply p operands
        if isFloat result then result else Tensor.cast DType.Float64 result

    let private hasFloats (operands: Tensor[]) = operands |> Array.exists isFloat

    /// The operation itself and, where an operand is a float, both directions of its derivative.
    let private withDerivatives p key (operands: Tensor[]) =
        let f = asFunction p
        let v, c = Laws.direction key operands, Laws.direction key (f operands)

        let joined (operands: Tensor[]) =
            operands |> Array.filter isFloat |> Array.map Tensor.flatten |> List.ofArray |> Tensor.concatenate 0

        [ "the operation", Primitive.apply p
          if hasFloats operands then
              "Push", (fun x -> jvp f x v |> snd)
              "Pull", (fun x -> joined (snd (vjp f x) c)) ]

    /// The derivative obeys the laws of derivatives. A result that is not a float counts as one, so that it is
    /// seen not to move.
    let derivative (p: Primitive) key (operands: Tensor[]) =
        if hasFloats operands then
            guard "the derivative rule" p.Name (fun () -> Laws.derivatives key (asFunction p) operands)
        else
            []

    /// The operands, and the same elements in the opposite order: they are in the same domain.
    let private examples (x: Tensor) =
        let turned =
            if x.Length = 0 then
                x
            else
                Tensor.flatten x |> Tensor.slice [ Slice.Step(-1, 0, -1) ] |> Tensor.reshape x.Shape

        [ x; turned; x ]

    /// Under vmap an operation is the operation on every example, whichever operands differ between examples.
    let batch (p: Primitive) key (operands: Tensor[]) =
        let all = operands |> Array.map examples

        let check name f (isBatched: int -> bool) =
            let pick choose = operands |> Array.mapi (fun i x -> if isBatched i then choose i else x)
            let batchedOperands = [| 0 .. operands.Length - 1 |] |> Array.filter isBatched

            let mapped (moving: Tensor[]) = f (pick (fun i -> moving[Array.IndexOf(batchedOperands, i)]))
            let law = $"vmap of {name} is {name} on every example"
            let places = String.Join(", ", batchedOperands)

            guard law $"operands {places} batched" (fun () ->
                let stacked = batchedOperands |> Array.map (fun i -> Tensor.stack 0 all[i])
                let expected = [ for example in 0..2 -> f (pick (fun i -> all[i][example])) ] |> Tensor.stack 0
                let rounding = (Laws.precision operands expected).Rounding
                let none = Tensor.slice [ Slice.Empty ]

                [ yield! Laws.compare false law rounding (vmap mapped stacked) expected
                  let found = vmap mapped (Array.map none stacked)
                  yield! Laws.compare false $"{law}, of none" rounding found (none expected) ])

        [ for name, f in withDerivatives p key operands do
              for combination in 1 .. (1 <<< operands.Length) - 1 do
                  yield! check name f (fun i -> combination &&& (1 <<< i) <> 0) ]

    /// Derivative and batch rules compute with operands, tangents and cotangents and look at none.
    let readsNothing (p: Primitive) key (operands: Tensor[]) =
        let hidden law f =
            guard law p.Name (fun () ->
                let trace = OpaqueTrace()

                try
                    operands |> Array.map trace.Wrap |> f trace |> ignore
                    []
                finally
                    trace.Close())

        let f = asFunction p
        let v, c = Laws.direction key operands, Laws.direction key (f operands)
        let wrapAll (trace: OpaqueTrace) = Array.map trace.Wrap

        [ if hasFloats operands then
              yield! hidden "Push reads no values" (fun trace x -> jvp f x (wrapAll trace v))
              yield! hidden "Pull reads no values" (fun trace x -> vjp f x |> snd <| trace.Wrap c)

          let stack (x: Tensor) = Tensor.stack 0 (examples x)
          yield! hidden "Batch reads no values" (fun _ x -> vmap (Primitive.apply p) (Array.map stack x)) ]
