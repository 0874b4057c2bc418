using Riemann.Bridge;

namespace Riemann;

/// <summary>
/// Linear algebra of matrices, the last two axes of a tensor; axes before them are a batch. Gradients flow through all of
/// it, but ranks.
/// </summary>
public static class Linalg
{
    /// <summary>X with a X = b, of a vector or of columns b. Raises where a matrix is singular.</summary>
    public static Tensor Solve(Tensor a, Tensor b) => Tensor.Wrap(Solving.Solve(a.Operand, b.Operand));

    /// <summary>The inverse. Raises where a matrix is singular; <see cref="Solve"/> is more exact.</summary>
    public static Tensor Inv(Tensor a) => Tensor.Wrap(Solving.Inverse(a.Operand));

    /// <summary>The determinant.</summary>
    public static Tensor Det(Tensor a) => Tensor.Wrap(Solving.Determinant(a.Operand));

    /// <summary>The sign of the determinant and the logarithm of its absolute value.</summary>
    public static (Tensor Sign, Tensor LogAbsDet) SlogDet(Tensor a) => Pair(Solving.SignedLogDeterminant(a.Operand));

    /// <summary>
    /// X with a X = b for triangular matrices, whose other triangle is not read, nor the diagonal where it is taken to be ones.
    /// </summary>
    public static Tensor SolveTriangular(
        Tensor a,
        Tensor b,
        bool upper,
        bool transposed = false,
        bool unitDiagonal = false
    ) => Tensor.Wrap(Solving.TriangularSolve(a.Operand, b.Operand, upper, transposed, unitDiagonal));

    /// <summary>The lower triangular L with L L' = a. Raises where a symmetric matrix is not positive definite.</summary>
    public static Tensor Cholesky(Tensor a) => Tensor.Wrap(Solving.Cholesky(a.Operand));

    /// <summary>X with L L' X = b, given what <see cref="Cholesky"/> makes.</summary>
    public static Tensor CholeskySolve(Tensor lower, Tensor b) =>
        Tensor.Wrap(Solving.CholeskySolve(lower.Operand, b.Operand));

    /// <summary>A permutation, a lower and an upper triangular matrix, whose product is a.</summary>
    public static (Tensor P, Tensor L, Tensor U) Lu(Tensor a) => Triple(Solving.Lu(a.Operand));

    /// <summary>The exponential of square matrices.</summary>
    public static Tensor MatrixExp(Tensor a) => Tensor.Wrap(Solving.MatrixExponential(a.Operand));

    /// <summary>A square matrix to a whole power; a negative one is that of the inverse.</summary>
    public static Tensor MatrixPower(Tensor a, int n) => Tensor.Wrap(Solving.MatrixPower(a.Operand, n));

    /// <summary>Orthonormal columns Q and an upper triangular R with Q R = a.</summary>
    public static (Tensor Q, Tensor R) Qr(Tensor a) => Pair(Solving.Qr(a.Operand));

    /// <summary>The smallest of the X for which a X - b has the smallest squares.</summary>
    public static Tensor Lstsq(Tensor a, Tensor b) => Tensor.Wrap(Solving.Lstsq(a.Operand, b.Operand));

    /// <summary>The ascending eigenvalues of symmetric matrices, and the eigenvectors as columns.</summary>
    public static (Tensor Values, Tensor Vectors) Eigh(Tensor a) => Pair(Solving.Eigh(a.Operand));

    /// <summary>The ascending eigenvalues of symmetric matrices.</summary>
    public static Tensor Eigvalsh(Tensor a) => Tensor.Wrap(Solving.Eigvalsh(a.Operand));

    /// <summary>The real and imaginary parts of the eigenvalues, and of the eigenvectors as columns.</summary>
    public static ((Tensor Real, Tensor Imaginary) Values, (Tensor Real, Tensor Imaginary) Vectors) Eig(Tensor a)
    {
        var (values, vectors) = Solving.Eig(a.Operand);
        return (Pair(values), Pair(vectors));
    }

    /// <summary>The real and imaginary parts of the eigenvalues.</summary>
    public static (Tensor Real, Tensor Imaginary) Eigvals(Tensor a) => Pair(Solving.Eigvals(a.Operand));

    /// <summary>U, the descending singular values S, and V transposed, with U diag(S) V' = a.</summary>
    public static (Tensor U, Tensor S, Tensor Vh) Svd(Tensor a) => Triple(Solving.Svd(a.Operand));

    /// <summary>The descending singular values.</summary>
    public static Tensor Svdvals(Tensor a) => Tensor.Wrap(Solving.SingularValues(a.Operand));

    /// <summary>
    /// The Moore-Penrose inverse. Singular values up to the tolerance times the largest count as 0; left out, it is what
    /// rounding makes of 0.
    /// </summary>
    public static Tensor Pinv(Tensor a, double? tolerance = null) =>
        Tensor.Wrap(tolerance is { } t ? Solving.PinvWithin(a.Operand, t) : Solving.Pinv(a.Operand));

    /// <summary>The Int64 number of singular values above the tolerance times the largest.</summary>
    public static Tensor MatrixRank(Tensor a, double? tolerance = null) =>
        Tensor.Wrap(tolerance is { } t ? Solving.MatrixRankWithin(a.Primal, t) : Solving.MatrixRank(a.Primal));

    /// <summary>The largest singular value divided by the smallest.</summary>
    public static Tensor Cond(Tensor a) => Tensor.Wrap(Solving.ConditionNumber(a.Operand));

    /// <summary>The norm of matrices of this order: 2, -2, 1, -1, or an infinity.</summary>
    public static Tensor MatrixNorm(Tensor a, double order) => Tensor.Wrap(Solving.MatrixNorm(a.Operand, order));

    /// <summary>The Frobenius norm of matrices, the root of the sum of squares.</summary>
    public static Tensor MatrixNorm(Tensor a) => Tensor.Wrap(Solving.FrobeniusNorm(a.Operand));

    /// <summary>The nuclear norm of matrices, the sum of the singular values.</summary>
    public static Tensor NuclearNorm(Tensor a) => Tensor.Wrap(Solving.NuclearNorm(a.Operand));

    private static (Tensor, Tensor) Pair((CoreTensor First, CoreTensor Second) pair) =>
        (Tensor.Wrap(pair.First), Tensor.Wrap(pair.Second));

    private static (Tensor, Tensor, Tensor) Triple((CoreTensor First, CoreTensor Second, CoreTensor Third) triple) =>
        (Tensor.Wrap(triple.First), Tensor.Wrap(triple.Second), Tensor.Wrap(triple.Third));
}
