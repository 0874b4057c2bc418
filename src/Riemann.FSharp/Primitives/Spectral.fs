namespace Riemann.FSharp

open Riemann.Kernels

/// Eigenvalues and eigenvectors of symmetric matrices.
module internal SpectralPrimitives =
    /// Values and vectors.
    let parts (packed: Tensor) order = Packing.part 0 [ order ] packed, Packing.part order [ order; order ] packed

    /// [.., n, n] to eigenvalues [n] and eigenvectors [n; n]. With M = V' dA V, of the symmetric part of dA, the values
    /// move by the diagonal of M and the vectors by V times M over the differences of the values (Magnus 1985,
    /// theorem 1). A difference of 0 counts as infinite: equal values are not separated.
    let eigh =
        let derivative (x: Tensor) result =
            let order = Packing.rows x.Aval
            let values, vectors = parts result order
            let transposed = Tensor.transpose vectors
            let gaps = Packing.reciprocalOrZero (Packing.differences values)

            LinearMap.create
                (fun t ->
                    let moved = transposed *@ Packing.symmetricPart t *@ vectors
                    Packing.pack [ Tensor.diagonal 0 moved, 1; vectors *@ Packing.orZero moved gaps, 2 ])
                (fun c ->
                    let ofValues, ofVectors = parts c order
                    let inner = Tensor.diag 0 ofValues + Packing.orZero (transposed *@ ofVectors) gaps
                    Packing.symmetricPart (vectors *@ inner *@ transposed))

        let rule = Packing.squareRule (fun order _ -> [| order + order * order |])
        Packing.decomposition "eigh" [] rule Spectral.Eigh derivative

[<AutoOpen>]
module Spectrum =
    let private decomposed (x: Tensor) =
        let packed = Primitive.apply1 SpectralPrimitives.eigh x
        SpectralPrimitives.parts packed (Packing.rows x.Aval)

    type Tensor with
        /// `Tensor.eigh a` are the eigenvalues [.., n] of symmetric matrices [.., n, n], ascending, and orthonormal
        /// eigenvectors [.., n, n] as columns. It reads the symmetric part (a + a') / 2, and derivatives are symmetric.
        /// Of each eigenvector the first component within a hundredth of the largest is positive. Where
        /// eigenvalues are equal their eigenvectors have no derivative, and what would separate them counts as 0:
        /// a function of the eigenvalues alone that treats them alike has the right gradient still. NaN or infinity in
        /// a matrix makes its results NaN. Source: Householder's tridiagonal form and the QL iteration, as in
        /// MathNet.Numerics; derivatives of Magnus (1985).
        static member eigh(x: Tensor) : Tensor * Tensor = decomposed x

        /// `Tensor.eigvalsh a` are the eigenvalues of symmetric matrices, [.., n, n] -> [.., n], ascending; as
        /// `Tensor.eigh`, whose eigenvectors it needs for derivatives. No first derivative divides by differences of
        /// eigenvalues.
        static member eigvalsh(x: Tensor) : Tensor = fst (decomposed x)
