using Xunit;

namespace Riemann.Kernels.Tests;

public class LogSumExpTests
{
    [Fact]
    public void Every_subset_of_axes_of_every_layout()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 100; trial++)
        {
            var x = Operands.Relayout(
                random,
                Operands.Integers<double>(random, Operands.RandomShape(random, random.Next(0, 5)))
            );
            foreach (var axes in Operands.Subsets(x.Rank))
            {
                var expected = Reduction.Sum(Elementwise.Exp(x), axes, false);
                var single = Reduction.LogSumExp(Elementwise.Cast(x, DType.Float32), axes, true);
                var result = Reduction.LogSumExp(x, axes, false);
                Assert.Equal(expected.Shape, result.Shape);
                for (var i = 0; i < result.Length; i++)
                {
                    Assert.Equal(Math.Log(expected.ToDouble(i)), result.ToDouble(i), 1e-13);
                    Assert.Equal(Math.Log(expected.ToDouble(i)), single.ToDouble(i), 1e-5);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(9000)]
    public void Rows_of_any_length_without_overflow(int length)
    {
        var values = new double[3 * length];
        for (var i = 0; i < values.Length; i++)
            values[i] = 1e4 * (i / length - 1) + i % 7 / 7.0;
        var result = Reduction.LogSumExp(NDArray.Of<double>(values, Shape.Of(3, length)), [1], false);
        for (var row = 0; row < 3; row++)
        {
            var offset = (row * length) % 7;
            var exact = Enumerable.Range(0, length).Sum(i => Math.Exp((i + offset) % 7 / 7.0));
            Assert.Equal(1e4 * (row - 1) + Math.Log(exact), result.ToDouble(row), 1e-11);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(5000)]
    public void Infinities(int length)
    {
        const float infinity = float.PositiveInfinity;
        var x = Enumerable.Repeat(-infinity, 4 * length).ToArray();
        x[length] = infinity;
        x[2 * length + 1] = 5;
        (x[3 * length], x[3 * length + 1]) = (infinity, float.NaN);
        var result = Reduction.LogSumExp(NDArray.Of<float>(x, Shape.Of(4, length)), [1], false);
        Assert.Equal([-infinity, infinity, 5, float.NaN], result.ToArray<float>());
    }

    [Fact]
    public void Nothing_gives_minus_infinity()
    {
        var nothing = NDArray.Of<double>([], Shape.Of(2, 0));
        Assert.Equal(
            [double.NegativeInfinity, double.NegativeInfinity],
            Reduction.LogSumExp(nothing, [1], false).ToArray<double>()
        );
        Assert.Equal(0, Reduction.LogSumExp(nothing, [0], true).Length);
    }

    [Fact]
    public void Only_for_floats() =>
        Assert.Throws<ArgumentException>(() => Reduction.LogSumExp(NDArray.Scalar(DType.Int32, 1), [], false));
}
