namespace Riemann.FSharp.Learning

open System.Globalization
open Riemann.FSharp

/// What an edge of a network may be snapped to, beside affine constants.
[<RequireQualifiedAccess>]
type EdgeFunction =
    | Power of float
    | Function of SymbolicFunction

    override symbol.ToString() =
        match symbol with
        | Power 1.0 -> "x"
        | Power exponent -> "x^" + exponent.ToString CultureInfo.InvariantCulture
        | Function f -> f.Name

[<RequireQualifiedAccess; CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module EdgeFunction =
    /// The whole powers from -4 to 4, those of 1/2 and -1/2, and the functions of `SymbolicFunction.all`. A list with symbols of
    /// your own may stand in its place.
    let all: EdgeFunction list =
        List.map EdgeFunction.Power [ 1.0; 2.0; 0.5; -1.0; 3.0; -2.0; -0.5; 4.0; -3.0; -4.0 ]
        @ List.map EdgeFunction.Function SymbolicFunction.all

    /// `EdgeFunction.apply symbol x` is the power or the function, element by element.
    let apply (symbol: EdgeFunction) (x: Tensor) : Tensor =
        match symbol with
        | EdgeFunction.Power 1.0 -> x
        | EdgeFunction.Power 2.0 -> Tensor.square x
        | EdgeFunction.Power 0.5 -> sqrt x
        | EdgeFunction.Power -1.0 -> 1.0 / x
        | EdgeFunction.Power exponent -> x ** exponent
        | EdgeFunction.Function f -> f.Apply x

    /// `EdgeFunction.call symbol e` is the power or the function of a formula.
    let call (symbol: EdgeFunction) (e: Expression) : Expression =
        match symbol with
        | EdgeFunction.Power exponent -> Expression.Power(e, exponent)
        | EdgeFunction.Function f -> Expression.Call(f, e)

    /// How far from a straight line a symbol is: 0 for x, 1 for its square, inverse and square root, 2 for other powers,
    /// and what a function says of itself.
    let complexity (symbol: EdgeFunction) : int =
        match symbol with
        | EdgeFunction.Power 1.0 -> 0
        | EdgeFunction.Power(2.0 | 0.5 | -1.0) -> 1
        | EdgeFunction.Power _ -> 2
        | EdgeFunction.Function f -> f.Complexity
