namespace Riemann.Kernels;

/// <summary>
/// Orthogonal and spectral decompositions of the matrices on the last two axes, floats of either type. The parts of a
/// result lie side by side on one last axis behind the batch axes, each in row-major order. A matrix with NaN or
/// infinity gives NaN. All throw <see cref="ArithmeticException"/> when an iteration does not converge.
/// </summary>
public static class Spectral
{
    /// <summary>Q and R of the reduced decomposition; the diagonal of R is not negative.</summary>
    public static NDArray Qr(NDArray x) => MatrixBatch.Map(x, new OrthogonalFactors(x.Shape[^2], x.Shape[^1]));

    /// <summary>The eigenvalues of the symmetric part, ascending, and the eigenvectors as columns.</summary>
    public static NDArray Eigh(NDArray x) => MatrixBatch.Map(x, new SymmetricEigen(x.Shape[^1]));

    /// <summary>
    /// Real and imaginary parts of the eigenvalues, ascending, then those of the eigenvectors as columns.
    /// </summary>
    public static NDArray Eig(NDArray x) => MatrixBatch.Map(x, new GeneralEigen(x.Shape[^1]));

    /// <summary>U, the singular values descending, and V transposed, of the reduced decomposition.</summary>
    public static NDArray Svd(NDArray x) => MatrixBatch.Map(x, new SingularVectors(x.Shape[^2], x.Shape[^1]));

    /// <summary>The singular values, descending.</summary>
    public static NDArray SingularValues(NDArray x) => MatrixBatch.Map(x, new SingularValues(x.Shape[^2], x.Shape[^1]));

    /// <summary>The Moore-Penrose inverse with its last two axes flattened.</summary>
    public static NDArray Pinv(NDArray x, double tolerance) =>
        MatrixBatch.Map(x, new PseudoInverse(x.Shape[^2], x.Shape[^1], tolerance));
}
