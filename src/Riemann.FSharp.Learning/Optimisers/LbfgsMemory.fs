namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// A move, the change of the gradient it made, and their product.
[<Struct; NoEquality; NoComparison>]
type internal LbfgsPair = { Move: Tensor; Change: Tensor; Product: float }

/// What L-BFGS remembers from one direction to the next.
[<NoEquality; NoComparison>]
type internal LbfgsMemory =
    {
        Iterations: int64
        Evaluations: int64
        /// The gradient before the last move, and the move.
        Last: struct (Tensor * Tensor) voption
        /// The oldest pair first.
        Pairs: LbfgsPair[]
    }

module internal LbfgsMemory =
    /// What is known before the first direction.
    let nothing = { Iterations = 0L; Evaluations = 0L; Last = ValueNone; Pairs = [||] }

    let private pair move change = { Move = move; Change = change; Product = float (Tensor.dot move change) }

    /// The pairs with the one of the last move, if the curvature along it is positive.
    let remember history (gradient: Tensor) memory =
        match memory.Last with
        | ValueNone -> memory.Pairs
        | ValueSome(struct (before, move)) ->
            let latest = pair move (gradient - before)
            let isFull = memory.Pairs.Length >= history

            if not (latest.Product > 1e-10) then memory.Pairs
            elif isFull then Array.append (Array.skip (memory.Pairs.Length - history + 1) memory.Pairs) [| latest |]
            else Array.append memory.Pairs [| latest |]

    /// The direction of descent at a gradient.
    let direction (pairs: LbfgsPair[]) (gradient: Tensor) =
        let moves = pairs |> Array.map _.Move.Value
        let changes = pairs |> Array.map _.Change.Value
        Tensor(LimitedMemory.Direction(gradient.Value, moves, changes, pairs |> Array.map _.Product), null)

    /// A step more, after which this is remembered, in vectors by name.
    let save memory (state: OptState<'P>) =
        let extra =
            [ "Iterations", tensor memory.Iterations
              "Evaluations", tensor memory.Evaluations
              match memory.Last with
              | ValueSome(struct (gradient, move)) ->
                  "Gradient", gradient
                  "Move", move
              | ValueNone -> ()
              for i, pair in Array.indexed memory.Pairs do
                  $"Moves.{i}", pair.Move
                  $"Changes.{i}", pair.Change ]

        { state with Step = state.Step + 1L; Extra = Map.ofList extra }

    /// What `save` left, for parameters that are this vector. Raises where it does not fit.
    let load operation (x: Tensor) (state: OptState<'P>) =
        let hint = "make the state with Lbfgs.init for these parameters"
        let refuse problem = Fail.raise operation (RiemannError.Value(problem, hint))

        let count name =
            match state.Extra.TryFind name with
            | Some value when value.DType = DType.Int64 && value.Rank = 0 -> value.ToArray<int64>()[0]
            | _ -> refuse $"the state has no {name}"

        let vector name =
            match state.Extra.TryFind name with
            | Some value when value.DType = x.DType && value.Aval.Shape.Equals x.Aval.Shape -> value
            | Some value ->
                refuse $"{name} is {value.DType.Name()} {value.Aval.Shape}, and there are {x.Length} numbers"
            | None -> refuse $"the state has no {name}"

        let pairs =
            Seq.initInfinite id
            |> Seq.takeWhile (fun i -> state.Extra.ContainsKey $"Moves.{i}")
            |> Seq.map (fun i -> pair (vector $"Moves.{i}") (vector $"Changes.{i}"))
            |> Seq.toArray

        let iterations = count "Iterations"

        { Iterations = iterations
          Evaluations = count "Evaluations"
          Last = if iterations = 0L then ValueNone else ValueSome(struct (vector "Gradient", vector "Move"))
          Pairs = pairs }
