using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// The Moore-Penrose inverse, [rows; columns] -> [columns; rows]. Singular values up to the tolerance times the largest
/// count as 0.
/// </summary>
internal readonly struct PseudoInverse(int rows, int columns, double tolerance) : IDecomposition
{
    public int Length => rows * columns;

    public void Write(double[] matrix, Span<double> parts)
    {
        var count = Math.Min(rows, columns);
        var decomposition = new SingularVectors(rows, columns);
        Span<double> factors = new double[decomposition.Length];
        decomposition.Write(matrix, factors);
        var values = factors.Slice(rows * count, count);
        var right = factors[(rows * count + count)..];
        var left = new double[rows * count];
        Matrices.Transpose(factors[..(rows * count)], rows, count, left);
        parts.Clear();
        for (var k = 0; k < count && values[k] > tolerance * values[0]; k++)
        for (var i = 0; i < columns; i++)
        {
            var row = parts.Slice(i * rows, rows);
            TensorPrimitives.MultiplyAdd(left.AsSpan(k * rows, rows), right[k * columns + i] / values[k], row, row);
        }
    }
}
