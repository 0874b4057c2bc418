namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A point on the line along which a search goes.
type LinePoint =
    {
        /// How far along the direction it is, as a multiple of it: 0 at the start.
        Length: float
        /// The value of the objective there.
        Value: float
        /// The derivative of the value by the length.
        Slope: float
        /// The gradient there, a vector of all trained numbers.
        Gradient: Tensor
    }

/// The line that a search looks along.
type Line =
    {
        /// The point at length 0, whose slope is negative.
        Start: LinePoint
        /// The length to try first.
        Length: float
        /// The largest absolute element of the direction.
        Size: float
        /// `At length` evaluates the objective and its gradient.
        At: float -> LinePoint
    }

/// A search finds a point on a line that is good enough to go on from. It is a pure function of the line.
type LineSearch = Line -> LinePoint
