namespace Riemann.FSharp.Learning

open System

/// A quantity that splines are functions of: a variable, or a small formula of two.
[<NoEquality; NoComparison>]
type internal Feature = { Of: Expression; At: float[] }

/// An output function by its inverse.
[<NoEquality; NoComparison>]
type internal Outer = { Undo: float -> float; Apply: Expression -> Expression }

module internal Outer =
    let private power exponent =
        { Undo = fun y -> if y > 0.0 then y ** (1.0 / exponent) else nan
          Apply = fun e -> Expression.Power(e, exponent) }

    let private call symbol undo = { Undo = undo; Apply = fun e -> Expression.Call(symbol, e) }
    let private inside low high f y = if y > low && y < high then f y else nan

    /// From simple to complex.
    let all =
        [ { Undo = id; Apply = id }
          call SymbolicFunction.exp log
          power 0.5
          { power -1.0 with Undo = fun y -> 1.0 / y }
          power -0.5
          call SymbolicFunction.asin (inside (-Math.PI / 2.0) (Math.PI / 2.0) sin)
          power 2.0
          call SymbolicFunction.log exp
          call SymbolicFunction.acos (inside 0.0 Math.PI cos)
          call SymbolicFunction.tanh (inside -1.0 1.0 Math.Atanh) ]
