using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Xunit;

namespace Riemann.Tests.Tensors;

public class RandomTests
{
    private static T Seeded<T>(long seed, Func<T> draw)
    {
        Random.ManualSeed(seed);
        return draw();
    }

    public static TheoryData<string, Func<Tensor>> Draws =>
        new()
        {
            { "Rand", () => Tensor.Rand(3, 4) },
            { "Randn", () => Tensor.Randn(3, 4) },
            { "RandInt", () => Tensor.RandInt(-50, 50, [12]) },
            { "RandPerm", () => Tensor.RandPerm(50) },
            { "Normal", () => Tensor.Normal(1, 2, [12]) },
            { "Uniform", () => Tensor.Uniform(-1, 1, [12]) },
            { "Exponential", () => Tensor.Exponential(2, [12]) },
            { "Bernoulli", () => Tensor.Bernoulli(0.5, [64]) },
            { "Bernoulli of a tensor", () => Tensor.Full([64], 0.5).Bernoulli() },
            { "Poisson", () => Tensor.Full([64], 5).Poisson() },
            { "Multinomial", () => Tensor.Ones(50).Multinomial(20) },
            { "Categorical", () => Tensor.Zeros(64, 4).Categorical() },
            { "NormalInPlace", () => Tensor.Zeros(12).NormalInPlace() },
            { "UniformInPlace", () => Tensor.Zeros(12).UniformInPlace(-1, 1) },
        };

    [Theory]
    [MemberData(nameof(Draws))]
    public void A_seed_gives_the_same_numbers_again_and_another_draw_other_ones(string name, Func<Tensor> draw)
    {
        var first = Seeded(7, draw);
        var next = draw();
        Assert.True(first.Equal(Seeded(7, draw)), name);
        Assert.False(first.Equal(next), name);
        Assert.False(first.Equal(Seeded(8, draw)), name);
    }

    [Fact]
    public void Keys_drawn_by_many_threads_are_distinct_and_those_of_one_thread()
    {
        static string bits(Key key) => FSharp.Random.uniform(ListModule.OfArray([4]), key).ToString();
        var alone = Seeded(3, () => Enumerable.Range(0, 400).Select(_ => bits(Random.NextKey())).ToHashSet());
        var together = Seeded(
            3,
            () => Enumerable.Range(0, 400).AsParallel().Select(_ => bits(Random.NextKey())).ToHashSet()
        );
        Assert.Equal(400, alone.Count);
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Draws_have_the_moments_of_their_distributions()
    {
        var n = Seeded(1, () => Tensor.Normal(3, 2, [100_000], DType.Float64));
        Assert.Equal(3, n.Mean().Item(), 0.03);
        Assert.Equal(2, n.Std().Item(), 0.03);
        var u = Tensor.Uniform(-1, 3, [100_000], DType.Float64);
        Assert.Equal(1, u.Mean().Item(), 0.03);
        Assert.True(u.Min().Item() >= -1 && u.Max().Item() < 3);
        Assert.Equal(0.5, Tensor.Exponential(2, [100_000], DType.Float64).Mean().Item(), 0.02);
        Assert.Equal(0.3, Tensor.Bernoulli(0.3, [100_000]).Double().Mean().Item(), 0.01);
        Assert.Equal(5, Tensor.Full([100_000], 5, DType.Float64).Poisson().Double().Mean().Item(), 0.05);
        var dice = Tensor.RandInt(1, 7, [10_000]);
        Assert.Equal([1, 2, 3, 4, 5, 6], dice.Unique().ToArray<long>());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Tensor.RandPerm(50).Sort().Values.ToArray<long>());
        Assert.Equal([1L], Tensor.From(new[] { 0.0, 1, 0 }).Multinomial(1).ToArray<long>());
    }

    [Fact]
    public void Types_and_shapes_are_those_asked_for()
    {
        Assert.Equal(DType.Float32, Tensor.Rand(2, 3).DType);
        Assert.Equal([2, 3], Tensor.Rand(2, 3).Shape);
        var leaf = Tensor.Randn([2], DType.Float64, requiresGrad: true);
        Assert.True(leaf.IsLeaf && leaf.RequiresGrad && leaf.DType == DType.Float64);
        Assert.True(Tensor.Normal(0, 1, [2], requiresGrad: true).IsLeaf);
        Assert.Equal(DType.Int32, Tensor.RandInt(5, [2], DType.Int32).DType);
        Assert.Equal(DType.Float64, Tensor.RandnLike(leaf).DType);
        Assert.Empty(Tensor.Rand(0).ToArray<float>());
        Assert.Equal(0, Tensor.Rand().Rank);
    }

    [Fact]
    public void Impossible_distributions_are_refused()
    {
        Wrong.Says("Normal: the standard deviation is -1\n  hint  0 or more", () => Tensor.Normal(0, -1, [2]));
        Wrong.Says(
            "Uniform: no number lies between 2 and 1\n  hint  low is not above high",
            () => Tensor.Uniform(2, 1, [2])
        );
        Wrong.Says("Exponential: the rate is 0\n  hint  above 0", () => Tensor.Exponential(0, [2]));
        Wrong.Says("bernoulli: 2 is not a probability\n  hint  between 0 and 1", () => Tensor.Bernoulli(2, [2]));
        Wrong.Says(
            "integers: no integer n has 3 <= n < 3\n  hint  low is less than high",
            () => Tensor.RandInt(3, 3, [2])
        );
    }
}
