using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ReductionTests
{
    private delegate NDArray Reduce(NDArray x, ReadOnlySpan<int> axes, bool keepAxes);

    [Fact]
    public void Sums_of_all_axes_layouts_and_types()
    {
        Check<float>(Reduction.Sum, (a, b) => a + b, 0);
        Check<double>(Reduction.Sum, (a, b) => a + b, 0);
        Check<int>(Reduction.Sum, (a, b) => a + b, 0);
        Check<long>(Reduction.Sum, (a, b) => a + b, 0);
        Check<byte>(Reduction.Sum, (a, b) => (byte)(a + b), 0);
    }

    [Fact]
    public void Extremes_of_all_axes_layouts_and_types()
    {
        Check<float>(Reduction.Max, MathF.Max, float.NegativeInfinity);
        Check<double>(Reduction.Max, Math.Max, double.NegativeInfinity);
        Check<int>(Reduction.Max, Math.Max, int.MinValue);
        Check<long>(Reduction.Max, Math.Max, long.MinValue);
        Check<byte>(Reduction.Max, Math.Max, byte.MinValue);
        Check<float>(Reduction.Min, MathF.Min, float.PositiveInfinity);
        Check<double>(Reduction.Min, Math.Min, double.PositiveInfinity);
        Check<int>(Reduction.Min, Math.Min, int.MaxValue);
        Check<long>(Reduction.Min, Math.Min, long.MaxValue);
        Check<byte>(Reduction.Min, Math.Min, byte.MaxValue);
    }

    [Fact]
    public void Long_axes_in_both_directions()
    {
        var random = new Random(3);
        foreach (var (rows, columns) in ((int, int)[])[(5000, 7), (7, 5000), (2049, 130), (4097, 129), (70, 300)])
        {
            var x = Operands.Integers<float>(random, Shape.Of(rows, columns));
            foreach (var axes in Operands.Subsets(2))
            {
                Assert.Equal(Naive<float>(x, axes, (a, b) => a + b, 0), Reduction.Sum(x, axes, false).ToArray<float>());
                var transposed = x.Permute([1, 0]);
                Assert.Equal(
                    Naive<float>(transposed, axes, MathF.Max, float.NegativeInfinity),
                    Reduction.Max(transposed, axes, false).ToArray<float>()
                );
            }
        }
    }

    [Fact]
    public void A_view_and_its_copy_give_the_same_bits()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 200; trial++)
        {
            var shape = trial < 180 ? Operands.RandomShape(random, random.Next(1, 5)) : Shape.Of(2500, 40);
            var values = new float[shape.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = random.NextSingle() - 0.5f;
            var x = Operands.Relayout(random, NDArray.Of<float>(values, shape));
            foreach (var axes in Operands.Subsets(x.Rank))
                Assert.Equal(
                    Reduction.Sum(NDArray.Of<float>(x.ToArray<float>(), x.Shape), axes, false).ToArray<float>(),
                    Reduction.Sum(x, axes, false).ToArray<float>()
                );
        }
    }

    [Fact]
    public void Sums_of_a_row_and_of_a_column_give_the_same_bits()
    {
        var random = new Random(5);
        foreach (var n in (int[])[1, 3, 31, 32, 33, 100, 2047, 2048, 2049, 10000])
        {
            var column = Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.5).ToArray();
            var matrix = column.SelectMany(value => Enumerable.Repeat(value, 40)).ToArray();
            var sum = Reduction.Sum(NDArray.Of<double>(column, Shape.Of(n)), [0], false).Item<double>();
            var sums = Reduction.Sum(NDArray.Of<double>(matrix, Shape.Of(n, 40)), [0], false).ToArray<double>();
            Assert.All(sums, value => Assert.Equal(sum, value));
        }
    }

    [Fact]
    public void Long_sums_stay_accurate()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(10_000_000), 0.1);
        Assert.Equal(1e6, Reduction.Sum(x, [0], false).Item<float>(), 1.0);
    }

    [Fact]
    public void Sums_keep_the_sign_of_zero()
    {
        var x = NDArray.Of<float>([-0f, -0f, -0f], Shape.Of(3));
        Assert.True(float.IsNegative(Reduction.Sum(x, [0], false).Item<float>()));
    }

    [Fact]
    public void Integer_sums_wrap()
    {
        Assert.Equal(
            int.MinValue,
            Reduction.Sum(NDArray.Of<int>([int.MaxValue, 1], Shape.Of(2)), [0], false).Item<int>()
        );
        Assert.Equal(1, Reduction.Sum(NDArray.Of<byte>([255, 2], Shape.Of(2)), [0], false).Item<byte>());
    }

    [Fact]
    public void Nothing_sums_to_zero()
    {
        var sum = Reduction.Sum(NDArray.Of<float>([], Shape.Of(2, 0, 3)), [1], false);
        Assert.Equal(Shape.Of(2, 3), sum.Shape);
        Assert.All(sum.ToArray<float>(), value => Assert.Equal(0f, value));
        Assert.Equal(0, Reduction.Sum(NDArray.Of<float>([], Shape.Of(2, 0, 3)), [0], true).Length);
        Assert.Equal(0f, Reduction.Sum(NDArray.Of<float>([], Shape.Of(0)), [0], false).Item<float>());
    }

    [Fact]
    public void No_axes_leave_everything()
    {
        var x = NDArray.Of<int>([1, 2, 3, 4], Shape.Of(2, 2)).Permute([1, 0]);
        Assert.Equal([1, 3, 2, 4], Reduction.Sum(x, [], false).ToArray<int>());
        Assert.Equal(7, Reduction.Max(NDArray.Scalar(DType.Int32, 7), [], false).Item<int>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(3000)]
    public void Not_a_number_wins_everywhere(int columns)
    {
        var random = new Random(6);
        foreach (var n in (int[])[1, 5, 70, 3000])
        {
            var values = Enumerable.Repeat(1f, n * columns).ToArray();
            var (row, column) = (random.Next(n), random.Next(columns));
            values[row * columns + column] = float.NaN;
            var x = NDArray.Of<float>(values, Shape.Of(n, columns));
            foreach (Reduce reduce in (Reduce[])[Reduction.Sum, Reduction.Max, Reduction.Min, Reduction.LogSumExp])
            {
                Assert.True(float.IsNaN(reduce(x, [0, 1], false).Item<float>()));
                var down = reduce(x, [0], false).ToArray<float>();
                Assert.Equal([column], Enumerable.Range(0, columns).Where(i => float.IsNaN(down[i])));
                var across = reduce(x, [1], false).ToArray<float>();
                Assert.Equal([row], Enumerable.Range(0, n).Where(i => float.IsNaN(across[i])));
            }
        }
    }

    [Fact]
    public void Infinities()
    {
        var x = NDArray.Of<double>([double.PositiveInfinity, 1, double.NegativeInfinity], Shape.Of(3));
        Assert.Equal(double.PositiveInfinity, Reduction.Max(x, [0], false).Item<double>());
        Assert.Equal(double.NegativeInfinity, Reduction.Min(x, [0], false).Item<double>());
        Assert.True(double.IsNaN(Reduction.Sum(x, [0], false).Item<double>()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(5000)]
    public void Any_and_all(int n)
    {
        for (var place = 0; place < n; place += Math.Max(1, n / 7))
        {
            var one = new bool[n];
            one[place] = true;
            var x = NDArray.Of<bool>(one, Shape.Of(n));
            Assert.True(Reduction.Any(x, [0], false).Item<bool>());
            Assert.Equal(n == 1, Reduction.All(x, [0], false).Item<bool>());
            var others = NDArray.Of<bool>([.. one.Select(value => !value)], Shape.Of(1, n));
            Assert.Equal([n > 1], Reduction.Any(others, [1], false).ToArray<bool>());
            Assert.Equal([false], Reduction.All(others, [1], false).ToArray<bool>());
        }
        Assert.True(
            Reduction.All(NDArray.Of<bool>(Enumerable.Repeat(true, n).ToArray(), Shape.Of(n)), [0], false).Item<bool>()
        );
    }

    [Fact]
    public void Any_and_all_of_nothing()
    {
        var nothing = NDArray.Of<bool>([], Shape.Of(0));
        Assert.False(Reduction.Any(nothing, [0], false).Item<bool>());
        Assert.True(Reduction.All(nothing, [0], false).Item<bool>());
    }

    private static void Check<T>(Reduce reduce, Func<T, T, T> combine, T identity)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(1);
        for (var trial = 0; trial < 60; trial++)
        {
            var shape = Operands.RandomShape(random, random.Next(0, 5));
            var x = Operands.Relayout(random, Operands.Integers<T>(random, shape));
            foreach (var axes in Operands.Subsets(x.Rank))
            {
                var expected = Naive(x, axes, combine, identity);
                var kept = reduce(x, axes, true);
                var dropped = reduce(x, axes, false);
                Assert.Equal(expected, kept.ToArray<T>());
                Assert.Equal(expected, dropped.ToArray<T>());
                Assert.True(dropped.IsContiguous);
                var dimensions = x.Shape.Dimensions.ToArray();
                Assert.Equal(Shape.Of([.. dimensions.Where((_, axis) => !axes.Contains(axis))]), dropped.Shape);
                Assert.Equal(
                    Shape.Of([.. dimensions.Select((length, axis) => axes.Contains(axis) ? 1 : length)]),
                    kept.Shape
                );
            }
        }
    }

    private static T[] Naive<T>(NDArray x, int[] axes, Func<T, T, T> combine, T identity)
        where T : unmanaged
    {
        var values = x.ToArray<T>();
        var kept = Shape.Of([
            .. x.Shape.Dimensions.ToArray().Select((length, axis) => axes.Contains(axis) ? 1 : length),
        ]);
        var result = Enumerable.Repeat(identity, kept.Length).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var index = Operands.Index(x.Shape, i);
            foreach (var axis in axes)
                index[axis] = 0;
            ref var place = ref result[Operands.Position(kept, index)];
            place = combine(place, values[i]);
        }
        return result;
    }
}
