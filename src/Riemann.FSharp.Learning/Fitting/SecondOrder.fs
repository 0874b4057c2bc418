namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Whether a point where the gradient is 0 is a minimum, or a maximum or saddle that descent cannot leave.
module internal SecondOrder =
    /// Whether the cost falls along no direction of the free parameters, by its Hessian in units of their columns. What is
    /// less than the root of the rounding does not count as falling.
    let isLeast (problem: LeastSquares) (model: FitModel) (plane: TangentPlane) : bool =
        if plane.Free.Length = 0 then
            true
        else
            let cost v = RobustLoss.total problem.Loss (problem.Residuals v)
            let free = tensor (plane.Free |> Array.map int64)
            let curvature = hessian cost (tensor model.Point.X) |> Tensor.take 0 free |> Tensor.take 1 free
            let lengths = tensor plane.Lengths
            let values = Tensor.eigvalsh (curvature / Tensor.outer lengths lengths) |> LeastSquares.floats
            Array.min values >= -(2.0 ** -26.0) * Array.max (Array.map abs values)
