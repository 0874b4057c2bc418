namespace Riemann.FSharp



open Riemann.Kernels

/// Activations that are one pass over memory each, and so are their slopes.
module internal PiecewisePrimitives =
    /// Three pieces of at most the second degree: rectifiers, shrinkages and the error functions that are squares near 0
    /// and lines beyond. Their slopes are such functions too.
    let rec piecewise (pieces: Pieces) : Primitive =
        let slope = pieces.Slope

        let coefficients name (q: Quadratic) =
            [ Real($"{name} c", q.C); Real($"{name} b", q.B); Real($"{name} a", q.A) ]

        { Primitive.unary
              "piecewise"
              Domain.Real
              (fun x -> Elementwise.Piecewise(x, &pieces))
              (if slope.IsZero then Slope.Zero else Slope.OfOperand(fun x -> Primitive.apply1 (piecewise slope) x)) with
            Parameters =
                [ Real("low", pieces.Low)
                  Real("high", pieces.High)
                  Number("closed", if pieces.IsClosed then 1L else 0L)
                  yield! coefficients "below" pieces.Below
                  yield! coefficients "between" pieces.Between
                  yield! coefficients "above" pieces.Above ] }

    /// With t = tanh (softplus x) and s = sigmoid x the slope is t + x t', where t' = (1 - t^2) s.
    let mishSlope =
        let slope (x: Tensor) =
            let t, s = tanh (Tensor.softplus x), Tensor.sigmoid x
            let moved = (1.0 - Tensor.square t) * s
            moved * (2.0 + x * (1.0 - s - 2.0 * t * s))

        Primitive.unary "mishSlope" Domain.Real Elementwise.MishSlope (Slope.OfOperand slope)

    let mish =
        Primitive.unary "mish" Domain.Real Elementwise.Mish (Slope.OfOperand(fun x -> Primitive.apply1 mishSlope x))

/// Functions of three pieces, applied to a tensor.
module internal Piecewise =
    /// The number c everywhere.
    let constant c = Quadratic.Constant c

    /// c + b x.
    let line c b = Quadratic.Line(c, b)

    /// b x + a x^2.
    let curve b a = Quadratic(0.0, b, a)

    /// The outer pieces from the bounds on.
    let pieces low high below between above (x: Tensor) =
        Primitive.apply1 (PiecewisePrimitives.piecewise (Pieces(low, high, false, below, between, above))) x

    /// The piece between the bounds up to and with these.
    let closedPieces low high below between above (x: Tensor) =
        Primitive.apply1 (PiecewisePrimitives.piecewise (Pieces(low, high, true, below, between, above))) x
