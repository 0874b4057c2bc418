using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Factors and solutions, multiplied out again by plain loops.</summary>
public class MatrixDifferences
{
    [Fact]
    public void FactorsAndSolutions() =>
        Cases.Run(
            300,
            source =>
            {
                if (source.Often())
                    Check<float>(source);
                else
                    Check<double>(source);
            }
        );

    private static void Check<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var size = source.Of(1, 2, 3, 7, 8, 9, 16, 17, 33);
        var columns = source.Of(1, 2, 4, 5, 17);
        var count = source.Of(1, 1, 2, 3);
        var shape = Shape.Of(count, size, size);
        var transposed = source.Often();
        var upper = source.Often();
        var unit = source.Often();
        source.Note($"transposed {transposed} upper {upper} unit {unit}");
        var position = 0;
        T Dominant() =>
            T.CreateTruncating(source.Random.NextDouble() - 0.5 + (IsDiagonal(shape, position++) ? size : 0));
        var a = Sample<T>.Of(source, shape, () => T.CreateTruncating(source.Random.NextDouble() - 0.5));
        // Far from singular: a plain array, with a diagonal that outweighs its rows.
        var values = new T[shape.Length];
        foreach (ref var value in values.AsSpan())
            value = Dominant();
        var matrix = NDArray.Of<T>(values, shape);
        var b = Sample<T>.Of(
            source,
            Shape.Of(count, size, columns),
            () => T.CreateTruncating(source.Random.NextDouble() - 0.5)
        );
        var epsilon = Agree.Epsilon<T>() * 100 * size;

        var solution = Factorisation.Solve(Factorisation.Factor(matrix), b.Array, transposed).ToArray<T>();
        Multiplied((m, i, j) => Number(values[At(size, m, transposed ? j : i, transposed ? i : j)]), solution);

        var triangle = Triangular.Solve(matrix, b.Array, upper, transposed, unit).ToArray<T>();
        Multiplied(
            (m, i, j) =>
            {
                (i, j) = transposed ? (j, i) : (i, j);
                return i == j && unit ? 1
                    : upper ? (i <= j ? Number(values[At(size, m, i, j)]) : 0)
                    : (i >= j ? Number(values[At(size, m, i, j)]) : 0);
            },
            triangle,
            unit ? 1e4 : 1
        );

        var factor = Cholesky.Factor(Symmetric(a, size)).ToArray<T>();
        for (var m = 0; m < count; m++)
        for (var i = 0; i < size; i++)
        for (var j = 0; j <= i; j++)
        {
            var sum = 0.0;
            for (var k = 0; k <= j; k++)
                sum += Number(factor[At(size, m, i, k)]) * Number(factor[At(size, m, j, k)]);
            var expected = Pair(a, size, m, i, j);
            Assert.True(Math.Abs(sum - expected) <= epsilon * size, $"Cholesky [{m}, {i}, {j}]: {sum}, not {expected}");
        }

        void Multiplied(Func<int, int, int, double> element, T[] x, double slack = 1)
        {
            for (var m = 0; m < count; m++)
            for (var i = 0; i < size; i++)
            for (var j = 0; j < columns; j++)
            {
                var (sum, bound) = (0.0, 1.0);
                for (var k = 0; k < size; k++)
                {
                    var term = element(m, i, k) * Number(x[(m * size + k) * columns + j]);
                    sum += term;
                    bound += Math.Abs(term);
                }
                var expected = b[(m * size + i) * columns + j];
                Assert.True(
                    Math.Abs(sum - expected) <= slack * epsilon * bound,
                    $"[{m}, {i}, {j}]: {sum}, not {expected}"
                );
            }
        }
    }

    /// <summary>A plus its transpose, and a multiple of the identity that makes it positive definite.</summary>
    private static NDArray Symmetric<T>(Sample<T> a, int size)
        where T : unmanaged, INumber<T>
    {
        var values = new T[a.Shape.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating(2 * size * (IsDiagonal(a.Shape, i) ? 1 : 0));
        return Elementwise.Add(a.Array, NDArray.Of<T>(values, a.Shape));
    }

    private static double Pair<T>(Sample<T> a, int size, int matrix, int i, int j)
        where T : unmanaged, INumber<T> =>
        (a[At(size, matrix, i, j)] + a[At(size, matrix, j, i)]) / 2 + (i == j ? 2 * size : 0);

    private static bool IsDiagonal(Shape shape, int position) =>
        position % shape[^1] == position / shape[^1] % shape[^2];

    private static int At(int size, int matrix, int i, int j) => (matrix * size + i) * size + j;

    private static double Number<T>(T value)
        where T : unmanaged, INumber<T> => double.CreateChecked(value);
}
