namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// How much a residual r counts in a fit: c^2 rho((r / c)^2) for a scale c, beyond which residuals count less than their
/// squares, as in `scipy.optimize.least_squares`.
[<RequireQualifiedAccess>]
type RobustLoss =
    /// rho(z) = z: the sum of squares.
    | Squares
    /// rho(z) = z up to 1, then 2 sqrt z - 1: squares, then absolute values.
    | Huber of scale: float
    /// rho(z) = 2 (sqrt (1 + z) - 1): a smooth passage from squares to absolute values.
    | SoftL1 of scale: float
    /// rho(z) = log (1 + z): far outliers hardly count.
    | Cauchy of scale: float
    /// rho(z) = arctan z: no residual counts more than pi / 2.
    | Arctan of scale: float

module internal RobustLoss =
    let scale loss =
        match loss with
        | RobustLoss.Squares -> 1.0
        | RobustLoss.Huber scale
        | RobustLoss.SoftL1 scale
        | RobustLoss.Cauchy scale
        | RobustLoss.Arctan scale -> scale

    let check operation loss =
        let scale = scale loss

        Descent.require
            operation
            "the scale of the loss"
            scale
            "more than 0 and finite"
            (scale > 0.0 && Double.IsFinite scale)

    /// rho, without the cancellation of its formula for small z.
    let private rho loss (z: Tensor) =
        match loss with
        | RobustLoss.Squares -> z
        | RobustLoss.Huber _ ->
            // The root is only taken where its slope is finite.
            Tensor.where (Tensor.lessOrEqual z (tensor 1.0)) z (2.0 * sqrt (Tensor.clampMin 1.0 z) - 1.0)
        | RobustLoss.SoftL1 _ -> 2.0 * z / (sqrt (1.0 + z) + 1.0)
        | RobustLoss.Cauchy _ -> 2.0 * Tensor.atanh (z / (2.0 + z))
        | RobustLoss.Arctan _ -> atan z

    /// What the residuals count together: the sum of squares, or of what stands for them.
    let total loss (residuals: Tensor) : Tensor =
        match loss with
        | RobustLoss.Squares -> Tensor.dot residuals residuals
        | _ ->
            let scale = scale loss
            scale * scale * Tensor.sum (rho loss (Tensor.square (residuals / scale)))

    /// Factors of the residuals and of the rows of their Jacobian, with which the total is to second order a sum of
    /// squares (Triggs, McLauchlan, Hartley and Fitzgibbon 1999, section 4.3). Where the curvature of a row is less than
    /// this part of its slope, or negative, that part takes its place.
    let factors (least: float) loss (residuals: Tensor) : struct (Tensor * Tensor) voption =
        match loss with
        | RobustLoss.Squares -> ValueNone
        | _ ->
            let z = Tensor.square (residuals / scale loss)
            let slope f z = jvp f z (Tensor.onesLike z)
            let first, second = slope (slope (rho loss) >> snd) z
            let row = sqrt (Tensor.maximum (least * first) (first + 2.0 * second * z))
            ValueSome(struct (first / row, row))
