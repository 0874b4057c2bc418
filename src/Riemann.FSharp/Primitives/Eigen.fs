namespace Riemann.FSharp

open Riemann.Kernels

/// Matrices of complex numbers, as their real and imaginary parts.
module internal Pairs =
    let times (a: Tensor, b: Tensor) (c: Tensor, d: Tensor) = a * c - b * d, a * d + b * c

    let product (a: Tensor, b: Tensor) (c: Tensor, d: Tensor) = a *@ c - b *@ d, a *@ d + b *@ c

    /// 1 / z, and 0 where z is 0.
    let reciprocalOrZero (a: Tensor, b: Tensor) =
        let inverse = Packing.reciprocalOrZero (a * a + b * b)
        a * inverse, -b * inverse

    /// The square X with V X = B, from real equations for both parts.
    let solve (a: Tensor, b: Tensor) (c: Tensor, d: Tensor) =
        let left = Tensor.concatenate -2 [ Tensor.concatenate -1 [ a; -b ]; Tensor.concatenate -1 [ b; a ] ]
        let both = Packing.pack [ Tensor.solve left (Tensor.concatenate -2 [ c; d ]), 2 ]
        let order = Packing.rows c.Aval
        Packing.part 0 [ order; order ] both, Packing.part (order * order) [ order; order ] both

/// Eigenvalues and eigenvectors of general matrices.
module internal EigenPrimitives =
    /// Values and vectors, each as real and imaginary parts.
    let parts order (packed: Tensor) =
        let square = [ order; order ]
        let vectors = 2 * order

        (Packing.part 0 [ order ] packed, Packing.part order [ order ] packed),
        (Packing.part vectors square packed, Packing.part (vectors + order * order) square packed)

    /// Ones where the kernel made the components of the vectors real and positive, zeros elsewhere.
    let private leading (re: Tensor, im: Tensor) =
        let squares = re * re + im * im
        let largest = Tensor.insertAxis -2 (Tensor.maxOver [ -2 ] squares)
        let isLarge = Tensor.greaterOrEqual squares (largest * (0.99 * 0.99))
        let place = Tensor.argMax -2 (Tensor.cast DType.Int64 isLarge)
        Tensor.transpose (Tensor.oneHot (Packing.rows re.Aval) place) |> Tensor.cast re.DType

    let private push order result (t: Tensor) =
        let (re, im), vectors = parts order result
        let vr, vi = vectors
        let mr, mi = Pairs.solve vectors (t *@ vr, t *@ vi)
        let gaps = Pairs.reciprocalOrZero (Packing.differences re, Packing.differences im)
        let dr, di = Pairs.product vectors (Pairs.times (mr, mi) gaps)
        let sums (x: Tensor) = Tensor.insertAxis -2 (Tensor.sumOver [ -2 ] x)
        let places = leading vectors
        let growth, turn = sums (vr * dr + vi * di), sums (places * di) / sums (places * vr)
        let lostR, lostI = Pairs.times vectors (growth, turn)
        Packing.pack [ Tensor.diagonal 0 mr, 1; Tensor.diagonal 0 mi, 1; dr - lostR, 2; di - lostI, 2 ]

    /// [.., n, n] to the eigenvalues [n], real then imaginary parts, and so the eigenvectors [n; n]. With M = V^-1 dA V
    /// the values move by the diagonal of M and the vectors by V times M over the differences of the values (Magnus
    /// 1985, theorem 2), less what would change their lengths and the phases of their leading components.
    let eig =
        let derivative (x: Tensor) result =
            let order = Packing.rows x.Aval
            // No elements have no largest one.
            LinearMap.ofPush x (if order = 0 then (fun t -> Packing.pack [ t, 2 ]) else push order result)

        let rule = Packing.squareRule (fun order _ -> [| 2 * order * (1 + order) |])
        Packing.decomposition "eig" [] rule Spectral.Eig derivative

[<AutoOpen>]
module Eigen =
    let private decomposed (x: Tensor) =
        let packed = Primitive.apply1 EigenPrimitives.eig x
        EigenPrimitives.parts (Packing.rows x.Aval) packed

    type Tensor with
        /// `Tensor.eig a` are the eigenvalues [.., n] and the eigenvectors [.., n, n], as columns, of matrices
        /// [.., n, n], each as a pair of real and imaginary parts. The values ascend by real part and among equal ones
        /// by imaginary part. Vectors have length 1, and the first component within a hundredth of the largest is real
        /// and positive. Where eigenvalues are equal their vectors have no derivative, and what would separate them
        /// counts as 0; where there is no basis of eigenvectors there are no derivatives at all. NaN or infinity in a
        /// matrix makes its results NaN. Source: Hessenberg's form and the QR iteration of EISPACK as in
        /// MathNet.Numerics; derivatives of Magnus (1985), theorem 2.
        static member eig(x: Tensor) : (Tensor * Tensor) * (Tensor * Tensor) = decomposed x

        /// `Tensor.eigvals a` are the real and the imaginary parts of the eigenvalues of matrices, [.., n, n] ->
        /// [.., n]; as `Tensor.eig`, whose eigenvectors it needs for derivatives.
        static member eigvals(x: Tensor) : Tensor * Tensor = fst (decomposed x)
