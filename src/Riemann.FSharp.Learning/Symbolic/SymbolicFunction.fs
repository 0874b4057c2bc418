namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// A function of one number that formulas are made of. Others than those of `SymbolicFunction.all` are records of your own.
[<CustomEquality; CustomComparison>]
type SymbolicFunction =
    {
        /// What the function is called in F#, and what tells it from others: `sin`, `Tensor.erf`.
        Name: string
        /// What it is called in LaTeX: `\sin`.
        Latex: string
        /// The function, element by element.
        Apply: Tensor -> Tensor
        /// How far from simple it is: a formula of symbols that sum to less is preferred.
        Complexity: int
    }

    override symbol.Equals other =
        match other with
        | :? SymbolicFunction as other -> symbol.Name = other.Name
        | _ -> false

    override symbol.GetHashCode() = symbol.Name.GetHashCode()
    override symbol.ToString() = symbol.Name

    // Its function has no parameters, so that a network of symbols is a tree like others.
    interface ITree<SymbolicFunction> with
        member _.Leaves = [||]
        member symbol.WithLeaves _ = symbol

    interface IComparable with
        member symbol.CompareTo other =
            match other with
            | :? SymbolicFunction as other -> String.CompareOrdinal(symbol.Name, other.Name)
            | _ -> 1

[<RequireQualifiedAccess>]
module SymbolicFunction =
    let private make name latex complexity apply =
        { Name = name; Latex = latex; Apply = apply; Complexity = complexity }

    let exp = make "exp" @"\exp" 2 exp
    let log = make "log" @"\ln" 2 log
    let sin = make "sin" @"\sin" 2 sin
    let cos = make "cos" @"\cos" 2 cos
    let tan = make "tan" @"\tan" 3 tan
    let tanh = make "tanh" @"\tanh" 3 tanh
    let cosh = make "cosh" @"\cosh" 3 cosh
    let sinh = make "sinh" @"\sinh" 3 sinh
    let asin = make "asin" @"\arcsin" 4 asin
    let acos = make "acos" @"\arccos" 4 acos
    let atan = make "atan" @"\arctan" 3 atan
    let abs = make "abs" @"\operatorname{abs}" 3 abs
    let erf = make "Tensor.erf" @"\operatorname{erf}" 4 Tensor.erf

    /// The functions that a formula may hold beside powers.
    let all = [ exp; log; sin; cos; tan; tanh; cosh; sinh; asin; acos; atan; abs; erf ]
