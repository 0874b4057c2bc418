namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Least squares within a radius: where |A z + c| is least for |z| up to the radius. A is triangular, and its damped form
/// [A; sqrt lambda I] is made triangular again by QR, never squared.
/// (J. J. More, 1978, The Levenberg-Marquardt algorithm: implementation and theory, section 5.)
[<NoEquality; NoComparison>]
type internal DampedStep =
    {
        /// The step z.
        Step: float[]
        /// The damping that keeps it within the radius; 0 where the radius does not matter.
        Damping: float
        /// Solves the same damped system for another right side.
        Solve: Tensor -> float[]
    }

module internal DampedStep =
    let private norm = LeastSquares.norm
    let private floats = LeastSquares.floats

    /// The triangle, and the solution of the damped system for any right side.
    let private damped (a: Tensor) damping : struct (Tensor * (Tensor -> float[])) =
        let n = a.Aval.Shape[0]

        if damping = 0.0 then
            struct (a, fun c -> floats (Tensor.triangularSolve Triangle.upper a -c))
        else
            let q, r = Tensor.qr (Tensor.concatenate 0 [ a; sqrt damping * Tensor.eye n ])
            let upper = Tensor.slice [ Slice.Range(0, n - 1) ] q
            struct (r, fun c -> floats (Tensor.triangularSolve Triangle.upper r -(Tensor.transpose upper *@ c)))

    let private isRegular (a: Tensor) =
        let diagonal = floats (Tensor.diagonal 0 a) |> Array.map abs
        Array.min diagonal > 2.0 ** -52.0 * float diagonal.Length * Array.max diagonal

    /// The step to the rim of the radius, found to a tenth of it, from this damping on.
    let private search (a: Tensor) (c: Tensor) radius damping lower =
        let upper = norm (floats (Tensor.transpose a *@ c)) / radius

        let rec go count lower upper damping =
            let damping = min (max damping lower) upper
            let damping = if damping = 0.0 then max 1e-300 (0.001 * upper) else damping
            let struct (triangle, solve) = damped a damping
            let step = solve c
            let length = norm step
            let excess = length - radius

            if abs excess <= 0.1 * radius || count = 10 then
                { Step = step; Damping = damping; Solve = solve }
            else
                let transposed = { Triangle.upper with Transposed = true }
                let slope = norm (floats (Tensor.triangularSolve transposed triangle (tensor step / length)))
                let lower = if excess > 0.0 then max lower damping else lower
                let upper = if excess < 0.0 then min upper damping else upper
                go (count + 1) lower upper (max lower (damping + excess / radius / slope / slope))

        go 1 lower upper damping

    /// The step of the triangle A [n; n] and the right side c [n].
    let solve (a: Tensor) (c: Tensor) (radius: float) (damping: float) : DampedStep =
        if isRegular a then
            let struct (_, solve) = damped a 0.0
            let step = solve c
            let length = norm step

            if length <= 1.1 * radius then
                { Step = step; Damping = 0.0; Solve = solve }
            else
                let transposed = { Triangle.upper with Transposed = true }
                let slope = norm (floats (Tensor.triangularSolve transposed a (tensor step / length)))
                search a c radius damping ((length - radius) / radius / slope / slope)
        else
            search a c radius damping 0.0
