using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// The eigenvalues of the symmetric part of a square matrix, ascending, and then the eigenvectors as columns, of which
/// the leading component is positive.
/// </summary>
internal readonly struct SymmetricEigen(int order) : IDecomposition
{
    public int Length => order + order * order;

    public void Write(double[] matrix, Span<double> parts)
    {
        Symmetrise(matrix, order);
        var exponent = Matrices.Normalise(matrix);
        var values = new Complex[order];
        var vectors = new double[order * order];
        MatrixBatch.Provider.EigenDecomp(true, order, matrix, vectors, values, new double[order * order]);
        for (var i = 0; i < order; i++)
            parts[i] = values[i].Real;
        Matrices.Scale(parts[..order], exponent);
        var workspace = new double[order];
        for (var j = 0; j < order; j++)
        {
            var vector = vectors.AsSpan(j * order, order);
            if (Matrices.IsTurned(vector, workspace))
                TensorPrimitives.Negate<double>(vector, vector);
        }
        Matrices.Transpose(vectors, order, order, parts[order..]);
    }

    private static void Symmetrise(Span<double> matrix, int order)
    {
        for (var i = 0; i < order; i++)
        for (var j = 0; j < i; j++)
        {
            ref var lower = ref matrix[i * order + j];
            ref var upper = ref matrix[j * order + i];
            lower = upper = 0.5 * lower + 0.5 * upper;
        }
    }
}
