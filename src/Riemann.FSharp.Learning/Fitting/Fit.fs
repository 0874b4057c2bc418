namespace Riemann.FSharp.Learning

open System.Threading
open Riemann.FSharp

/// A function of fitted parameters with its confidence limits, each of its shape.
[<NoEquality; NoComparison>]
type FitBand = { Value: Tensor; Lower: Tensor; Upper: Tensor }

/// Fits of models to data.
[<RequireQualifiedAccess>]
module Fit =
    /// No bounds, data of equal weight, least squares, a relative offset up to 1e-10, 10000 evaluations, plain steps.
    let defaults<'P> : FitSettings<'P> =
        { Lower = None
          Upper = None
          Weighting = Weighting.Equal
          Loss = RobustLoss.Squares
          OffsetTolerance = 1e-10
          ChangeTolerance = 0.0
          StepTolerance = 0.0
          MaxEvaluations = 10000
          Acceleration = false
          Progress = None
          Cancellation = CancellationToken.None }

    let private check operation (settings: FitSettings<'P>) =
        let notNegative name value = Descent.requireNotNegative operation name value
        notNegative "OffsetTolerance" settings.OffsetTolerance
        notNegative "ChangeTolerance" settings.ChangeTolerance
        notNegative "StepTolerance" settings.StepTolerance
        let evaluations = settings.MaxEvaluations
        Descent.require operation "MaxEvaluations" (float evaluations) "1 or more" (evaluations >= 1)

    let private report (settings: FitSettings<'P>) problem (state: FitState) =
        let call (progress: FitProgress<'P> -> unit) =
            progress
                { Parameters = FitProblem.tree problem state.Model.Point.X
                  Iteration = state.Iterations
                  Evaluations = state.Evaluations
                  Cost = state.Model.Point.Cost
                  RelativeOffset = state.Plane.Offset }

        settings.Progress |> Option.iter call

    let private result (settings: FitSettings<'P>) (problem: FitProblem<'P>) residuals (state: FitState) reason =
        let point, plane = state.Model.Point, state.Plane
        let count = point.X.Length
        let freedom = problem.Count - plane.Free.Length
        let variance = if freedom > 0 then point.Cost / float freedom else nan

        let hasKnownErrors =
            match settings.Weighting with
            | Weighting.Errors _ -> true
            | _ -> false

        let scale = if hasKnownErrors then 1.0 else variance
        let curved = TangentPlane.create problem.Problem (LeastSquares.curvature problem.Problem point)
        let covariance = Uncertainty.unscaled count curved |> Array2D.map (fun c -> c * scale)
        let error i = if Array.contains i plane.Free then sqrt covariance[i, i] else nan

        { Parameters = FitProblem.tree problem point.X
          StandardErrors = FitProblem.tree problem (Array.init count error)
          Names = List.ofArray problem.Problem.Names
          Covariance = tensor covariance
          Residuals = residuals (FitProblem.tree problem point.X)
          ResidualSumOfSquares = float (Tensor.dot point.Residual point.Residual)
          Cost = point.Cost
          DegreesOfFreedom = freedom
          ResidualStandardDeviation = sqrt variance
          HasKnownErrors = hasKnownErrors
          Iterations = state.Iterations
          Evaluations = state.Evaluations
          Reason = reason
          Notes = Uncertainty.notes problem.Problem point.X plane }

    let private fit operation settings (model: 'P -> 'X -> Tensor) (start: 'P) (x: 'X) (y: Tensor) : FitResult<'P> =
        check operation settings
        let struct (problem, first) = FitProblem.create operation settings model start x y

        let struct (state, reason) =
            LevenbergMarquardt.minimise settings problem.Problem (report settings problem) first

        result settings problem (fun p -> y - model p x) state reason

    /// `curveWith settings model start x y` is `curve model start x y` under these settings. Raises also for settings out of
    /// range, weights, errors and bounds that do not fit, and a start outside its bounds.
    let curveWith
        (settings: FitSettings<'P>)
        (model: 'P -> 'X -> Tensor)
        (start: 'P)
        (x: 'X)
        (y: Tensor)
        : FitResult<'P> =
        fit "Fit.curveWith" settings model start x y

    /// `curve model start x y` are the parameters for which `model parameters x` is nearest to y, by the sum of squares,
    /// from `start` on. The parameters are any tree of float64 tensors, such as a record; y is float64, and the model's
    /// value has its shape; x is whatever the model takes.
    ///
    /// Raises where x or y hold NaN or infinity, there are fewer data than parameters, the shapes do not fit, or the model
    /// or its derivative is not finite at the start. Elsewhere such points are passed over. Whether it converged, and why
    /// it ended, is in `Reason`. Source: Levenberg-Marquardt in the form of J. J. More (1978).
    let curve (model: 'P -> 'X -> Tensor) (start: 'P) (x: 'X) (y: Tensor) : FitResult<'P> =
        fit "Fit.curve" defaults model start x y

    let private requireLevel operation level =
        Descent.require operation "level" level "between 0 and 1" (level > 0.0 && level < 1.0)

    /// `confidenceIntervals level result` are the lower and upper limits of the parameters, trees like them: so many
    /// standard errors to each side as Student's distribution says for this level, such as 0.95. NaN where the standard
    /// error is NaN.
    let confidenceIntervals (level: float) (result: FitResult<'P>) : 'P * 'P =
        requireLevel "Fit.confidenceIntervals" level
        let reach = result.Reach level
        let limit sign = Tree.map2 (fun p error -> p + sign * reach * error) result.Parameters result.StandardErrors
        limit -1.0, limit 1.0

    /// `confidenceBand model level x result` is the model at x with its confidence limits at each point by itself, by the
    /// linear model of the parameters (delta method) and Student's distribution. Any function of the parameters may stand
    /// for the model. NaN where a parameter that is not determined has an influence.
    let confidenceBand (model: 'P -> 'X -> Tensor) (level: float) (x: 'X) (result: FitResult<'P>) : FitBand =
        requireLevel "Fit.confidenceBand" level
        let value = model result.Parameters x
        let slopes = (Jacobian.ofTree (fun p -> model p x) result.Parameters).Matrix
        let covariance = result.Covariance
        let count = result.Names.Length
        let slopes, covariance = slopes.ToArray<float>(), covariance.ToArray<float>()

        let variance row =
            let slope i = slopes[row * count + i]
            let mutable sum = 0.0

            for i in 0 .. count - 1 do
                for j in 0 .. count - 1 do
                    // What has no influence adds nothing, though its variance be unknown.
                    if slope i <> 0.0 && slope j <> 0.0 then sum <- sum + slope i * covariance[i * count + j] * slope j

            sum

        let width = Tensor.ofArray value.Shape (Array.init value.Length (variance >> sqrt)) * result.Reach level

        { Value = value; Lower = value - width; Upper = value + width }

    /// `sensitivity settings model x y result` is how the fitted parameters move with the data: a tree like the parameters
    /// whose tensors have the shape of the parameter followed by that of y, 0 for what a bound holds. These are the
    /// derivatives of the implicit function theorem, with the curvature of the model, of the fit that gave the result, with
    /// the same settings, model and data. Raises where that has not converged.
    let sensitivity
        (settings: FitSettings<'P>)
        (model: 'P -> 'X -> Tensor)
        (x: 'X)
        (y: Tensor)
        (result: FitResult<'P>)
        : 'P =
        let operation = "Fit.sensitivity"

        if not result.Reason.IsConverged then
            let hint = "derivatives are those of a least sum of squares"
            Fail.raise operation (RiemannError.Value($"the fit has {result.Reason}", hint))

        let struct (problem, first) = FitProblem.create operation settings model result.Parameters x y
        Sensitivity.create problem first y

    /// `minimise settings objective start` is where the objective, a function of any tree to one float, is least, from
    /// `start` on. Raises where a setting is out of range, bounds do not fit or exclude the start, or the objective or its
    /// gradient is not finite there. Elsewhere such points are passed over. Derivatives of what is found are those of
    /// `Implicit.minimum`, with this as the solver.
    let minimise (settings: Minimisation<'P>) (objective: 'P -> Tensor) (start: 'P) : MinimisationResult<'P> =
        ProjectedDescent.minimise "Fit.minimise" settings objective start
