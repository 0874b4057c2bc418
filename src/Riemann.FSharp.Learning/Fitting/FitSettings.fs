namespace Riemann.FSharp.Learning

open System.Threading
open Riemann.FSharp

/// How much each of the data counts.
[<RequireQualifiedAccess; NoEquality; NoComparison>]
type Weighting =
    /// All alike.
    | Equal
    /// The squares of the residuals are multiplied by these, of the shape of the data: relative weights, such as counts.
    | Weights of Tensor
    /// The residuals are divided by these known standard deviations of the data, of their shape. The standard errors then
    /// come from these alone, not from the scatter of the residuals.
    | Errors of Tensor

/// Where a fit is.
[<NoEquality; NoComparison>]
type FitProgress<'P> =
    {
        Parameters: 'P
        Iteration: int
        Evaluations: int
        /// What is minimised: the weighted sum of squares, or what a robust loss puts in its place.
        Cost: float
        /// What is left of the residuals along the surface of the model: 0 at a minimum (Bates and Watts, 1981).
        RelativeOffset: float
    }

/// The settings of a least-squares fit: see `Fit.defaults`.
[<NoEquality; NoComparison>]
type FitSettings<'P> =
    {
        /// The least values of the parameters, a tree like them; -infinity where there is none.
        Lower: 'P option
        /// The largest values of the parameters, a tree like them; infinity where there is none.
        Upper: 'P option
        Weighting: Weighting
        Loss: RobustLoss
        /// Small enough for the relative offset (gtol).
        OffsetTolerance: float
        /// A relative change of the sum of squares, wanted and found, that is too small to go on (ftol).
        ChangeTolerance: float
        /// A step, relative to the parameters, that is too small to go on (xtol).
        StepTolerance: float
        /// The number of evaluations of the model after which no other step is tried.
        MaxEvaluations: int
        /// Whether steps bend with the second derivative of the model along them (Transtrum and Sethna, 2012): fewer
        /// steps in narrow curved valleys.
        Acceleration: bool
        /// Called after every accepted step.
        Progress: (FitProgress<'P> -> unit) option
        /// Ends the fit with what has been found.
        Cancellation: CancellationToken
    }
