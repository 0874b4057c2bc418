using Xunit;

namespace Riemann.Kernels.Tests;

public class DropoutTests
{
    private static readonly NDArray Key = NDArray.Of<long>([20240607], Shape.Scalar);

    private static NDArray Ones(DType dtype, params ReadOnlySpan<int> lengths) =>
        NDArray.Full(dtype, Shape.Of(lengths), 1.0);

    private static double[] Values(NDArray x) => [.. Enumerable.Range(0, x.Length).Select(x.ToDouble)];

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Elements_stay_by_the_words_of_the_stream(DType dtype)
    {
        var words = new ulong[1024];
        PhiloxBlocks.Fill(words, 20240607, 0, Domains.Dropout);
        foreach (var n in (int[])[1, 7, 15, 16, 17, 511, 512, 513, 2000])
        {
            var drawn = Values(Dropout.Apply(Key, Ones(dtype, n), 0.75, 0));
            var expected = Enumerable
                .Range(0, n)
                .Select(i => (uint)(words[i / 2] >> 32 * (i % 2)) < 3u << 30 ? 0.0 : 4.0);
            Assert.Equal(expected, drawn);
        }
    }

    [Fact]
    public void The_part_that_stays_is_the_probability_of_staying()
    {
        foreach (var probability in (double[])[0.001, 0.3, 0.5, 0.9])
        {
            var drawn = Values(Dropout.Apply(Key, Ones(DType.Float64, 1_000_000), probability, 0));
            var stays = drawn.Count(value => value != 0) / 1e6;
            var deviation = Math.Sqrt(probability * (1 - probability) / 1e6);
            Assert.InRange(stays - (1 - probability), -4 * deviation, 4 * deviation);
            Assert.All(drawn, value => Assert.True(value == 0 || value == 1 / (1 - probability)));
        }
    }

    [Fact]
    public void Nothing_stays_with_probability_1_and_what_goes_is_0()
    {
        var odd = new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 1e308 };
        var x = NDArray.Of(odd, Shape.Of(5)).BroadcastTo(Shape.Of(1000, 5));
        Assert.All(Values(Dropout.Apply(Key, x, 1, 0)), value => Assert.Equal(0.0, value));
        Assert.All(Values(Dropout.Apply(Key, x, 1, 1)), value => Assert.Equal(0.0, value));
        var half = Values(Dropout.Apply(Key, x, 0.5, 0));
        Assert.Contains(double.NaN, half);
        Assert.InRange(half.Where((_, i) => i % 5 == 0).Count(value => value == 0), 420, 580);
    }

    [Fact]
    public void Parts_go_together_by_the_draws_of_as_many_elements()
    {
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            var alone = Values(Dropout.Apply(Key, Ones(dtype, 700), 0.5, 0));
            var parts = Dropout.Apply(Key, Ones(dtype, 7, 100, 3, 5), 0.5, 2);
            Assert.Equal(alone.SelectMany(value => Enumerable.Repeat(value, 15)), Values(parts));
            Assert.Equal(alone[0], Values(Dropout.Apply(Key, Ones(dtype, 3, 5), 0.5, 2)).Distinct().Single());
        }
    }

    [Fact]
    public void Stacked_keys_drop_what_each_drops_alone()
    {
        var keys = NDArray.Of<long>([1, -1, 5, long.MinValue, 0, 77], Shape.Of(2, 3)).Permute([1, 0]);
        var x = Elementwise.Add(Philox.Normal(keys, Shape.Of(7, 113), DType.Float32), Ones(DType.Float32));
        var rows = keys.ToArray<long>()
            .SelectMany(
                (key, i) =>
                {
                    var own = x.Slice([i / 2, i % 2, 0, 0], [1, 1, 7, 113], [1, 1, 1, 1]).Reshape(Shape.Of(7, 113));
                    return Values(Dropout.Apply(NDArray.Of<long>([key], Shape.Scalar), own, 0.2, 0));
                }
            );
        Assert.Equal(rows, Values(Dropout.Apply(keys, x, 0.2, 0)));
    }

    [Fact]
    public void Views_are_read_as_their_elements()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var shape = Shape.Of(random.Next(0, 4), random.Next(1, 9), random.Next(0, 40));
            var x = Layouts.Integers<float>(random, shape);
            foreach (var together in (int[])[0, 1, 3])
                Assert.Equal(
                    Values(Dropout.Apply(Key, NDArray.Of(x.ToArray<float>(), shape), 0.5, together)),
                    Values(Dropout.Apply(Key, x, 0.5, together))
                );
        }
    }

    [Fact]
    public void Empty_arrays_and_no_keys()
    {
        Assert.Equal(Shape.Of(0, 3), Dropout.Apply(Key, Ones(DType.Float32, 0, 3), 0.5, 0).Shape);
        Assert.Equal(Shape.Of(3, 0), Dropout.Apply(Key, Ones(DType.Float32, 3, 0), 0.5, 1).Shape);
        var none = NDArray.Of<long>([], Shape.Of(0));
        Assert.Equal(Shape.Of(0, 3), Dropout.Apply(none, Ones(DType.Float64, 0, 3), 0.5, 0).Shape);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        ThreadCounts.Same(() => Dropout.Apply(Key, Ones(DType.Float32, 1000, 1001), 0.3, 0));
        ThreadCounts.Same(() => Dropout.Apply(Key, Ones(DType.Float64, 1000, 1001), 0.3, 1));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Dropout.Apply(Key, Ones(DType.Int64, 3), 0.5, 0));
        Assert.Throws<ArgumentException>(() => Dropout.Apply(Key, Ones(DType.Float64, 3), 0.5, 2));
        var keys = NDArray.Of<long>([1, 2], Shape.Of(2));
        Assert.Throws<ArgumentException>(() => Dropout.Apply(keys, Ones(DType.Float64, 3), 0.5, 0));
        Assert.Throws<ArgumentException>(() => Dropout.Apply(keys, Ones(DType.Float64, 2), 0.5, 1));
    }
}
