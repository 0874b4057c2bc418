namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The settings of L-BFGS: see `Lbfgs.defaults`.
[<NoEquality; NoComparison>]
type Lbfgs =
    {
        /// The length of a step, or the first length that a search tries, as a multiple of the direction.
        LearningRate: float
        /// The most directions that are taken.
        MaxIterations: int
        /// The number of evaluations of the objective after which no other direction is taken; None for 1.25 times the
        /// iterations, rounded down. A search that has begun goes on.
        MaxEvaluations: int option
        /// Small enough for the largest absolute element of the gradient.
        GradientTolerance: float
        /// Too small for a change of the value, or of the parameters, to go on.
        ChangeTolerance: float
        /// The number of pairs that are remembered.
        History: int
        /// How far to go along a direction: None takes the whole of it, times the learning rate.
        LineSearch: LineSearch option
    }

/// Why L-BFGS stopped.
[<RequireQualifiedAccess>]
type LbfgsStop =
    /// No element of the gradient is larger than its tolerance.
    | Gradient
    /// A step changed the value, or all parameters, by less than their tolerance.
    | Change
    /// The direction does not lead down by as much as the tolerance of a change.
    | Slope
    /// The directions are used up.
    | Iterations
    /// The evaluations are used up.
    | Evaluations
    /// The value or the gradient became NaN or infinite, and the parameters are those before.
    | NotFinite

/// What `Lbfgs.minimise` found.
type LbfgsResult<'P> =
    {
        Parameters: 'P
        /// The value of the objective at the parameters.
        Value: float
        /// How many directions were taken.
        Iterations: int
        /// How often the objective and its gradient were evaluated.
        Evaluations: int
        Reason: LbfgsStop
    }

/// L-BFGS: descent along directions that the last moves and changes of the gradient correct, for objectives without
/// noise. Not an `Optimiser`, since it evaluates the objective where it likes. (Nocedal and Wright 2006, chapter 7, in
/// the form of `torch.optim.LBFGS`.)
[<RequireQualifiedAccess>]
module Lbfgs =
    /// PyTorch's: learning rate 1, 20 iterations, 1.25 evaluations for each, tolerances 1e-7 of the gradient and 1e-9 of
    /// a change, 100 pairs, no line search. `LineSearch = Some(StrongWolfe.search StrongWolfe.defaults)` is its other one.
    let defaults =
        { LearningRate = 1.0
          MaxIterations = 20
          MaxEvaluations = None
          GradientTolerance = 1e-7
          ChangeTolerance = 1e-9
          History = 100
          LineSearch = None }

    let private check operation settings =
        let notNegative name value = Descent.requireNotNegative operation name value
        let atLeast1 name value = Descent.require operation name (float value) "1 or more" (value >= 1)
        Descent.require operation "LearningRate" settings.LearningRate "more than 0" (settings.LearningRate > 0.0)
        atLeast1 "MaxIterations" settings.MaxIterations
        settings.MaxEvaluations |> Option.iter (atLeast1 "MaxEvaluations")
        notNegative "GradientTolerance" settings.GradientTolerance
        notNegative "ChangeTolerance" settings.ChangeTolerance
        atLeast1 "History" settings.History

    let private dot x y = float (Tensor.dot x y)
    let private largest (x: Tensor) = if x.Length = 0 then 0.0 else float (Tensor.max (abs x))

    /// Where the descent is.
    [<Struct; NoEquality; NoComparison>]
    type private Point = { At: Tensor; Value: float; Gradient: Tensor; Largest: float }

    let private isFinite point = Double.IsFinite point.Value && Double.IsFinite point.Largest

    let private evaluate operation ravelled objective (tree: 'P) (x: Tensor) =
        let value, gradient = Ravelled.place ravelled tree x |> valueAndGrad objective

        if not (isNull value.Tracer) then
            let problem = $"the objective depends on a value inside {value.Tracer.Trace.Name}"
            let hint = "for derivatives of what is found use Implicit.minimum with Lbfgs.minimise as the solver"
            Fail.raise operation (RiemannError.NotDifferentiable(problem, hint))

        let gradient = Ravelled.pack ravelled gradient
        { At = x; Value = float value; Gradient = gradient; Largest = largest gradient }

    /// The point to which a direction leads, and the evaluations on the way. `isLast` leaves its value open.
    let private move settings evaluate (from: Point) (direction: Tensor) slope length isLast =
        let at length = from.At + direction * length

        match settings.LineSearch with
        | None when isLast -> struct ({ from with At = at length }, length, 0)
        | None -> struct (evaluate (at length), length, 1)
        | Some search ->
            let mutable evaluations = 0

            let point length =
                evaluations <- evaluations + 1
                let point = evaluate (at length)

                { Length = length
                  Value = point.Value
                  Slope = dot point.Gradient direction
                  Gradient = point.Gradient }

            let start = { Length = 0.0; Value = from.Value; Slope = slope; Gradient = from.Gradient }
            let found = search { Start = start; Length = length; Size = largest direction; At = point }

            let reached =
                { At = at found.Length
                  Value = found.Value
                  Gradient = found.Gradient
                  Largest = largest found.Gradient }

            struct (reached, found.Length, evaluations)

    /// Takes directions until there is a reason to stop. The value at the end of the last one is left open where
    /// `isOpen` and nothing needs it.
    let private descend settings learningRate isOpen evaluate (start: Point) (memory: LbfgsMemory) =
        let limit =
            match settings.MaxEvaluations with
            | Some limit -> int64 limit
            | None -> int64 settings.MaxIterations * 5L / 4L


        let rec go taken spent (from: Point) (memory: LbfgsMemory) =
            let taken = taken + 1
            let pairs = LbfgsMemory.remember settings.History from.Gradient memory
            let direction = LbfgsMemory.direction pairs from.Gradient
            let iterations = memory.Iterations + 1L

            let length =
                if iterations > 1L then
                    learningRate
                else
                    min 1.0 (1.0 / float (Tensor.sum (abs from.Gradient))) * learningRate

            let slope = dot from.Gradient direction

            let after (moved: Tensor) evaluations =
                { Iterations = iterations
                  Evaluations = memory.Evaluations + int64 evaluations
                  Last = ValueSome(struct (from.Gradient, moved))
                  Pairs = pairs }

            if slope > -settings.ChangeTolerance then
                struct (from, after (direction * length) 0, LbfgsStop.Slope)
            else
                let isOpen = isOpen && taken = settings.MaxIterations

                let struct (reached, length, evaluations) = move settings evaluate from direction slope length isOpen

                let moved = direction * length
                let next = after moved evaluations
                let spent = spent + int64 evaluations

                if not (isFinite reached) then
                    struct (from, next, LbfgsStop.NotFinite)
                elif isOpen then
                    struct (reached, next, LbfgsStop.Iterations)
                elif reached.Largest <= settings.GradientTolerance then
                    struct (reached, next, LbfgsStop.Gradient)
                elif largest moved <= settings.ChangeTolerance then
                    struct (reached, next, LbfgsStop.Change)
                elif abs (reached.Value - from.Value) < settings.ChangeTolerance then
                    struct (reached, next, LbfgsStop.Change)
                elif taken >= settings.MaxIterations then
                    struct (reached, next, LbfgsStop.Iterations)
                elif spent >= limit then
                    struct (reached, next, LbfgsStop.Evaluations)
                else
                    go taken spent reached next

        let memory = { memory with Evaluations = memory.Evaluations + 1L }

        if not (isFinite start) then struct (start, memory, LbfgsStop.NotFinite)
        elif start.Largest <= settings.GradientTolerance then struct (start, memory, LbfgsStop.Gradient)
        else go 0 1L start memory

    /// `init settings parameters` is the state before the first step. Its hyperparameter is `LearningRate`; `Extra` holds
    /// the numbers of iterations and evaluations and, later, the last gradient and move and the pairs, vectors of all
    /// trained numbers. Raises where a setting is out of range.
    let init (settings: Lbfgs) (parameters: 'P) : OptState<'P> =
        check "Lbfgs.init" settings

        { Descent.init 0 [ "LearningRate", settings.LearningRate ] parameters with Step = -1L }
        |> LbfgsMemory.save LbfgsMemory.nothing

    let private start operation objective (parameters: 'P) =
        let ravelled = Ravelled.ofTree operation parameters
        let evaluate = evaluate operation ravelled objective parameters
        struct (ravelled, evaluate, Ravelled.pack ravelled parameters)

    /// `step settings objective state parameters` are the parameters and the state after so many iterations, and the
    /// value that the objective, a function to one float, had at the start: what `step(closure)` of PyTorch's class does.
    /// Without a search the last step is not evaluated. Where a value is NaN or infinite it ends at the point before.
    /// Raises where a setting is out of range, the state is not of these parameters, or the objective depends on a value
    /// inside a transformation.
    let step settings (objective: 'P -> Tensor) (state: OptState<'P>) (parameters: 'P) : 'P * OptState<'P> * float =
        let operation = "Lbfgs.step"
        check operation settings
        let struct (ravelled, evaluate, x) = start operation objective parameters
        let memory = LbfgsMemory.load operation x state
        let rate = Descent.hyper operation state "LearningRate"
        let first = evaluate x
        let struct (reached, memory, _) = descend settings rate true evaluate first memory
        Ravelled.place ravelled parameters reached.At, LbfgsMemory.save memory state, first.Value

    /// `minimise settings objective parameters` descends until a tolerance is reached or the iterations or evaluations of
    /// the settings, which are for all of it, are used up. Raises as `step` does.
    let minimise settings (objective: 'P -> Tensor) (parameters: 'P) : LbfgsResult<'P> =
        let operation = "Lbfgs.minimise"
        check operation settings
        let struct (ravelled, evaluate, x) = start operation objective parameters

        let struct (reached, memory, reason) =
            descend settings settings.LearningRate false evaluate (evaluate x) LbfgsMemory.nothing

        { Parameters = Ravelled.place ravelled parameters reached.At
          Value = reached.Value
          Iterations = int memory.Iterations
          Evaluations = int memory.Evaluations
          Reason = reason }
