using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

[Collection("threads")]
public class AdaptivePoolingTests
{
    [Fact]
    public void Float32_agrees_with_the_definition() => Check<float>(1, 1000, 1e-4);

    [Fact]
    public void Float64_agrees_with_the_definition() => Check<double>(2, 1000, 1e-12);

    [Fact]
    public void Bins_share_elements_where_the_axis_does_not_divide()
    {
        var x = NDArray.Of<double>([1, 2, 4, 8, 16], Shape.Of(1, 1, 5));
        Assert.Equal([7.0 / 3, 28.0 / 3], AdaptivePooling.Average(x, 2).ToArray<double>());
        Assert.Equal([1.0, 1.5, 3, 4, 6, 12, 16], AdaptivePooling.Average(x, 7).ToArray<double>());
        var (values, indices) = AdaptivePooling.Max(x, 2);
        Assert.Equal([4.0, 16], values.ToArray<double>());
        Assert.Equal([2L, 4], indices.ToArray<long>());
    }

    [Fact]
    public void NaN_is_the_largest()
    {
        var x = NDArray.Of<float>([1, float.NaN, 3, float.NaN, 5, 6], Shape.Of(1, 1, 6));
        var (values, indices) = AdaptivePooling.Max(x, 1);
        Assert.True(float.IsNaN(values.Item<float>()));
        Assert.Equal(3, indices.Item<long>());
        Assert.True(float.IsNaN(AdaptivePooling.Average(x, 1).Item<float>()));
    }

    [Fact]
    public void Bits_do_not_depend_on_threads()
    {
        var random = new Random(4);
        var x = NDArray.Of<float>(
            [.. Enumerable.Range(0, 4 * 5 * 50 * 51).Select(_ => random.NextSingle())],
            Shape.Of(4, 5, 50, 51)
        );
        ThreadCounts.Same(() => AdaptivePooling.Average(x, 7, 8));
        ThreadCounts.Same(() => AdaptivePooling.AverageGradient(AdaptivePooling.Average(x, 7, 8), x.Shape));
        ThreadCounts.Same(() => AdaptivePooling.Max(x, 7, 8).Indices);
    }

    [Fact]
    public void Misuse_is_reported()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(1, 2, 5, 5), 1.0);
        Assert.Throws<ArgumentException>(() => AdaptivePooling.Average(x, 0, 1));
        Assert.Throws<ArgumentException>(() => AdaptivePooling.Average(x, 3));
        Assert.Throws<ArgumentException>(() => AdaptivePooling.Max(Elementwise.Cast(x, DType.Int32), 1, 1));
        Assert.Throws<ArgumentException>(() => AdaptivePooling.Max(x.Reshape(Shape.Of(50)), 1));
        Assert.Throws<ArgumentException>(() =>
            AdaptivePooling.Max(NDArray.Full(DType.Float32, Shape.Of(1, 1, 0), 1.0), 1)
        );
        Assert.Throws<ArgumentException>(() => AdaptivePooling.AverageGradient(x, Shape.Of(1, 3, 5, 5)));
        Assert.Throws<ArgumentException>(() => AdaptivePooling.AverageGradient(x, Shape.Of(1, 2, 5)));
    }

    private static void Check<T>(int seed, int trials, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        for (var trial = 0; trial < trials; trial++)
        {
            var spatial = random.Next(1, 4);
            int[] sizes = [.. Enumerable.Range(0, spatial).Select(_ => random.Next(1, spatial == 1 ? 80 : 9))];
            int[] counts = [.. sizes.Select(size => random.Next(1, Math.Min(size + 3, 12)))];
            var shape = Shape.Of([random.Next(0, 3), random.Next(1, 3), .. sizes]);
            var result = Shape.Of([shape[0], shape[1], .. counts]);
            var (x, c) = (Layouts.Integers<T>(random, shape), Layouts.Integers<T>(random, result));
            var (xs, cs) = (x.ToArray<T>(), c.ToArray<T>());
            var (means, gradient) = (new double[cs.Length], new double[xs.Length]);
            var (maxima, indices) = (new T[cs.Length], new long[cs.Length]);
            var elements = Shape.Of(sizes);
            for (var i = 0; i < cs.Length; i++)
            {
                var place = Operands.Index(result, i);
                var plane = (place[0] * shape[1] + place[1]) * elements.Length;
                int[] bin =
                [
                    .. Enumerable
                        .Range(0, elements.Length)
                        .Where(element => IsIn(place, sizes, counts, Operands.Index(elements, element))),
                ];
                means[i] = bin.Average(element => double.CreateChecked(xs[plane + element]));
                foreach (var element in bin)
                    gradient[plane + element] += double.CreateChecked(cs[i]) / bin.Length;
                indices[i] = bin.MaxBy(element => xs[plane + element]);
                maxima[i] = xs[plane + indices[i]];
            }
            AveragePoolingTests.Near(result, means, AdaptivePooling.Average(x, counts), tolerance);
            AveragePoolingTests.Near(shape, gradient, AdaptivePooling.AverageGradient(c, shape), tolerance);
            var (values, at) = AdaptivePooling.Max(x, counts);
            Assert.Equal(maxima, values.ToArray<T>());
            Assert.Equal(indices, at.ToArray<long>());
        }
    }

    private static bool IsIn(int[] place, int[] sizes, int[] counts, int[] element)
    {
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var (i, size, count) = (place[axis + 2], sizes[axis], counts[axis]);
            if (element[axis] < i * size / count || element[axis] >= Math.Ceiling((i + 1) * size / (double)count))
                return false;
        }
        return true;
    }
}
