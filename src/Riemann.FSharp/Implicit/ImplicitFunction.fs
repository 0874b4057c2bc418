namespace Riemann.FSharp

open Riemann.Kernels

/// How the linear systems of an implicit derivative are solved.
[<RequireQualifiedAccess>]
type LinearSystem =
    /// By the whole matrix of n x n numbers for n unknowns.
    | Dense
    /// By products with the matrix alone, at most so many, until this part of the right side is left: conjugate
    /// gradients for a minimum, GMRES for a root. In float32 the tolerance is never less than 1e-4.
    | MatrixFree of tolerance: float * products: int

/// Equations between unknowns and what they depend on, both as tensors. They capture no traced value.
[<NoEquality; NoComparison>]
type internal Equations =
    {
        Operation: string
        /// Of unknowns and point: zero at the solution.
        Residual: Tensor[] -> Tensor[] -> Tensor[]
        /// Whether the derivative by the unknowns is symmetric and positive definite.
        IsSymmetric: bool
        System: LinearSystem
    }

/// The implicit function theorem: where F(x, p) = 0, x moves with p by -(dF/dx)^-1 dF/dp.
module internal ImplicitFunction =
    /// The matrix of a linear function of vectors of n numbers.
    let matrix (n: int) dtype (push: Tensor -> Tensor) : Tensor = vmap push (Tensor.eyeOf dtype n n) |> Tensor.transpose

    /// The derivative of the equations by the unknowns as a function of vectors, or its adjoint.
    let private byUnknowns equations isAdjoint (unknowns: Tensor[]) (point: Tensor[]) : Tensor -> Tensor =
        let columns = Ravel.Of unknowns
        let residual unknowns = equations.Residual unknowns point

        if isAdjoint then
            let value, pull = vjp residual unknowns
            (Ravel.Of value).Unpack >> pull >> columns.Pack
        else
            let value, push = linearize residual unknowns
            columns.Unpack >> push >> (Ravel.Of value).Pack

    /// The unknowns, which solve the equations at the point, moved by the point in every transformation that it is in.
    let rec attach (equations: Equations) (unknowns: Tensor[]) (point: Tensor[]) : Tensor[] =
        let isMoving (x: Tensor) = x.DType.IsFloat() && not (isNull x.Tracer)
        let places = [| 0 .. point.Length - 1 |] |> Array.filter (fun i -> isMoving point[i])

        let map (from: Ravel) (into: Ravel) (operands: Tensor[]) =
            let unknowns, point = Array.splitAt unknowns.Length operands
            // In a derivative around this one the solution moves as well.
            let unknowns = attach equations unknowns point

            let along (movers: Tensor[]) =
                let point = Array.copy point
                places |> Array.iteri (fun k place -> point[place] <- movers[k])
                equations.Residual unknowns point

            let movers = places |> Array.map (Array.get point)

            let push t =
                let value, moved = jvp along movers (from.Unpack t)
                -((Ravel.Of value).Pack moved) |> Tensor.cast into.Aval.DType |> inverse equations false unknowns point

            let pull c =
                let value, pull = vjp along movers
                inverse equations true unknowns point -c |> (Ravel.Of value).Unpack |> pull |> from.Pack

            LinearMap.create push pull

        Graft.attach
            equations.Operation
            map
            unknowns
            (places |> Array.map (Array.get point))
            [| yield! unknowns; yield! point |]

    /// The inverse of the derivative by the unknowns, or of its adjoint, times a vector.
    and private inverse equations isAdjoint unknowns point (b: Tensor) : Tensor =
        match equations.System with
        | LinearSystem.Dense ->
            let matrix = byUnknowns equations false unknowns point |> matrix b.Length b.DType
            Tensor.solve (if isAdjoint then Tensor.transpose matrix else matrix) b
        | LinearSystem.MatrixFree(tolerance, products) ->
            let apply (operands: Tensor[]) =
                let unknowns, point = Array.splitAt unknowns.Length (Array.tail operands)
                byUnknowns equations (isAdjoint && not equations.IsSymmetric) unknowns point

            let solve (operands: Tensor[]) =
                let method = if equations.IsSymmetric then Krylov.conjugateGradients else Krylov.gmres
                let tolerance = Reading.reachable tolerance operands
                method equations.Operation tolerance products (apply operands) operands[0]

            // The solution of the linear system is itself an implicit function of the matrix and the right side.
            let residual (x: Tensor[]) operands = [| apply operands x[0] - operands[0] |]
            let operands = [| b; yield! unknowns; yield! point |]
            let solution = Reading.each equations.Operation solve operands
            (attach { equations with Residual = residual } [| solution |] operands)[0]
