/// Rows of division, of bounds and of what else is elementwise.
module Riemann.FSharp.Tests.Laws.Rows.Arithmetic

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let rows =
    [ Value("ExponentialPrimitives.exp2", unary)
      Value("ExponentialPrimitives.cbrt", unary)
      Value("ExponentialPrimitives.logAddExp", binary)
      Value("TrigonometricPrimitives.hypot", binary)
      Value("DivisionPrimitives.floored", binary)
      Value("DivisionPrimitives.truncated", binary)
      Value("DivisionPrimitives.floorDivide", binary)
      Value("SignsPrimitives.copySign", binary)
      Maker(
          "BoundsPrimitives.clamp",
          [ yield! unary (BoundsPrimitives.clamp -0.5 0.75)
            yield! places (BoundsPrimitives.clamp 0.1 infinity) [ Layout.matrix ]
            yield! places (BoundsPrimitives.clamp -infinity 0.1) [ Layout.matrix ]
            yield! places (BoundsPrimitives.clamp -infinity infinity) [ Layout.matrix ] ]
      ) ]

let still = [ "DivisionPrimitives.floorDivide" ]
