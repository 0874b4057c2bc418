/// Rows of division, of bounds and of what else is elementwise.
module Riemann.FSharp.Tests.Laws.Rows.Arithmetic

open Riemann.Kernels
open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private pieces isClosed =
    Pieces(-0.5, 0.75, isClosed, Quadratic.Line(0.5, 2.0), Quadratic(0.1, -1.0, 0.7), Quadratic.Constant 3.0)

let rows =
    [ Value("ExponentialPrimitives.exp2", unary)
      Value("ExponentialPrimitives.cbrt", unary)
      Value("ExponentialPrimitives.logAddExp", binary)
      Value("TrigonometricPrimitives.hypot", binary)
      Value("DivisionPrimitives.floored", binary)
      Value("DivisionPrimitives.truncated", binary)
      Value("DivisionPrimitives.floorDivide", binary)
      Value("SignsPrimitives.copySign", binary)
      Value("PiecewisePrimitives.mish", unary)
      Value("PiecewisePrimitives.mishSlope", unary)
      Maker(
          "PiecewisePrimitives.piecewise",
          [ yield! unary (PiecewisePrimitives.piecewise (pieces false))
            yield! places (PiecewisePrimitives.piecewise (pieces true)) [ Layout.matrix ]
            yield! places (PiecewisePrimitives.piecewise (pieces true).Slope) [ Layout.matrix ]
            yield! places (PiecewisePrimitives.piecewise (pieces true).Slope.Slope) [ Layout.matrix ]
            yield! places (PiecewisePrimitives.piecewise (pieces true).Slope.Slope.Slope) [ Layout.matrix ] ]
      )
      Maker(
          "BoundsPrimitives.clamp",
          [ yield! unary (BoundsPrimitives.clamp -0.5 0.75)
            yield! places (BoundsPrimitives.clamp 0.1 infinity) [ Layout.matrix ]
            yield! places (BoundsPrimitives.clamp -infinity 0.1) [ Layout.matrix ]
            yield! places (BoundsPrimitives.clamp -infinity infinity) [ Layout.matrix ] ]
      ) ]

let still = [ "DivisionPrimitives.floorDivide" ]
