namespace Riemann.FSharp

/// How solutions are accepted and their derivatives computed.
type ImplicitSettings =
    {
        /// The largest absolute residual of an accepted solution. In float32 it is never less than 1e-4.
        Tolerance: float
        /// How the linear systems of the derivative are solved.
        System: LinearSystem
    }

/// Solutions of equations as functions of what the equations depend on. A solver finds them, by any code: it is not
/// differentiated, and may branch on values. The derivative is that of the implicit function theorem,
/// dx = -(dF/dx)^-1 dF/dp, in every mode, nesting and order: its cost does not depend on the solver's steps.
///
/// Parameters and unknowns are any trees. What the equations capture gets its derivative like a parameter; what the
/// solver captures does not. Under vmap the solver runs once for each example: what it reads must be in the parameters,
/// where examples differ. (Blondel et al., Efficient and modular implicit differentiation, 2022.)
[<RequireQualifiedAccess>]
module Implicit =
    /// Residuals up to 1e-6, dense systems.
    let defaults = { Tolerance = 1e-6; System = LinearSystem.Dense }

    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    let private count (tensors: Tensor[]) = tensors |> Array.sumBy _.Length

    /// Raises where the equations do not fit the unknowns, or do not hold.
    let private require operation settings (unknowns: Tensor[]) (residuals: Tensor[]) =
        if count residuals <> count unknowns then
            refuse
                operation
                $"there are {count residuals} equations for {count unknowns} unknowns"
                "the residual holds as many floats as the solution"

        let largest = Reading.largest residuals
        let tolerance = Reading.reachable settings.Tolerance residuals

        if not (largest <= tolerance) then
            refuse
                operation
                $"the solver returned no solution: its largest residual is {largest:g3}, the tolerance {tolerance:g3}"
                "let the solver go on, or accept more: { Implicit.defaults with Tolerance = .. }"

    let private trained (isTrained: bool[]) (tensors: Tensor[]) =
        Array.zip isTrained tensors |> Array.filter fst |> Array.map snd

    /// The leaves with others in the places that are trained.
    let private exchange (isTrained: bool[]) (leaves: Tensor[]) (others: Tensor[]) =
        let places = isTrained |> Array.scan (fun place isTrained -> if isTrained then place + 1 else place) 0
        leaves |> Array.mapi (fun i leaf -> if isTrained[i] then others[places[i]] else leaf)

    let private solution operation settings isSymmetric (residual: 'X -> 'P -> 'F) (solver: 'P -> 'X) (p: 'P) : 'X =
        let struct (parameters, _) = Tree.flatten p
        let found = parameters |> Reading.each operation (Tree.rebuild p >> solver)
        let leaves = Tree.result operation found
        let struct (_, isUnknown) = Tree.flatten found
        let unknowns = trained isUnknown leaves

        if unknowns.Length = 0 then refuse operation "the solution holds no float tensor" "solve for floats"

        let trace = Recorder(operation, stopGradient >> ValueSome)

        try
            let input (x: Tensor) = trace.Input(x.Aval, ValueSome(stopGradient x))
            let x = unknowns |> Array.map input |> exchange isUnknown leaves |> Tree.rebuild found
            let result = residual x (parameters |> Array.map input |> Tree.rebuild p)
            let struct (_, isEquation) = Tree.flatten result
            let residuals = Tree.result operation result |> trained isEquation
            require operation settings unknowns residuals
            let program = trace.Program residuals

            let equations =
                { Operation = operation
                  Residual = fun unknowns point -> Program.run program [| yield! unknowns; yield! point |]
                  IsSymmetric = isSymmetric
                  System = settings.System }

            ImplicitFunction.attach equations unknowns [| yield! parameters; yield! trace.Captured |]
            |> exchange isUnknown leaves
            |> Tree.rebuild found
        finally
            trace.Close()

    /// `rootWith settings residual solver p` is `root residual solver p` under these settings.
    let rootWith settings (residual: 'X -> 'P -> 'F) (solver: 'P -> 'X) (p: 'P) : 'X =
        solution "Implicit.root" settings false residual solver p

    /// `root residual solver p` is the x that `solver p` finds for `residual x p` = 0, with the derivative of x by p.
    /// The residual holds as many floats as x. Raises where one is larger than the tolerance at x.
    let root (residual: 'X -> 'P -> 'F) (solver: 'P -> 'X) (p: 'P) : 'X = rootWith defaults residual solver p

    /// `minimumWith settings objective solver p` is `minimum objective solver p` under these settings.
    let minimumWith settings (objective: 'X -> 'P -> Tensor) (solver: 'P -> 'X) (p: 'P) : 'X =
        solution "Implicit.minimum" settings true (fun x p -> grad (fun x -> objective x p) x) solver p

    /// `minimum objective solver p` is the x that `solver p` finds where `objective x p`, a number, is least, with the
    /// derivative of x by p: that of the root of the gradient. Raises where an element of the gradient by x is larger
    /// than the tolerance.
    let minimum (objective: 'X -> 'P -> Tensor) (solver: 'P -> 'X) (p: 'P) : 'X =
        minimumWith defaults objective solver p

    /// `fixedPointWith settings f solver p` is `fixedPoint f solver p` under these settings.
    let fixedPointWith settings (f: 'X -> 'P -> 'X) (solver: 'P -> 'X) (p: 'P) : 'X =
        solution "Implicit.fixedPoint" settings false (fun x p -> Tree.map2 (-) x (f x p)) solver p

    /// `fixedPoint f solver p` is the x that `solver p` finds for x = `f x p`, with the derivative of x by p. Raises where
    /// x and `f x p` differ by more than the tolerance.
    let fixedPoint (f: 'X -> 'P -> 'X) (solver: 'P -> 'X) (p: 'P) : 'X = fixedPointWith defaults f solver p
