namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A formula: numbers, variables, powers, products, functions of one number and sums. Build it with F#'s operators and
/// `Expression.call`, or let a network be turned into one; `Expression.simplify` brings it into a plain form.
[<RequireQualifiedAccess>]
type Expression =
    | Number of float
    | Variable of string
    /// The base, and the exponent.
    | Power of Expression * float
    | Product of Expression list
    | Call of SymbolicFunction * Expression
    | Sum of Expression list

    static member (+)(a: Expression, b: Expression) = Expression.Sum [ a; b ]
    static member (*)(a: Expression, b: Expression) = Expression.Product [ a; b ]
    static member (~-)(a: Expression) = Expression.Product [ Expression.Number -1.0; a ]
    static member (-)(a: Expression, b: Expression) = Expression.Sum [ a; -b ]
    static member (/)(a: Expression, b: Expression) = Expression.Product [ a; Expression.Power(b, -1.0) ]
    static member (+)(a: Expression, b: float) = Expression.Sum [ a; Expression.Number b ]
    static member (+)(a: float, b: Expression) = Expression.Sum [ Expression.Number a; b ]
    static member (-)(a: Expression, b: float) = Expression.Sum [ a; Expression.Number -b ]
    static member (-)(a: float, b: Expression) = Expression.Sum [ Expression.Number a; -b ]
    static member (*)(a: float, b: Expression) = Expression.Product [ Expression.Number a; b ]
    static member (*)(a: Expression, b: float) = Expression.Product [ Expression.Number b; a ]
    static member (/)(a: Expression, b: float) = Expression.Product [ Expression.Number(1.0 / b); a ]
    static member (/)(a: float, b: Expression) = Expression.Product [ Expression.Number a; Expression.Power(b, -1.0) ]
    static member Pow(b: Expression, exponent: float) = Expression.Power(b, exponent)
