namespace Riemann.FSharp.Learning

/// A formula found for data.
type Discovery =
    {
        Formula: Expression
        /// The part of the variance that the formula explains.
        RSquared: float
        /// The root of the rest of it: the norm of the residuals relative to the data less their mean.
        RelativeResidual: float
        /// Whether the residual is below the tolerance, so that the formula may be taken to be exact.
        IsExact: bool
    }
