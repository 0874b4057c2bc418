using Xunit;

namespace Riemann.Kernels.Tests.Optimisers;

public class LimitedMemoryTests
{
    private static NDArray Random(long seed, DType dtype, params int[] shape) =>
        Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, seed), Shape.Of(shape), dtype);

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    /// <summary>Pairs of positive curvature: a change is its move, a little turned.</summary>
    private static (double[][] Moves, double[][] Changes) Pairs(int count, int length)
    {
        var moves = Enumerable
            .Range(0, count)
            .Select(i => Random(i, DType.Float64, length).ToArray<double>())
            .ToArray();
        var changes = moves.Select(move => move.Select((x, j) => x * (1 + j % 3) + 0.01 * j).ToArray()).ToArray();
        return (moves, changes);
    }

    /// <summary>The matrix H = V' H V + s s' / (y s) with V = 1 - y s' / (y s) after each pair, times a vector.</summary>
    private static double[] ByMatrix(double[] vector, double[][] moves, double[][] changes)
    {
        var n = vector.Length;
        var scale = moves.Length == 0 ? 1 : Dot(moves[^1], changes[^1]) / Dot(changes[^1], changes[^1]);
        var h = new double[n, n];
        for (var i = 0; i < n; i++)
            h[i, i] = scale;
        foreach (var (s, y) in moves.Zip(changes))
        {
            var product = Dot(s, y);
            var hy = new double[n];
            for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                hy[i] += h[i, j] * y[j];
            var factor = (1 + Dot(y, hy) / product) / product;
            for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                h[i, j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / product;
        }
        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => h[i, j] * vector[j]))];
    }

    private static NDArray Vector(double[] values) => NDArray.Of<double>(values, Shape.Of(values.Length));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(4, 19)]
    [InlineData(9, 6)]
    public void ADirectionIsMinusTheInverseHessianTimesTheGradient(int count, int length)
    {
        var (moves, changes) = Pairs(count, length);
        var gradient = Random(99, DType.Float64, length);
        var products = moves.Zip(changes, Dot).ToArray();
        var before = gradient.ToArray<double>();
        var found = LimitedMemory
            .Direction(gradient, [.. moves.Select(Vector)], [.. changes.Select(Vector)], products)
            .ToArray<double>();
        var expected = ByMatrix(before, moves, changes);
        for (var i = 0; i < length; i++)
            Assert.Equal(-expected[i], found[i], 1e-8 * Math.Max(1, Math.Abs(expected[i])));
        Assert.Equal(before, gradient.ToArray<double>());
    }

    [Fact]
    public void StridedAndReversedVectorsAreReadInTheirOrder()
    {
        var wide = Random(1, DType.Float32, 6);
        var (move, change) = (wide.View(Shape.Of(3), 5, [-2]), wide.View(Shape.Of(3), 1, [2]));
        var one = NDArray.Full(DType.Float32, Shape.Scalar, 1.0).View(Shape.Of(3), 0, [0]);
        Assert.Equal(
            LimitedMemory
                .Direction(one.Contiguous(), [move.Contiguous()], [change.Contiguous()], [2.0])
                .ToArray<float>(),
            LimitedMemory.Direction(one, [move], [change], [2.0]).ToArray<float>()
        );
    }

    [Fact]
    public void APairOfAnotherLengthOrTypeIsRefused()
    {
        var gradient = Random(1, DType.Float64, 4);
        foreach (var other in (NDArray[])[Random(2, DType.Float64, 5), Random(2, DType.Float32, 4)])
            Assert.Throws<ArgumentException>(() => LimitedMemory.Direction(gradient, [gradient], [other], [1.0]));
        var none = Random(1, DType.Float64, 0);
        Assert.Equal(0, LimitedMemory.Direction(none, [], [], []).Length);
    }
}
