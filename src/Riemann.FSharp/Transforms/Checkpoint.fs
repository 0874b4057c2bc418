namespace Riemann.FSharp

open Riemann.Kernels

[<AutoOpen>]
module Checkpoint =
    /// `checkpoint f x` is f x, computed again where a derivative needs what happened in between: memory for
    /// time. Of f's operations only x, what f captures and the result are kept.
    ///
    /// All derivatives are those of f, in x and in the traced values that f captures. Forward mode runs f
    /// twice, once for the value. Operations on neither x nor a traced value run once and are kept, so pass a
    /// key from which f draws as a part of x. f itself is called once: what it decides by values stays decided.
    let checkpoint (f: 'A -> 'B) (x: 'A) : 'B =
        let trace = Recorder("checkpoint", stopGradient >> ValueSome)

        try
            let struct (leaves, _) = Tree.flatten x
            let seen = leaves |> Array.map (fun x -> trace.Input(x.Aval, ValueSome(stopGradient x)))
            let result = f (Tree.rebuild x seen)
            let results = Tree.result "checkpoint" result
            let values = results |> Array.map (trace.Known >> _.Value)
            let isFloat (x: Tensor) = x.DType.IsFloat()
            let program = trace.Program(results |> Array.filter isFloat)
            let point = [| yield! leaves; yield! trace.Captured |]
            let isMover = point |> Array.map (fun x -> isFloat x && not (isNull x.Tracer))
            let places = [| 0 .. point.Length - 1 |] |> Array.filter (fun i -> isMover[i])

            let map (from: Ravel) (into: Ravel) (operands: Tensor[]) =
                let again (movers: Tensor[]) =
                    let inputs = Array.copy operands
                    places |> Array.iteri (fun k place -> inputs[place] <- movers[k])
                    Program.run program inputs

                let movers = places |> Array.map (fun place -> operands[place])

                LinearMap.create (fun t -> jvp again movers (from.Unpack t) |> snd |> into.Pack) (fun c ->
                    (vjp again movers |> snd) (into.Unpack c) |> from.Pack)

            let movers = places |> Array.map (fun place -> point[place])
            let moved = Graft.attach "checkpoint" map (values |> Array.filter isFloat) movers point
            let mutable next = 0

            values
            |> Array.map (fun value ->
                if isFloat value then
                    next <- next + 1
                    moved[next - 1]
                else
                    value)
            |> Tree.rebuild result
        finally
            trace.Close()
