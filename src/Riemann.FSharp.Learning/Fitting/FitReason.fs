namespace Riemann.FSharp.Learning

/// Why a fit ended. Only the first two mean that the parameters are where the sum of squares is least nearby.
[<RequireQualifiedAccess>]
type FitReason =
    /// Converged: the residuals are perpendicular to what the parameters can do, up to this relative offset (Bates and
    /// Watts, 1981).
    | RelativeOffset of offset: float
    /// Converged: what the parameters could still do is less than the rounding of the model's values.
    | Rounding
    /// No step lowers the sum of squares, and yet its gradient is not 0, as the relative offset tells.
    | Stalled of offset: float
    /// The sum of squares changed by less than `ChangeTolerance` of itself, the criterion being open.
    | SmallChange of offset: float
    /// The step was shorter than `StepTolerance` of the parameters, the criterion being open.
    | SmallStep of offset: float
    /// Nothing lowers the sum of squares, and these parameters, or a combination of them, have no influence there.
    | NotIdentified of parameters: string list
    /// The evaluations are used up.
    | Evaluations
    /// It was cancelled.
    | Cancelled

    /// Whether the parameters are those of a least sum of squares nearby.
    member reason.IsConverged =
        match reason with
        | RelativeOffset _
        | Rounding -> true
        | _ -> false

    override reason.ToString() =
        match reason with
        | RelativeOffset offset -> $"converged: the relative offset is {offset:g2}"
        | Rounding -> "converged: the model's values no longer change but for rounding"
        | Stalled offset -> $"not converged: no step lowers the sum, though the relative offset is {offset:g2}"
        | SmallChange offset ->
            $"not converged: the sum changed by less than the tolerance, the relative offset is {offset:g2}"
        | SmallStep offset -> $"not converged: the step is below the tolerance, the relative offset is {offset:g2}"
        | NotIdentified parameters ->
            let names = String.concat ", " parameters
            $"not converged: the data do not determine {names} at the point reached"
        | Evaluations -> "not converged: the evaluations are used up"
        | Cancelled -> "not converged: cancelled"
