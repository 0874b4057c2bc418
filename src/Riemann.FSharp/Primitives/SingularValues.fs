namespace Riemann.FSharp

open Riemann.Kernels

/// The singular value decomposition and the pseudo-inverse.
module internal SingularPrimitives =
    let private parts rows columns (packed: Tensor) =
        let count = min rows columns

        Packing.part 0 [ rows; count ] packed,
        Packing.part (rows * count) [ count ] packed,
        Packing.part (rows * count + count) [ count; columns ] packed

    /// The decomposition of an operand of this form, in parts.
    let partsOf (x: Tensor) packed = parts (Packing.rows x.Aval) (Packing.columns x.Aval) packed

    /// Giles (2008), and for the parts of the vectors outside the spaces of the others Townsend (2016).
    /// A difference of 0, and a singular value of 0 where it is divided by, count as infinite.
    let private svdDerivative (x: Tensor) result =
        let u, s, vt = partsOf x result
        let ut, v = Tensor.transpose u, Tensor.transpose vt
        let across, down = Tensor.insertAxis -2 s, Tensor.insertAxis -1 s
        let gaps = Packing.reciprocalOrZero (Packing.differences s * (across + down))
        let inverse = Packing.reciprocalOrZero across
        let count = Packing.columns u.Aval
        let isTall, isWide = Packing.rows x.Aval > count, Packing.columns x.Aval > count

        /// What columns have outside the space of orthonormal ones, over the singular values.
        let outside (basis: Tensor) (inside: Tensor) (columns: Tensor) =
            Packing.orZero (columns - basis *@ inside) inverse

        LinearMap.create
            (fun t ->
                let p = ut *@ t *@ v
                let pt = Tensor.transpose p
                let du = u *@ Packing.orZero (p * across + pt * down) gaps
                let dv = v *@ Packing.orZero (p * down + pt * across) gaps
                let du = if isTall then du + outside u p (t *@ v) else du
                let dv = if isWide then dv + outside v pt (Tensor.transpose t *@ u) else dv
                Packing.pack [ du, 2; Tensor.diagonal 0 p, 1; Tensor.transpose dv, 2 ])
            (fun c ->
                let cu, cs, cvt = partsOf x c
                let cv = Tensor.transpose cvt
                let inU, inV = ut *@ cu, vt *@ cv
                let twice (x: Tensor) = x + Tensor.transpose x
                let turned inside = twice (Packing.orZero inside gaps)
                let p = turned inU * across + turned inV * down + Tensor.diag 0 cs
                let whole = u *@ p *@ vt
                let whole = if isTall then whole + outside u inU cu *@ vt else whole
                if isWide then whole + u *@ Tensor.transpose (outside v inV cv) else whole)

    /// [.., m, n] to U [m; k], the singular values [k], and V transposed [k; n].
    let svd =
        let rule = Packing.rule (fun rows columns -> [| min rows columns * (rows + 1 + columns) |])
        Packing.decomposition "svd" [] rule Spectral.Svd svdDerivative

    /// [.., m, n] to [.., k]. The derivative divides by nothing.
    let singularValues =
        let derivative (x: Tensor) _ =
            let u, _, vt = partsOf x (Primitive.apply1 svd x)

            LinearMap.create (fun t -> Tensor.sumOver [ -2 ] (u * (t *@ Tensor.transpose vt))) (fun c ->
                (u * Tensor.insertAxis -2 c) *@ vt)

        let rule = Packing.rule (fun rows columns -> [| min rows columns |])
        Packing.decomposition "singularValues" [] rule Spectral.SingularValues derivative

    /// [.., m, n] to [.., n, m]. Golub and Pereyra (1973), equation 4.12: with P the pseudo-inverse,
    /// dP = - P dA P + P P' dA' (1 - A P) + (1 - P A) dA' P' P.
    let pinv (tolerance: float) : Primitive =
        let derivative (a: Tensor) (p: Tensor) =
            let pt = Tensor.transpose p
            let outer, inner = p *@ pt, pt *@ p
            let offLeft (x: Tensor) = x - a *@ (p *@ x)
            let offRight (x: Tensor) = x - p *@ (a *@ x)

            LinearMap.create
                (fun t ->
                    let tt = Tensor.transpose t
                    let offRows = Tensor.transpose (offLeft (Tensor.transpose (outer *@ tt)))
                    offRows + offRight (tt *@ inner) - p *@ t *@ p)
                (fun c ->
                    let ct = Tensor.transpose c
                    let offColumns = Tensor.transpose (offRight (c *@ inner))
                    offLeft (ct *@ outer) + offColumns - pt *@ c *@ pt)

        let kernel (x: NDArray) =
            let rank = x.Rank

            let shape =
                [| yield! x.Shape.Dimensions.Slice(0, rank - 2).ToArray(); x.Shape[rank - 1]; x.Shape[rank - 2] |]

            Spectral.Pinv(x, tolerance).Reshape(Shapes.ofDimensions shape)

        let rule = Packing.rule (fun rows columns -> [| columns; rows |])
        Packing.decomposition "pinv" [ Real("tolerance", tolerance) ] rule kernel derivative

[<AutoOpen>]
module SingularValues =
    open SingularPrimitives

    /// The rounding of the element type, for as many terms as the longer axis has.
    let private rounding (x: Tensor) =
        let epsilon = if x.DType = DType.Float32 then 2.0 ** -23.0 else 2.0 ** -52.0
        if x.Rank < 2 then epsilon else epsilon * float (max (Packing.rows x.Aval) (Packing.columns x.Aval))

    let private known operation tolerance =
        if not (tolerance >= 0.0 && tolerance < 1.0) then
            let hint = "singular values up to the tolerance times the largest count as 0"
            Fail.raise operation (RiemannError.Value($"the tolerance is {tolerance}", hint))

        tolerance

    let private values (x: Tensor) = Primitive.apply1 singularValues x
    let private largest (s: Tensor) = Tensor.maxOver [ -1 ] s
    let private smallest (s: Tensor) = Tensor.minOver [ -1 ] s

    type Tensor with
        /// `Tensor.svd a` are U [.., m, k], the singular values [.., k], descending, and V transposed [.., k, n] of
        /// matrices [.., m, n], k being the smaller of m and n: a = U diag(s) V', with orthonormal columns in U and in V.
        /// Of each column of U the first component within a hundredth of the largest is positive. Where singular
        /// values are equal their vectors have no derivative, nor where one is 0 and a not square; what would separate
        /// them counts as 0. NaN or infinity in a matrix makes its results NaN. Source: Golub and Kahan (1965) as in
        /// MathNet.Numerics; derivatives of Giles (2008), and Townsend (2016).
        static member svd(x: Tensor) : Tensor * Tensor * Tensor = partsOf x (Primitive.apply1 svd x)

        /// `Tensor.singularValues a` are the singular values of matrices, [.., m, n] -> [.., k], descending. Its first
        /// derivative divides by nothing, and is finite where singular values are equal or 0.
        static member singularValues(x: Tensor) : Tensor = values x

        /// `Tensor.pinvWithin tolerance a` is `Tensor.pinv a` with singular values up to the tolerance times the largest
        /// taken as 0. Raises unless the tolerance is at least 0 and less than 1.
        static member pinvWithin (tolerance: float) (x: Tensor) : Tensor =
            Primitive.apply1 (pinv (known "pinv" tolerance)) x

        /// `Tensor.pinv a` is the Moore-Penrose inverse, [.., m, n] -> [.., n, m]: of the x with the smallest a x - 1 the
        /// smallest one. Singular values up to max m n epsilon times the largest count as 0. The derivative is that among
        /// matrices of the same rank, and is right where singular values are equal. NaN or infinity in a matrix makes
        /// its result NaN. Source: Golub and Pereyra (1973), equation 4.12.
        static member pinv(x: Tensor) : Tensor = Tensor.pinvWithin (rounding x) x

        /// `Tensor.matrixRankWithin tolerance a` is the int64 number of singular values above the tolerance times the
        /// largest, [.., m, n] -> [..]; 0 for NaN. Raises unless the tolerance is at least 0 and less than 1.
        static member matrixRankWithin (tolerance: float) (x: Tensor) : Tensor =
            let s = values x
            let first = Packing.part 0 [ min 1 (Packing.columns s.Aval) ] s
            Tensor.countNonZeroOver [ -1 ] (Tensor.greater s (first * known "matrixRank" tolerance))

        /// `Tensor.matrixRank a` is the int64 number of singular values above max m n epsilon times the largest,
        /// [.., m, n] -> [..]; 0 for NaN.
        static member matrixRank(x: Tensor) : Tensor = Tensor.matrixRankWithin (rounding x) x

        /// `Tensor.conditionNumber a` is the largest singular value over the smallest, [.., m, n] -> [..]; infinite where
        /// that is 0. Raises for a matrix without elements.
        static member conditionNumber(x: Tensor) : Tensor =
            let s = values x
            let last = smallest s
            let infinite = Tensor.Weak(infinity, s)
            Tensor.where (Tensor.equal last (Tensor.Weak(0.0, s))) infinite (largest s / last)

        /// `Tensor.matrixNorm p a` is a norm of matrices, [.., m, n] -> [..]: for p 1 the largest sum of magnitudes of a
        /// column, for infinity that of a row, for 2 the largest singular value, and for -1, -infinity and -2 the
        /// smallest of each. Raises for any other p, and for a matrix without elements.
        static member matrixNorm (p: float) (x: Tensor) : Tensor =
            let sums axis = Tensor.sumOver [ axis ] (abs x)

            MatrixRules.matrix x.Aval |> Fail.get "matrixNorm" |> ignore

            match p with
            | 1.0 -> largest (sums -2)
            | -1.0 -> smallest (sums -2)
            | 2.0 -> largest (values x)
            | -2.0 -> smallest (values x)
            | _ when p = infinity -> largest (sums -1)
            | _ when p = -infinity -> smallest (sums -1)
            | _ ->
                let hint = "p is 1, 2, infinity or one of their negatives; see frobeniusNorm and nuclearNorm"
                Fail.raise "matrixNorm" (RiemannError.Value($"there is no matrix norm {p}", hint))

        /// `Tensor.frobeniusNorm a` is the root of the sum of the squares of the elements, [.., m, n] -> [..].
        static member frobeniusNorm(x: Tensor) : Tensor = Tensor.normOver 2.0 [ -2; -1 ] x

        /// `Tensor.nuclearNorm a` is the sum of the singular values, [.., m, n] -> [..].
        static member nuclearNorm(x: Tensor) : Tensor = Tensor.sumOver [ -1 ] (values x)
