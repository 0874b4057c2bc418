namespace Riemann.FSharp

open Riemann.Kernels

/// Activations that are one pass over memory each, and so are their slopes.
module internal PiecewisePrimitives =
    /// Three pieces of at most the second degree: rectifiers, shrinkages and the error functions that are squares near 0
    /// and lines beyond. Their slopes are such functions too.
    let rec piecewise (pieces: Pieces) : Primitive =
        let slope = pieces.Slope

        { Primitive.unary
              "piecewise"
              Domain.Real
              (fun x -> Elementwise.Piecewise(x, &pieces))
              (if slope.IsZero then Slope.Zero else Slope.OfOperand(fun x -> Primitive.apply1 (piecewise slope) x)) with
            Parameters =
                [ Real("low", pieces.Low)
                  Real("high", pieces.High)
                  Number("closed", if pieces.IsClosed then 1L else 0L)
                  Real("below c", pieces.Below.C)
                  Real("below b", pieces.Below.B)
                  Real("below a", pieces.Below.A)
                  Real("between c", pieces.Between.C)
                  Real("between b", pieces.Between.B)
                  Real("between a", pieces.Between.A)
                  Real("above c", pieces.Above.C)
                  Real("above b", pieces.Above.B)
                  Real("above a", pieces.Above.A) ] }

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

    /// Without a primitive where there is no transformation that asks for one.
    let private apply (pieces: Pieces) (x: Tensor) =
        if isNull x.Tracer && x.Value.DType.IsFloat() then
            Tensor(Elementwise.Piecewise(x.Value, &pieces), null)
        else
            Primitive.apply1 (PiecewisePrimitives.piecewise pieces) x

    /// The outer pieces from the bounds on.
    let pieces low high below between above x = apply (Pieces(low, high, false, below, between, above)) x

    /// The piece between the bounds up to and with these.
    let closedPieces low high below between above x = apply (Pieces(low, high, true, below, between, above)) x
