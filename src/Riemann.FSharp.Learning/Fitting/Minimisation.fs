namespace Riemann.FSharp.Learning

open System.Threading

/// How a direction of descent is found.
[<RequireQualifiedAccess>]
type Minimiser =
    /// From the gradient and the last moves, so many of them: for many parameters (Nocedal and Wright 2006, algorithm 7.4).
    | Lbfgs of history: int
    /// From the gradient and an inverse Hessian that every move corrects (Nocedal and Wright 2006, equation 6.17).
    | Bfgs
    /// From the Hessian, by automatic differentiation, with its eigenvalues made positive (Nocedal and Wright 2006, section
    /// 3.4): few steps, each of so many gradients as there are parameters.
    | Newton
    /// Along the gradient, with the length that the last move suggests (Barzilai and Borwein 1988).
    | GradientDescent

/// Where a minimisation is.
[<NoEquality; NoComparison>]
type MinimisationProgress<'P> = { Parameters: 'P; Iteration: int; Evaluations: int; Value: float; GradientNorm: float }

/// The settings of a minimisation: see `Minimisation.defaults`.
[<NoEquality; NoComparison>]
type Minimisation<'P> =
    {
        Method: Minimiser
        /// The least values of the parameters, a tree like them; -infinity where there is none.
        Lower: 'P option
        /// The largest values of the parameters, a tree like them; infinity where there is none.
        Upper: 'P option
        /// Small enough for the relative gradient: each element times its parameter, or 1 if that is larger, and divided by
        /// the value, or 1 (Dennis and Schnabel 1983, equation 7.2.5).
        GradientTolerance: float
        /// A change of the value, beside the larger of 1 and the value, that is too small to go on.
        ChangeTolerance: float
        MaxIterations: int
        /// The number of evaluations of the objective and its gradient after which no other step is begun.
        MaxEvaluations: int
        /// Called after every step.
        Progress: (MinimisationProgress<'P> -> unit) option
        /// Ends the minimisation with what has been found.
        Cancellation: CancellationToken
    }

[<RequireQualifiedAccess>]
module Minimisation =
    /// L-BFGS with 20 pairs, no bounds, relative gradients up to 1e-8, 1000 iterations, 10000 evaluations.
    let defaults<'P> : Minimisation<'P> =
        { Method = Minimiser.Lbfgs 20
          Lower = None
          Upper = None
          GradientTolerance = 1e-8
          ChangeTolerance = 0.0
          MaxIterations = 1000
          MaxEvaluations = 10000
          Progress = None
          Cancellation = CancellationToken.None }

/// Why a minimisation ended. Only the first means that the gradient is 0.
[<RequireQualifiedAccess>]
type MinimisationReason =
    /// Converged: the relative gradient is within its tolerance.
    | Gradient
    /// No step along the direction lowers the value, and yet the gradient is not 0.
    | Stalled
    /// The value changed by less than its tolerance.
    | SmallChange
    | Iterations
    | Evaluations
    | Cancelled

    /// Whether the gradient is 0 up to its tolerance, but for what bounds hold.
    member reason.IsConverged = (reason = Gradient)

    override reason.ToString() =
        match reason with
        | Gradient -> "converged: the gradient is 0 up to the tolerance"
        | Stalled -> "not converged: no step lowers the value, though the gradient is not 0"
        | SmallChange -> "not converged: the value changed by less than the tolerance"
        | Iterations -> "not converged: the iterations are used up"
        | Evaluations -> "not converged: the evaluations are used up"
        | Cancelled -> "not converged: cancelled"

/// What `Fit.minimise` found.
[<NoEquality; NoComparison>]
type MinimisationResult<'P> =
    {
        Parameters: 'P
        Value: float
        /// The largest absolute element of the gradient, or of the part that bounds leave of a step along it.
        GradientNorm: float
        Iterations: int
        /// How often the objective and its gradient were evaluated, apart from Hessians.
        Evaluations: int
        Reason: MinimisationReason
    }

    override result.ToString() =
        $"{result.Reason}\nvalue {result.Value:g8}, gradient norm {result.GradientNorm:g2}, {result.Iterations} iterations, {result.Evaluations} evaluations"
