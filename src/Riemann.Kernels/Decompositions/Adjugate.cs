using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The adjugates adj(A) = det(A) A^-1 of matrices [.., n, n], also of singular ones: the derivative of the determinant.
/// </summary>
public static class Adjugate
{
    /// <summary>
    /// The adjugates, given the factors that <see cref="Factorisation"/> makes of the matrices. Where a pivot is exactly 0
    /// the adjugate is D x y', x and y being null vectors of A and A', from an elimination with complete pivoting.
    /// </summary>
    public static NDArray Of(NDArray a, NDArray factors)
    {
        var size = a.Shape[^1];
        var inverse = Factorisation.Solve(factors, Creation.Eye(a.DType, size, size), false);
        var determinant = Determinant.Value(factors);
        var result = Elementwise.Multiply(
            inverse,
            determinant.Reshape(Shape.Of([.. determinant.Shape.Dimensions, 1, 1]))
        );
        if (result.Length == 0)
            return result;
        if (a.DType == DType.Float32)
            ReplaceSingular<float>(a, factors, result);
        else
            ReplaceSingular<double>(a, factors, result);
        return result;
    }

    private static void ReplaceSingular<T>(NDArray a, NDArray factors, NDArray result)
        where T : unmanaged, INumber<T>
    {
        a = a.Contiguous();
        factors = factors.Contiguous();
        var size = a.Shape[^1];
        for (var index = 0; index < MatrixLoop.Count(a.Shape); index++)
        {
            var pivots = factors.Span<T>().Slice(index * size * (size + 1), size * (size + 1));
            if (HasZero(pivots, size))
                Singular<T>(
                    a.Span<T>().Slice(index * size * size, size * size).ToArray(),
                    size,
                    result.Span<T>().Slice(index * size * size, size * size)
                );
        }
        GC.KeepAlive(a);
        GC.KeepAlive(factors);
        GC.KeepAlive(result);
    }

    private static bool HasZero<T>(ReadOnlySpan<T> factors, int size)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < size; i++)
            if (factors[i * (size + 2)] == T.Zero)
                return true;
        return false;
    }

    /// <summary>
    /// P A Q = L U with a last pivot of 0 gives x = Q [-U1^-1 u; 1] and y' = e' L^-1 P, and D is the product of the other
    /// pivots with the sign of the exchanges; 0 where another pivot is 0 as well.
    /// </summary>
    private static void Singular<T>(T[] a, int size, Span<T> result)
        where T : unmanaged, INumber<T>
    {
        var rows = Enumerable.Range(0, size).ToArray();
        var columns = Enumerable.Range(0, size).ToArray();
        var product = Eliminate(a, size, rows, columns);
        result.Clear();
        if (product == T.Zero)
            return;
        var last = size - 1;
        var (x, y) = (new T[size], new T[size]);
        (x[last], y[last]) = (T.One, T.One);
        for (var i = last - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < size; j++)
            {
                x[i] -= a[i * size + j] * x[j];
                y[i] -= a[j * size + i] * y[j];
            }
            x[i] /= a[i * size + i];
        }
        for (var i = 0; i < size; i++)
        for (var j = 0; j < size; j++)
            result[columns[i] * size + rows[j]] = product * x[i] * y[j];
    }

    /// <summary>Factors all but the last row in place; the product of their pivots, with the sign of the exchanges.</summary>
    private static T Eliminate<T>(T[] a, int size, int[] rows, int[] columns)
        where T : unmanaged, INumber<T>
    {
        var product = T.One;
        for (var k = 0; k < size - 1; k++)
        {
            var (row, column) = Largest(a, size, k);
            if (row != k)
            {
                product = -product;
                (rows[k], rows[row]) = (rows[row], rows[k]);
                for (var j = 0; j < size; j++)
                    (a[k * size + j], a[row * size + j]) = (a[row * size + j], a[k * size + j]);
            }
            if (column != k)
            {
                product = -product;
                (columns[k], columns[column]) = (columns[column], columns[k]);
                for (var i = 0; i < size; i++)
                    (a[i * size + k], a[i * size + column]) = (a[i * size + column], a[i * size + k]);
            }
            var pivot = a[k * size + k];
            product *= pivot;
            if (pivot == T.Zero)
                return product;
            for (var i = k + 1; i < size; i++)
            {
                var factor = a[i * size + k] /= pivot;
                for (var j = k + 1; j < size; j++)
                    a[i * size + j] -= factor * a[k * size + j];
            }
        }
        return product;
    }

    private static (int Row, int Column) Largest<T>(T[] a, int size, int first)
        where T : unmanaged, INumber<T>
    {
        var best = (first, first);
        var largest = T.Abs(a[first * size + first]);
        for (var i = first; i < size; i++)
        for (var j = first; j < size; j++)
            if (T.Abs(a[i * size + j]) > largest)
            {
                best = (i, j);
                largest = T.Abs(a[i * size + j]);
            }
        return best;
    }
}
