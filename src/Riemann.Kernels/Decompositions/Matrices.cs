using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>What the decompositions of one matrix share.</summary>
internal static class Matrices
{
    /// <summary>Between 2^-240 and 2^240 sums of squares and of fourth powers neither overflow nor vanish.</summary>
    private const int SafeExponent = 240;

    /// <summary>
    /// Divides a matrix whose largest element is very large or very small by a power of two, and returns the exponent.
    /// </summary>
    public static int Normalise(Span<double> matrix)
    {
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(matrix));
        var exponent = largest == 0 ? 0 : Math.ILogB(largest);
        if (Math.Abs(exponent) <= SafeExponent)
            return 0;
        Scale(matrix, -exponent);
        return exponent;
    }

    /// <summary>Multiplies by a power of two.</summary>
    public static void Scale(Span<double> values, int exponent)
    {
        if (exponent != 0)
            foreach (ref var value in values)
                value = Math.ScaleB(value, exponent);
    }

    /// <summary>Writes a row-major matrix in column-major order, or back with rows and columns exchanged.</summary>
    public static void Transpose(ReadOnlySpan<double> matrix, int rows, int columns, Span<double> result)
    {
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            result[j * rows + i] = matrix[i * columns + j];
    }

    /// <summary>
    /// The place of the component by which a vector's sign or phase is fixed: the first one of at least 0.99 times the
    /// largest magnitude. Rounding does not move it where components are equally large, as in many structured matrices.
    /// </summary>
    public static int Leading(ReadOnlySpan<double> magnitudes)
    {
        var least = 0.99 * TensorPrimitives.Max(magnitudes);
        var place = 0;
        while (place < magnitudes.Length - 1 && magnitudes[place] < least)
            place++;
        return place;
    }

    /// <summary>True when the leading component is negative.</summary>
    public static bool IsTurned(ReadOnlySpan<double> vector, Span<double> workspace)
    {
        TensorPrimitives.Abs(vector, workspace);
        return vector[Leading(workspace)] < 0;
    }
}
