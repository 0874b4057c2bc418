using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

[Collection("threads")]
public class MaxPoolingTests
{
    [Fact]
    public void Float32_agrees_with_the_definition() => Check<float>(1, 2000);

    [Fact]
    public void Float64_agrees_with_the_definition() => Check<double>(2, 2000);

    [Fact]
    public void Small_example()
    {
        var x = NDArray.Of<float>([1, 5, 2, 5, 3, 4, 0, 9, 8], Shape.Of(1, 1, 3, 3));
        var settings = PoolingSettings.Tiles(2, 2) with { Stride = [1, 1] };
        var (values, indices) = MaxPooling.Forward(x, settings);
        Assert.Equal([5, 5, 9, 9], values.ToArray<float>());
        Assert.Equal([1L, 1, 7, 7], indices.ToArray<long>());
        Assert.Equal([0, 10, 0, 0, 0, 0, 0, 18, 0], MaxPooling.Scatter(values, indices, x.Shape).ToArray<float>());
        Assert.Equal([0, 5, 0, 0, 0, 0, 0, 9, 0], MaxPooling.Unpool(values, indices, x.Shape).ToArray<float>());
        Assert.Equal(values.ToArray<float>(), MaxPooling.Take(x, indices).ToArray<float>());
    }

    [Fact]
    public void Windows_of_minus_infinity_and_of_NaN()
    {
        var low = NDArray.Full(DType.Float64, Shape.Of(1, 1, 3, 3), double.NegativeInfinity);
        var (values, indices) = MaxPooling.Forward(
            low,
            PoolingSettings.Tiles(3, 3) with
            {
                Padding = [1, 1],
                Stride = [2, 2],
            }
        );
        Assert.All(values.ToArray<double>(), value => Assert.Equal(double.NegativeInfinity, value));
        Assert.Equal([0L, 1, 3, 4], indices.ToArray<long>());
        var nan = NDArray.Full(DType.Float64, Shape.Of(1, 1, 3, 3), double.NaN);
        (values, indices) = MaxPooling.Forward(nan, PoolingSettings.Tiles(3, 3));
        Assert.True(double.IsNaN(values.Item<double>()));
        Assert.Equal(8, indices.Item<long>());
    }

    [Fact]
    public void Bits_do_not_depend_on_threads()
    {
        var random = new Random(3);
        var x = Layouts.Integers<float>(random, Shape.Of(3, 5, 40, 41));
        var settings = PoolingSettings.Tiles(3, 3) with { Stride = [2, 1], Padding = [1, 1] };
        ThreadCounts.Same(() => MaxPooling.Forward(x, settings).Values);
        ThreadCounts.Same(() => MaxPooling.Forward(x, settings).Indices);
        var (values, indices) = MaxPooling.Forward(x, settings);
        ThreadCounts.Same(() => MaxPooling.Scatter(values, indices, x.Shape));
        ThreadCounts.Same(() => MaxPooling.Unpool(values, indices, x.Shape));
    }

    [Fact]
    public void Misuse_is_reported()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(1, 2, 5, 5), 1.0);
        var plain = PoolingSettings.Tiles(2, 2);
        void Refused(Action action) => Assert.Throws<ArgumentException>(action);
        Refused(() => MaxPooling.Forward(x, plain with { Stride = [0, 1] }));
        Refused(() => MaxPooling.Forward(x, plain with { Dilation = [0, 1] }));
        Refused(() => MaxPooling.Forward(x, plain with { Padding = [2, 1] }));
        Refused(() => MaxPooling.Forward(x, plain with { Padding = [-1, 1] }));
        Refused(() => MaxPooling.Forward(x, PoolingSettings.Tiles(6, 2)));
        Refused(() => MaxPooling.Forward(x, PoolingSettings.Tiles(int.MaxValue, 2)));
        Refused(() => MaxPooling.Forward(x, plain with { Dilation = [int.MaxValue, 1] }));
        Refused(() => MaxPooling.Forward(x.Reshape(Shape.Of(10, 5)), plain));
        Refused(() => MaxPooling.Forward(Elementwise.Cast(x, DType.Int32), plain));
        // A window of two taps around a single element.
        var single = NDArray.Full(DType.Float32, Shape.Of(1, 1, 1), 1.0);
        var apart = PoolingSettings.Tiles(2) with { Padding = [1], Dilation = [2] };
        Refused(() => MaxPooling.Forward(single, apart));
        var (values, indices) = MaxPooling.Forward(x, plain);
        Refused(() =>
            MaxPooling.Scatter(values, Elementwise.Add(indices, NDArray.Full(DType.Int64, Shape.Scalar, 30L)), x.Shape)
        );
        Refused(() =>
            MaxPooling.Unpool(
                values,
                Elementwise.Negate(Elementwise.Add(indices, NDArray.Full(DType.Int64, Shape.Scalar, 1L))),
                x.Shape
            )
        );
        Refused(() => MaxPooling.Take(x, Elementwise.Cast(indices, DType.Int32)));
        Refused(() => MaxPooling.Scatter(values, indices, Shape.Of(1, 3, 5, 5)));
        Refused(() => MaxPooling.Scatter(x, indices, x.Shape));
    }

    private static void Check<T>(int seed, int trials)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        for (var trial = 0; trial < trials; trial++)
        {
            var pooling = PoolingCase.Random(random, dilated: true);
            var x = Sprinkled<T>(random, Layouts.Integers<T>(random, pooling.X));
            var xs = x.ToArray<T>();
            var (values, indices) = MaxPooling.Forward(x, pooling.Settings);
            Assert.Equal(pooling.Y, values.Shape);
            Assert.Equal(pooling.Y, indices.Shape);
            var (expected, expectedAt) = (new List<T>(), new List<long>());
            var (c, gradient, unpooled) = (Layouts.Integers<T>(random, pooling.Y), new T[xs.Length], new T[xs.Length]);
            var cs = c.ToArray<T>();
            foreach (var (elements, _, plane) in pooling.Places())
            {
                var best = elements[0];
                foreach (var element in elements)
                    if (xs[plane + element] > xs[plane + best] || T.IsNaN(xs[plane + element]))
                        best = element;
                gradient[plane + best] += cs[expected.Count];
                unpooled[plane + best] = cs[expected.Count];
                expected.Add(xs[plane + best]);
                expectedAt.Add(best);
            }
            Assert.Equal(expectedAt, indices.ToArray<long>());
            Assert.Equal(expected, values.ToArray<T>());
            Assert.Equal(gradient, MaxPooling.Scatter(c, indices, pooling.X).ToArray<T>());
            Assert.Equal(unpooled, MaxPooling.Unpool(c, indices, pooling.X).ToArray<T>());
            Assert.Equal(expected, MaxPooling.Take(x, indices).ToArray<T>());
        }
    }

    /// <summary>Some elements replaced by NaN and infinities.</summary>
    private static NDArray Sprinkled<T>(Random random, NDArray x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (random.Next(3) > 0)
            return x;
        var values = x.ToArray<T>();
        T[] specials = [T.NaN, T.PositiveInfinity, T.NegativeInfinity];
        for (var i = 0; i < values.Length; i++)
            if (random.Next(6) == 0)
                values[i] = specials[random.Next(3)];
        return NDArray.Of<T>(values, x.Shape);
    }
}
