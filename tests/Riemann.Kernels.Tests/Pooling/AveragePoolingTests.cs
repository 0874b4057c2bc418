using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

[Collection("threads")]
public class AveragePoolingTests
{
    [Fact]
    public void Float32_agrees_with_the_definition() => Check<float>(1, 1500, 1e-4);

    [Fact]
    public void Float64_agrees_with_the_definition() => Check<double>(2, 1500, 1e-12);

    [Fact]
    public void Padding_counts_or_not_and_what_lies_beyond_it_does_not()
    {
        var x = NDArray.Of<double>([1, 2, 3], Shape.Of(1, 1, 3));
        var settings = new PoolingSettings([2], [2], [1], [1], false);
        Assert.Equal([0.5, 2.5], new AveragePooling(settings).Forward(x).ToArray<double>());
        Assert.Equal([1.0, 2.5], new AveragePooling(settings, false).Forward(x).ToArray<double>());
        Assert.Equal([0.25, 1.25], new AveragePooling(settings, true, 4).Forward(x).ToArray<double>());
        var beyond = PoolingSettings.Tiles(2) with { CeilMode = true };
        Assert.Equal([1.5, 3], new AveragePooling(beyond).Forward(x).ToArray<double>());
    }

    [Fact]
    public void NaN_and_infinity_stay_under_their_windows()
    {
        var x = NDArray.Of<float>([1, float.NaN, 2, 3, float.PositiveInfinity, 4, 5, 6], Shape.Of(1, 1, 8));
        var means = new AveragePooling(PoolingSettings.Tiles(2)).Forward(x).ToArray<float>();
        Assert.Equal([float.NaN, 2.5f, float.PositiveInfinity, 5.5f], means);
    }

    [Fact]
    public void Bits_do_not_depend_on_threads()
    {
        var random = new Random(3);
        var x = NDArray.Of<float>(Randoms(random, 3 * 5 * 40 * 41), Shape.Of(3, 5, 40, 41));
        var pooling = new AveragePooling(PoolingSettings.Tiles(3, 3) with { Stride = [2, 1], Padding = [1, 1] });
        ThreadCounts.Same(() => pooling.Forward(x));
        ThreadCounts.Same(() => pooling.Gradient(pooling.Forward(x), x.Shape));
    }

    [Fact]
    public void Misuse_is_reported()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(1, 2, 5, 5), 1.0);
        var pooling = new AveragePooling(PoolingSettings.Tiles(2, 2));
        Assert.Throws<ArgumentException>(() => (pooling with { Divisor = 0 }).Forward(x));
        Assert.Throws<ArgumentException>(() => pooling.Gradient(x, x.Shape));
        Assert.Throws<ArgumentException>(() => pooling.Forward(Elementwise.Cast(x, DType.Int64)));
        Assert.Throws<ArgumentException>(() => pooling.Forward(x.Reshape(Shape.Of(50))));
    }

    private static float[] Randoms(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];

    private static void Check<T>(int seed, int trials, double tolerance)
        where T : unmanaged, INumber<T>
    {
        var random = new Random(seed);
        for (var trial = 0; trial < trials; trial++)
        {
            var pooled = PoolingCase.Random(random, dilated: random.Next(2) == 0);
            int? divisor = random.Next(4) == 0 ? random.Next(1, 9) : null;
            var pooling = new AveragePooling(pooled.Settings, random.Next(2) == 0, divisor);
            var (x, c) = (Layouts.Integers<T>(random, pooled.X), Layouts.Integers<T>(random, pooled.Y));
            var (xs, cs) = (x.ToArray<T>(), c.ToArray<T>());
            var (means, gradient) = (new double[cs.Length], new double[xs.Length]);
            var place = 0;
            foreach (var (elements, padded, plane) in pooled.Places())
            {
                var count = divisor ?? (pooling.CountPadding ? padded : elements.Length);
                foreach (var element in elements)
                {
                    means[place] += double.CreateChecked(xs[plane + element]) / count;
                    gradient[plane + element] += double.CreateChecked(cs[place]) / count;
                }
                place++;
            }
            Near(pooled.Y, means, pooling.Forward(x), tolerance);
            Near(pooled.X, gradient, pooling.Gradient(c, pooled.X), tolerance);
        }
    }

    internal static void Near(Shape shape, double[] expected, NDArray actual, double tolerance)
    {
        Assert.Equal(shape, actual.Shape);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.ToDouble(i), tolerance);
    }
}
