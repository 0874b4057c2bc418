namespace Riemann.FSharp

open Riemann.Kernels

/// The QR decomposition.
module internal OrthogonalPrimitives =
    /// Q and R of an operand of this form.
    let partsOf (x: Tensor) packed =
        let rows, columns = Packing.rows x.Aval, Packing.columns x.Aval
        let count = min rows columns
        Packing.part 0 [ rows; count ] packed, Packing.part (rows * count) [ count; columns ] packed

    /// The first columns.
    let private first count (x: Tensor) = Tensor.split -1 [ count; Packing.columns x.Aval - count ] x |> List.head

    /// [.., m, n] to Q [m; k] and R [k; n]. With M = Q' dA R^-1, of the first k columns of dA and R, Q turns by the
    /// skew matrix W with the part of M below the diagonal (Walter, Lehmann and Lamour 2012).
    let qr =
        let derivative (x: Tensor) result =
            let q, r = partsOf x result
            let qt = Tensor.transpose q
            let count = Packing.columns q.Aval
            let triangle = first count r
            let isTall = Packing.rows x.Aval > count
            let solve = Tensor.triangularSolve { Triangle.upper with Transposed = true } triangle
            let overTriangle b = Tensor.transpose (solve (Tensor.transpose b))

            LinearMap.ofPush x (fun t ->
                let moved = overTriangle (first count t)
                let inside = qt *@ moved
                let below = Tensor.tril -1 inside
                let turn = below - Tensor.transpose below
                let dq = q *@ turn
                let dq = if isTall then dq + moved - q *@ inside else dq
                Packing.pack [ dq, 2; qt *@ t - turn *@ r, 2 ])

        let rule = Packing.rule (fun rows columns -> [| min rows columns * (rows + columns) |])
        Packing.decomposition "qr" [] rule Spectral.Qr derivative

[<AutoOpen>]
module Orthogonal =
    let private refuse operation problem (a: Tensor) (b: Tensor) rule =
        Fail.raise operation (RiemannError.Shape(problem, [ "a", a.Aval.Shape; "b", b.Aval.Shape ], rule))

    /// Matrices, and as many numbers as they have rows.
    let private requireEquations operation (a: Tensor) (b: Tensor) =
        let rule = "[.., m, n] with [.., m, k] or [m]"

        if a.Rank < 2 || b.Rank < 1 then
            refuse operation "the first operand is no matrix or the second a scalar" a b rule
        elif Packing.rows a.Aval <> b.Aval.Shape[max 0 (b.Rank - 2)] then
            refuse operation "the numbers of rows differ" a b rule

    type Tensor with
        /// `Tensor.qr a` are Q [.., m, k] with orthonormal columns and upper triangular R [.., k, n], with a = Q R, of
        /// matrices [.., m, n], k being the smaller of m and n. No diagonal element of R is negative, so that Q and R are
        /// unique and smooth where the first k columns of a are independent; elsewhere there is no derivative. NaN or
        /// infinity in a matrix makes its results NaN. Source: Householder (1958) as in MathNet.Numerics; derivatives of
        /// Walter, Lehmann and Lamour (2012).
        static member qr(x: Tensor) : Tensor * Tensor =
            OrthogonalPrimitives.partsOf x (Primitive.apply1 OrthogonalPrimitives.qr x)

        /// `Tensor.lstsq a b` are the x that make the sums of squares of a x - b smallest, of those the smallest: for a
        /// [.., m, n] and b [.., m, k] they are [.., n, k], for a vector b [m] they are [.., n]. It is pinv a times b,
        /// right for wide matrices and dependent columns too. Source: Golub and Pereyra (1973).
        static member lstsq (a: Tensor) (b: Tensor) : Tensor =
            requireEquations "lstsq" a b
            Tensor.pinv a *@ b

        /// `Tensor.lstsqFullRank a b` is `Tensor.lstsq a b` for independent columns, from the QR decomposition: several
        /// times as fast. Raises for wide matrices and where columns depend on each other exactly; where they nearly do,
        /// few digits are right. Source: Golub (1965).
        static member lstsqFullRank (a: Tensor) (b: Tensor) : Tensor =
            requireEquations "lstsqFullRank" a b

            if Packing.rows a.Aval < Packing.columns a.Aval then
                refuse "lstsqFullRank" "the matrices have more columns than rows" a b "at least as many rows as columns"

            let q, r = Tensor.qr a
            Tensor.triangularSolve Triangle.upper r (Tensor.transpose q *@ b)
