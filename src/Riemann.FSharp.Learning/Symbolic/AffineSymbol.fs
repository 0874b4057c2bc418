namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// An edge as Scale f(Inner x + Shift) + Offset. A constant has a Scale of 0.
type AffineSymbol =
    { Symbol: EdgeFunction
      Inner: float
      Shift: float
      Scale: float
      Offset: float }

    /// The value at x, element by element.
    member edge.Apply(x: Tensor) : Tensor =
        if edge.Scale = 0.0 then
            Tensor.broadcastTo x.Shape (tensor edge.Offset)
        else
            edge.Scale * EdgeFunction.apply edge.Symbol (edge.Inner * x + edge.Shift) + edge.Offset

    /// The edge as a formula of what it takes.
    member edge.Of(argument: Expression) : Expression =
        if edge.Scale = 0.0 then
            Expression.Number edge.Offset
        else
            edge.Scale * EdgeFunction.call edge.Symbol (edge.Inner * argument + edge.Shift) + edge.Offset

/// A symbol for an edge, and how near it comes.
type Suggestion =
    {
        Edge: AffineSymbol
        /// The part of the variance that the symbol explains: 1 where it is exact.
        RSquared: float
        /// What suggestions are ordered by, the least first: the decimal logarithm of 1 - RSquared, and 0.3 for each
        /// step of complexity, a shift being one.
        Score: float
    }
