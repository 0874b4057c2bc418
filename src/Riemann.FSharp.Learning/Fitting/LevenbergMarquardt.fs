namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// A point that a fit has accepted, and how it got there.
[<NoEquality; NoComparison>]
type internal FitState = { Model: FitModel; Plane: TangentPlane; Iterations: int; Evaluations: int }

/// The Levenberg-Marquardt method with a radius, scales of the parameters that only grow, and bounds by projection.
/// (J. J. More, 1978, as in MINPACK's lmder; bounds after Kanzow, Yamashita and Fukushima, 2004.)
module internal LevenbergMarquardt =
    let private norm = LeastSquares.norm
    let private eps = 2.0 ** -52.0

    /// A step as a change of the parameters that may move.
    let private spread (free: int[]) (scales: float[]) (x: float[]) (step: float[]) : float[] =
        let moved = Array.copy x
        free |> Array.iteri (fun i j -> moved[j] <- x[j] + step[i] / scales[j])
        moved

    /// The step with the second derivative of the residuals along it, where that is small beside it.
    let private accelerate (problem: LeastSquares) (state: FitState) scales (damped: DampedStep) : float[] =
        let x = state.Model.Point.X
        let along = Array.map2 (-) (spread state.Plane.Free scales x damped.Step) x
        let bend = LeastSquares.bend problem state.Model along
        let correction = damped.Solve(Tensor.transpose state.Plane.Basis *@ bend)

        if 2.0 * norm correction <= 0.75 * norm damped.Step then
            Array.map2 (fun step correction -> step + correction / 2.0) damped.Step correction
        else
            damped.Step

    /// The part of the cost that the linear model takes away along a move.
    let private predict (model: FitModel) (move: float[]) =
        let slope = Array.fold2 (fun sum g s -> sum + g * s) 0.0 model.Gradient move
        let change = norm (LeastSquares.floats (model.Matrix *@ tensor move))
        -(2.0 * slope + change * change) / model.Point.Cost

    /// The radius after a step, and what the damping is multiplied by.
    let private resize actual predicted ratio radius length =
        if ratio >= 0.25 then
            if ratio >= 0.75 then struct (2.0 * length, 0.5) else struct (radius, 1.0)
        else
            let factor =
                if actual >= 0.0 then 0.5
                elif not (actual > -99.0) then 0.1
                else max 0.1 (predicted / (2.0 * predicted - actual))

            struct (factor * min radius (10.0 * length), 1.0 / factor)

    /// Why a fit ends that need not or cannot go on.
    let private judge tolerance (problem: LeastSquares) (state: FitState) =
        let plane = state.Plane

        if not (TangentPlane.isWhole plane) then
            FitReason.NotIdentified [ for i in TangentPlane.undetermined plane -> problem.Names[plane.Free[i]] ]
        elif plane.Offset <= max 1e-6 tolerance then
            FitReason.RelativeOffset plane.Offset
        elif TangentPlane.isRounding problem state.Model plane then
            FitReason.Rounding
        else
            FitReason.Stalled plane.Offset

    /// The linear model at a point, where it is finite.
    let private tryLinearise problem point =
        let model = LeastSquares.linearise problem point
        if LeastSquares.isFinite model then ValueSome model else ValueNone

    /// What ends a fit before its time.
    let private tooSmall (settings: FitSettings<'P>) offset actual predicted ratio length size =
        let small = settings.ChangeTolerance

        if abs actual < small && predicted < small && ratio <= 2.0 then Some(FitReason.SmallChange offset)
        elif length < settings.StepTolerance * size then Some(FitReason.SmallStep offset)
        else None

    /// The least cost that is found from a start on, at which the residuals and their derivative are finite.
    let minimise
        (settings: FitSettings<'P>)
        (problem: LeastSquares)
        (report: FitState -> unit)
        (start: FitModel)
        : struct (FitState * FitReason) =
        let mutable evaluations = 1

        let state iterations model : FitState =
            { Model = model
              Plane = TangentPlane.create problem model
              Iterations = iterations
              Evaluations = evaluations }

        let ended (from: FitState) reason = struct ({ from with Evaluations = evaluations }, reason)
        let judged from = ended from (judge settings.OffsetTolerance problem from)

        let rec iterate (from: FitState) (scales: float[]) radius damping (ending: FitReason option) =
            let plane, x = from.Plane, from.Model.Point.X

            if plane.Along = 0.0 || plane.Offset <= settings.OffsetTolerance then
                judged from
            elif ending.IsSome then
                ended from ending.Value
            elif settings.Cancellation.IsCancellationRequested then
                ended from FitReason.Cancelled
            else
                let grown = Array.copy scales
                plane.Free |> Array.iteri (fun i j -> grown[j] <- max grown[j] plane.Lengths[i])
                let inUse = grown |> Array.map (fun scale -> if scale = 0.0 then 1.0 else scale)
                let size = norm (Array.map2 (*) inUse x)

                // Scaled parameters are of the unit of the residuals.
                let first = if size > 0.0 then size else sqrt from.Model.Point.Cost
                let radius = if Double.IsFinite radius then radius else first

                let rec attempt radius damping =
                    let ratios = plane.Free |> Array.mapi (fun i j -> plane.Lengths[i] / inUse[j])
                    let damped = DampedStep.solve (plane.Triangle * tensor ratios) plane.Right radius damping
                    let length = norm damped.Step
                    let reached step = spread plane.Free inUse x step |> Box.clip problem.Box
                    let predicted = predict from.Model (Array.map2 (-) (reached damped.Step) x)
                    let isUphill = not (predicted > 0.0)

                    if length <= eps * size || isUphill && Box.isOpen problem.Box then
                        judged from
                    elif isUphill then
                        // What the bounds leave of a step leads downwards once it is short enough.
                        attempt (0.25 * min radius length) (4.0 * damped.Damping)
                    elif evaluations >= settings.MaxEvaluations then
                        ended from FitReason.Evaluations
                    else
                        let step = if settings.Acceleration then accelerate problem from inUse damped else damped.Step
                        evaluations <- evaluations + 1
                        let point = LeastSquares.evaluate problem (reached step)
                        let actual = 1.0 - point.Cost / from.Model.Point.Cost
                        let ratio = actual / predicted

                        // Below this, costs are the same but for rounding, and the offset tells which point is better.
                        let noise = max 1e-13 (2.0 * eps * problem.Magnitude / sqrt from.Model.Point.Cost)
                        let isBelow = predicted <= noise
                        let isLower = if isBelow then abs actual <= 100.0 * noise else ratio >= 1e-4
                        let model = if isLower then tryLinearise problem point else ValueNone
                        let next = model |> ValueOption.map (state (from.Iterations + 1))

                        let radius = if from.Iterations = 0 then min radius length else radius
                        let struct (resized, factor) = resize actual predicted ratio radius length

                        match next with
                        | ValueSome next when not isBelow || next.Plane.Offset <= 0.9 * plane.Offset ->
                            report next
                            let ending = tooSmall settings next.Plane.Offset actual predicted ratio length size
                            iterate next grown resized (damped.Damping * factor) ending
                        | _ when isBelow -> judged from
                        | _ -> attempt resized (damped.Damping * factor)

                attempt radius damping

        iterate (state 0 start) (Array.zeroCreate start.Point.X.Length) infinity 0.0 None
