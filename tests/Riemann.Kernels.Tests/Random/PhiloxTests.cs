using Xunit;

namespace Riemann.Kernels.Tests;

public class PhiloxTests
{
    private static readonly NDArray Key = NDArray.Of<long>([20240607], Shape.Scalar);

    /// <summary>All draws of floats, as doubles, by name.</summary>
    public static TheoryData<string> Draws => ["uniform32", "uniform64", "normal32", "normal64", "integers"];

    private static NDArray Draw(string name, NDArray keys, Shape shape) =>
        name switch
        {
            "uniform32" => Philox.Uniform(keys, shape, DType.Float32),
            "uniform64" => Philox.Uniform(keys, shape, DType.Float64),
            "normal32" => Philox.Normal(keys, shape, DType.Float32),
            "normal64" => Philox.Normal(keys, shape, DType.Float64),
            _ => Philox.Integers(keys, shape, -7, 1000),
        };

    private static double[] Values(NDArray x) => [.. Enumerable.Range(0, x.Length).Select(x.ToDouble)];

    [Theory]
    [MemberData(nameof(Draws))]
    public void A_longer_draw_begins_with_the_shorter_one(string name)
    {
        var longest = Values(Draw(name, Key, Shape.Of(5000)));
        foreach (var n in (int[])[0, 1, 2, 15, 16, 17, 255, 256, 257, 511, 512, 513, 4999])
            Assert.Equal(longest[..n], Values(Draw(name, Key, Shape.Of(n))));
        Assert.Equal(longest[..12], Values(Draw(name, Key, Shape.Of(3, 4))));
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Stacked_keys_draw_what_each_draws_alone(string name)
    {
        var keys = NDArray.Of<long>([1, -1, 5, long.MinValue, 0, 77], Shape.Of(2, 3)).Permute([1, 0]);
        var draws = Draw(name, keys, Shape.Of(7, 41));
        Assert.Equal(Shape.Of(3, 2, 7, 41), draws.Shape);
        var alone = keys.ToArray<long>()
            .SelectMany(key => Values(Draw(name, NDArray.Of<long>([key], Shape.Scalar), Shape.Of(287))));
        Assert.Equal(alone, Values(draws));
    }

    [Fact]
    public void No_keys_and_empty_shapes()
    {
        var none = NDArray.Of<long>([], Shape.Of(0));
        Assert.Equal(Shape.Of(0, 3), Philox.Normal(none, Shape.Of(3), DType.Float32).Shape);
        Assert.Equal(Shape.Of(0), Philox.FoldIn(none, 1).Shape);
        Assert.Equal(Shape.Of(0, 2), Philox.Permutation(none, 2).Shape);
        Assert.Equal(Shape.Of(4, 0), Philox.Uniform(Key, Shape.Of(4, 0), DType.Float64).Shape);
        Assert.Equal(0, Philox.Permutation(Key, 0).Length);
    }

    [Fact]
    public void Elements_are_the_words_of_the_stream()
    {
        var words = new ulong[1200];
        PhiloxBlocks.Fill(words, 20240607, 0, Domains.Uniform);
        var singles = Philox.Uniform(Key, Shape.Of(2400), DType.Float32).ToArray<float>();
        var doubles = Philox.Uniform(Key, Shape.Of(1200), DType.Float64).ToArray<double>();
        for (var i = 0; i < words.Length; i++)
        {
            Assert.Equal(((uint)words[i] >> 8) / 16777216f, singles[2 * i]);
            Assert.Equal((words[i] >> 40) / 16777216f, singles[2 * i + 1]);
            Assert.Equal((words[i] >> 11) / 9007199254740992.0, doubles[i]);
        }
    }

    [Theory]
    [InlineData("uniform32")]
    [InlineData("uniform64")]
    public void Uniforms_pass_the_Kolmogorov_Smirnov_test(string name)
    {
        var draws = Values(Draw(name, Key, Shape.Of(100_000)));
        Assert.All(draws, u => Assert.True(u is >= 0 and < 1));
        Assert.True(Distance(draws, u => u) < 1.95 / Math.Sqrt(draws.Length));
        Assert.Equal(0.5, draws.Average(), 0.004);
        Assert.Equal(1 / 12.0, draws.Average(u => (u - 0.5) * (u - 0.5)), 0.002);
    }

    [Theory]
    [InlineData("normal32")]
    [InlineData("normal64")]
    public void Normals_pass_the_Kolmogorov_Smirnov_test(string name)
    {
        var draws = Values(Draw(name, Key, Shape.Of(100_000)));
        Assert.True(Distance(draws, Distribution) < 1.95 / Math.Sqrt(draws.Length));
        Assert.Equal(0, draws.Average(), 0.013);
        Assert.Equal(1, draws.Average(z => z * z), 0.018);
        Assert.Equal(0, draws.Average(z => z * z * z), 0.05);
        Assert.Equal(3, draws.Average(z => z * z * z * z), 0.13);
        Assert.InRange(draws.Max(), 3.5, 6.4);
        Assert.InRange(-draws.Min(), 3.5, 6.4);
    }

    [Fact]
    public void Integers_cover_their_range_evenly()
    {
        var draws = Philox.Integers(Key, Shape.Of(100_000), -3, 7).ToArray<long>();
        var counts = draws.CountBy(value => value).ToDictionary();
        Assert.Equal(Enumerable.Range(-3, 10).Select(value => (long)value), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.Equal(10_000, count, 400.0));
        var wide = Philox.Integers(Key, Shape.Of(1000), long.MinValue, long.MaxValue).ToArray<long>();
        Assert.InRange(wide.Count(value => value < 0), 400, 600);
        Assert.All(Philox.Integers(Key, Shape.Of(9), 4, 5).ToArray<long>(), value => Assert.Equal(4, value));
        Assert.Throws<ArgumentException>(() => Philox.Integers(Key, Shape.Of(9), 4, 4));
    }

    [Fact]
    public void Permutations_are_permutations()
    {
        foreach (var n in (int[])[1, 2, 255, 256, 257, 3000])
        {
            var order = Philox.Permutation(Key, n).ToArray<long>();
            Assert.Equal(Enumerable.Range(0, n).Select(i => (long)i), order.Order());
        }
        var both = Philox.Permutation(NDArray.Of<long>([8, 9], Shape.Of(2)), 50).ToArray<long>();
        Assert.Equal(Philox.Permutation(NDArray.Of<long>([9], Shape.Scalar), 50).ToArray<long>(), both[50..]);
        Assert.NotEqual(both[..50], both[50..]);
    }

    [Fact]
    public void All_orders_of_three_are_equally_likely()
    {
        var orders = Philox.Permutation(Philox.Split(Key, 60_000), 3).ToArray<long>().Chunk(3);
        var counts = orders.CountBy(order => (order[0], order[1])).ToDictionary();
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.Equal(10_000, count, 400.0));
    }

    [Fact]
    public void New_keys_are_all_different()
    {
        var children = Philox.Split(Key, 1000).ToArray<long>();
        var steps = Enumerable.Range(-500, 1000).Select(step => Philox.FoldIn(Key, step).Item<long>());
        Assert.Equal(2001, children.Concat(steps).Append(Key.Item<long>()).Distinct().Count());
        var grandchildren = Philox.Split(Philox.Split(Key, 2), 3);
        Assert.Equal(Shape.Of(2, 3), grandchildren.Shape);
        var second = Philox.Split(NDArray.Of<long>([children[1]], Shape.Scalar), 3).ToArray<long>();
        Assert.Equal(second, grandchildren.ToArray<long>()[3..]);
        Assert.Equal(
            Philox.FoldIn(NDArray.Of<long>([children[1]], Shape.Scalar), 4).Item<long>(),
            Philox.FoldIn(Philox.Split(Key, 2), 4).ToArray<long>()[1]
        );
    }

    [Fact]
    public void Kinds_of_draws_of_one_key_are_uncorrelated()
    {
        const int n = 100_000;
        var uniform = Values(Philox.Uniform(Key, Shape.Of(n), DType.Float64));
        var normal = Values(Philox.Normal(Key, Shape.Of(n), DType.Float64));
        var other = Values(Philox.Normal(Philox.FoldIn(Key, 1), Shape.Of(n), DType.Float64));
        Assert.Equal(0, uniform.Zip(normal, (u, z) => (u - 0.5) * z).Average(), 0.004);
        Assert.Equal(0, other.Zip(normal, (a, b) => a * b).Average(), 0.014);
        Assert.Equal(0, normal.Zip(normal.Skip(1), (a, b) => a * b).Average(), 0.014);
    }

    [Fact]
    public void Only_floats_are_drawn_uniform_or_normal()
    {
        Assert.Throws<ArgumentException>(() => Philox.Uniform(Key, Shape.Of(1), DType.Int32));
        Assert.Throws<ArgumentException>(() => Philox.Normal(Key, Shape.Of(1), DType.Bool));
    }

    /// <summary>The largest distance between the empirical and a given distribution function.</summary>
    private static double Distance(double[] draws, Func<double, double> distribution) =>
        draws
            .Order()
            .Select(
                (x, i) =>
                    Math.Max(
                        Math.Abs(distribution(x) - (double)i / draws.Length),
                        Math.Abs(distribution(x) - (i + 1.0) / draws.Length)
                    )
            )
            .Max();

    /// <summary>The normal distribution function, by the series of Marsaglia (2004).</summary>
    private static double Distribution(double x)
    {
        var (sum, term) = (x, x);
        for (var i = 3; Math.Abs(term) > 1e-17; i += 2)
            sum += term *= x * x / i;
        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }
}
