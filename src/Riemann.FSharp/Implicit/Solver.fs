namespace Riemann.FSharp

/// When a solver stops.
type SolverSettings =
    {
        /// The largest absolute residual of a solution. In float32 it is never less than 1e-4.
        Tolerance: float
        /// The number of steps after which it gives up.
        Steps: int
    }

/// Solvers to begin with, for `Implicit`: they take values as they are, step by step, and read them.
[<RequireQualifiedAccess>]
module Solver =
    /// Residuals up to 1e-8, 1000 steps.
    let defaults = { Tolerance = 1e-8; Steps = 1000 }

    let private stopped operation steps (size: float) (tolerance: float) =
        let problem =
            $"no solution after {steps} steps: the largest residual is {size:g3}, the tolerance {tolerance:g3}"

        Fail.raise operation (RiemannError.Value(problem, "start nearer to the solution, or change the settings"))

    /// `newtonWith settings residual start p` is `newton residual start p` under these settings.
    let newtonWith settings (residual: 'X -> 'P -> 'F) (start: 'X) (p: 'P) : 'X =
        let unknowns = Ravelled.ofTree "Solver.newton" start

        let f (v: Tensor) =
            let value = residual (Ravelled.place unknowns start v) p
            Ravelled.pack (Ravelled.ofTree "Solver.newton" value) value |> Tensor.cast v.DType

        let finish steps v size tolerance =
            if size <= tolerance then Ravelled.place unknowns start v else stopped "Solver.newton" steps size tolerance

        let rec go step (v: Tensor) =
            let value, push = linearize f v
            let size = Reading.largest [ value ]
            let tolerance = Reading.reachable settings.Tolerance [ value ]

            if size = 0.0 || step >= settings.Steps then
                finish step v size tolerance
            else
                let direction = Tensor.solve (ImplicitFunction.matrix v.Length v.DType push) value

                // Within the tolerance a step must halve the residual: the last ones are for rounding alone.
                let isEnough length found = found <= (if size <= tolerance then 0.5 else 1.0 - 1e-4 * length) * size

                let rec search (length: float) =
                    let next = v - length * direction

                    if isEnough length (Reading.largest [ f next ]) then go (step + 1) next
                    elif size <= tolerance || length < 1e-10 then finish step v size tolerance
                    else search (length / 2.0)

                search 1.0

        go 0 (Ravelled.pack unknowns start)

    /// `newton residual start p` is the x for which `residual x p` = 0, by Newton's method from `start` on: each step is
    /// halved until the largest residual falls (Armijo, 1966). The matrix of the derivative is computed in every step.
    /// Raises where no step lowers the residual, or the steps do not suffice.
    ///
    /// `newton (fun x p -> grad (fun x -> objective x p) x) start` goes to a stationary point of an objective.
    let newton (residual: 'X -> 'P -> 'F) (start: 'X) (p: 'P) : 'X = newtonWith defaults residual start p

    /// `iterateWith settings f start p` is `iterate f start p` under these settings.
    let iterateWith settings (f: 'X -> 'P -> 'X) (start: 'X) (p: 'P) : 'X =
        let rec go step x =
            let next = f x p
            Alike.require "Solver.iterate" "the value changes" ("before", x) ("after", next)
            let change = Tree.leaves (Tree.map2 (-) next x) |> List.filter (_.DType >> Riemann.Kernels.DTypes.IsFloat)
            let size = Reading.largest change
            let tolerance = Reading.reachable settings.Tolerance change

            if size <= tolerance then next
            elif step >= settings.Steps || System.Double.IsNaN size then stopped "Solver.iterate" step size tolerance
            else go (step + 1) next

        go 1 start

    /// `iterate f start p` is the x for which x = `f x p`, by x = `f x p` again and again from `start` on, until no
    /// element changes by more than the tolerance. Raises where the steps do not suffice.
    let iterate (f: 'X -> 'P -> 'X) (start: 'X) (p: 'P) : 'X = iterateWith defaults f start p
