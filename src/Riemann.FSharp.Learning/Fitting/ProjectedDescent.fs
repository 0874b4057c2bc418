namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// Descent inside bounds: directions on the numbers that may move, and steps that are cut off at the bounds (Bertsekas
/// 1982, Projected Newton methods for optimization problems with simple constraints).
module internal ProjectedDescent =
    let private eps = 2.0 ** -52.0
    let private dot a b = float (Tensor.dot a b)
    let private floats (x: Tensor) = (Tensor.cast DType.Float64 x).ToArray<float>()

    /// How far a step along the gradient would go, as far as the bounds let it.
    let private projected box (place: Place) : float[] =
        let gradient = floats place.Gradient

        if Box.isOpen box then
            gradient
        else
            let x = floats place.At
            Array.map2 (-) (Array.map2 (-) x gradient |> Box.clip box) x

    /// The largest absolute element; NaN where one is.
    let private gradientNorm box place = projected box place |> Array.fold (fun size g -> Math.Max(size, abs g)) 0.0

    /// The relative change of the value for a relative change of a parameter (Dennis and Schnabel 1983, equation 7.2.5).
    let private relativeGradient box (place: Place) =
        let size = max 1.0 (abs place.Value)
        let parts = Array.map2 (fun g x -> abs g * max 1.0 (abs x) / size) (projected box place) (floats place.At)
        Array.max parts

    let private free box (place: Place) =
        let places = Box.free box (floats place.At) (floats place.Gradient)
        let mask = Array.zeroCreate place.At.Length
        places |> Array.iter (fun i -> mask[i] <- 1.0)
        tensor mask |> Tensor.cast place.At.DType

    /// The place at the end of a search for the strong Wolfe conditions, without bounds.
    let private wolfe evaluate (from: Place) (direction: Tensor) length =
        let at length = from.At + direction * length

        let point length =
            let place: Place = evaluate (at length)

            { Length = length; Value = place.Value; Slope = dot place.Gradient direction; Gradient = place.Gradient }

        let start = { Length = 0.0; Value = from.Value; Slope = dot from.Gradient direction; Gradient = from.Gradient }

        let line = { Start = start; Length = length; Size = float (Tensor.max (abs direction)); At = point }
        let found = StrongWolfe.search { StrongWolfe.defaults with Tolerance = 0.0 } line
        { At = at found.Length; Value = found.Value; Gradient = found.Gradient }

    /// The first of ever shorter steps, cut off at the bounds, that lowers the value enough (Armijo 1966); the place itself
    /// where none does.
    let private arc box evaluate (from: Place) (direction: Tensor) length =
        let at (length: float) =
            floats (from.At + direction * length) |> Box.clip box |> tensor |> Tensor.cast from.At.DType

        let rec shorten tries length =
            let next: Place = evaluate (at length)
            let promised = dot from.Gradient (next.At - from.At)

            if next.Value <= from.Value + 1e-4 * promised && Double.IsFinite(gradientNorm box next) then next
            elif tries = 60 then from
            else shorten (tries + 1) (length / 2.0)

        shorten 1 length

    /// From a place on until there is a reason to stop; the number of steps.
    let private run (settings: Minimisation<'P>) box objective evaluate (count: unit -> int) report (start: Place) =
        let rec go iterations (place: Place) (curvature: Curvature) change =
            let size = max 1.0 (abs place.Value)
            let ended reason = struct (place, iterations, reason)

            if relativeGradient box place <= settings.GradientTolerance then
                ended MinimisationReason.Gradient
            elif change < settings.ChangeTolerance * size then
                ended MinimisationReason.SmallChange
            elif settings.Cancellation.IsCancellationRequested then
                ended MinimisationReason.Cancelled
            elif iterations >= settings.MaxIterations then
                ended MinimisationReason.Iterations
            elif count () >= settings.MaxEvaluations then
                ended MinimisationReason.Evaluations
            else
                let attempt (curvature: Curvature) method =
                    let struct (direction, length) = SearchDirection.find method objective curvature place
                    let slope = dot place.Gradient direction
                    let isDescent = slope < 0.0 && Double.IsFinite slope

                    if not isDescent then place
                    elif Box.isOpen box then wolfe evaluate place direction length
                    else arc box evaluate place direction length

                let isBetter (next: Place) =
                    next.Value < place.Value
                    || next.Value <= place.Value + 2.0 * eps * size && gradientNorm box next < gradientNorm box place

                let next = attempt curvature settings.Method

                // A direction that fails is tried once more as that of the gradient alone.
                let next =
                    if isBetter next then
                        next
                    else
                        attempt (SearchDirection.nothing curvature.Free) Minimiser.GradientDescent

                if isBetter next then
                    report (iterations + 1) next
                    let moved = free box next
                    let curvature = SearchDirection.remember settings.Method curvature moved place next
                    go (iterations + 1) next curvature (abs (place.Value - next.Value))
                else
                    ended MinimisationReason.Stalled

        go 0 start (SearchDirection.nothing (free box start)) infinity

    let private check operation (settings: Minimisation<'P>) =
        let atLeast1 name value = Descent.require operation name (float value) "1 or more" (value >= 1)
        Descent.requireNotNegative operation "GradientTolerance" settings.GradientTolerance
        Descent.requireNotNegative operation "ChangeTolerance" settings.ChangeTolerance
        atLeast1 "MaxIterations" settings.MaxIterations
        atLeast1 "MaxEvaluations" settings.MaxEvaluations

        match settings.Method with
        | Minimiser.Lbfgs history -> atLeast1 "the history of Lbfgs" history
        | _ -> ()

    /// Where the objective is least, from the start on.
    let minimise operation (settings: Minimisation<'P>) (objective: 'P -> Tensor) (start: 'P) : MinimisationResult<'P> =
        check operation settings
        let ravelled = Ravelled.ofTree operation start
        let box = Box.create operation ravelled start settings.Lower settings.Upper
        let tree = Ravelled.place ravelled start
        let mutable evaluations = 0

        let evaluate (x: Tensor) : Place =
            let value, gradient = tree x |> valueAndGrad objective

            if not (isNull value.Tracer) then
                let problem = $"the objective depends on a value inside {value.Tracer.Trace.Name}"
                let hint = "for derivatives of what is found use Implicit.minimum with Fit.minimise as the solver"
                Fail.raise operation (RiemannError.NotDifferentiable(problem, hint))

            evaluations <- evaluations + 1
            let gradient = Ravelled.pack ravelled gradient
            let isFinite = Array.forall Double.IsFinite (floats gradient)
            { At = x; Value = (if isFinite then float value else nan); Gradient = gradient }

        let first = Ravelled.pack ravelled start |> evaluate

        if not (Double.IsFinite first.Value) then
            let problem = "the objective or its gradient is not finite at the start"
            Fail.raise operation (RiemannError.Value(problem, "start where both are finite"))

        let report iteration (place: Place) =
            let call (progress: MinimisationProgress<'P> -> unit) =
                progress
                    { Parameters = tree place.At
                      Iteration = iteration
                      Evaluations = evaluations
                      Value = place.Value
                      GradientNorm = gradientNorm box place }

            settings.Progress |> Option.iter call

        let struct (place, iterations, reason) =
            run settings box (tree >> objective) evaluate (fun () -> evaluations) report first

        { Parameters = tree place.At
          Value = place.Value
          GradientNorm = gradientNorm box place
          Iterations = iterations
          Evaluations = evaluations
          Reason = reason }
