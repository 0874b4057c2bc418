namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// Numbers whose squares are to be small, as a function of a vector.
[<NoEquality; NoComparison>]
type internal LeastSquares =
    {
        /// The weighted residuals [m] of the parameters [n].
        Residuals: Tensor -> Tensor
        Loss: RobustLoss
        Box: Box
        /// The norm of the weighted data, of which the rounding of the residuals is a part.
        Magnitude: float
        /// What the numbers are called.
        Names: string[]
    }

/// A vector and what it costs.
[<NoEquality; NoComparison>]
type internal FitPoint = { X: float[]; Residual: Tensor; Cost: float }

/// The residuals near a point as Q (R p + c) + what no step changes: `Matrix` = Q R.
[<NoEquality; NoComparison>]
type internal FitModel =
    {
        Point: FitPoint
        /// [m; n], with the factors of a robust loss.
        Matrix: Tensor
        /// The residuals with these factors.
        Right: Tensor
        /// What the rows were multiplied by.
        RowFactors: Tensor voption
        /// Half the gradient of the cost.
        Gradient: float[]
    }

module internal LeastSquares =
    let floats (x: Tensor) = x.ToArray<float>()

    let norm (x: float[]) = sqrt (Array.sumBy (fun x -> x * x) x)

    /// The cost of a vector; infinite or NaN where a residual is.
    let evaluate (problem: LeastSquares) (x: float[]) : FitPoint =
        let residuals = problem.Residuals(tensor x)
        { X = x; Residual = residuals; Cost = float (RobustLoss.total problem.Loss residuals) }

    let private lineariseWith least (problem: LeastSquares) (point: FitPoint) : FitModel =
        let x = tensor point.X
        let residuals, push = linearize problem.Residuals x
        let matrix = ImplicitFunction.matrix x.Length DType.Float64 push

        let right, matrix, factors =
            match RobustLoss.factors least problem.Loss residuals with
            | ValueNone -> residuals, matrix, ValueNone
            | ValueSome(struct (factors, rows)) ->
                residuals * factors, matrix * Tensor.insertAxis 1 rows, ValueSome rows

        { Point = point
          Matrix = matrix
          Right = right
          RowFactors = factors
          Gradient = floats (Tensor.transpose matrix *@ right) }

    /// The linear model at a point, by one run of the residuals and one vectorised pass over their derivative. The rows of
    /// outliers keep a part of their weight, for steps that are not too long.
    let linearise problem point : FitModel = lineariseWith 0.01 problem point

    /// The same with no more than the curvature of the cost, for variances.
    let curvature problem point : FitModel = lineariseWith (2.0 ** -52.0) problem point

    let isFinite (model: FitModel) =
        Double.IsFinite model.Point.Cost && Array.forall Double.IsFinite (floats model.Matrix)

    /// The second derivative of the residuals along a step, with the factors of their rows.
    let bend (problem: LeastSquares) (model: FitModel) (step: float[]) : Tensor =
        let step = tensor step
        let along f x = jvp f x step |> snd
        let second = along (along problem.Residuals) (tensor model.Point.X)

        match model.RowFactors with
        | ValueNone -> second
        | ValueSome rows -> second * rows
