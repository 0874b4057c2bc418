using Xunit;

namespace Riemann.Kernels.Tests;

public class CsrPatternTests
{
    private static NDArray Indices(params int[] values) => NDArray.Of<int>(values, Shape.Of(values.Length));

    private static NDArray Draws(Random random, int count) =>
        NDArray.Of<long>([.. Enumerable.Range(0, count).Select(_ => random.NextInt64())], Shape.Of(count));

    [Theory]
    [InlineData(new[] { 0, 2, 3 }, new[] { 0, 3, 1 }, "row 0 has a non-zero in column 3 of 3")]
    [InlineData(new[] { 0, 2, 3 }, new[] { -1, 2, 1 }, "row 0 has a non-zero in column -1 of 3")]
    [InlineData(new[] { 0, 1, 3 }, new[] { 0, 2, 2 }, "row 1 has column 2 twice")]
    [InlineData(new[] { 0, 1, 3 }, new[] { 0, 2, 1 }, "row 1 has column 1 behind column 2")]
    [InlineData(new[] { 0, 4, 3 }, new[] { 0, 1, 2 }, "row 1 begins at 4 and ends before that, at 3")]
    [InlineData(new[] { 1, 2, 3 }, new[] { 0, 1, 2 }, "rows begin at 1 and end at 3, not at 0 and 3")]
    [InlineData(new[] { 0, 1, 2 }, new[] { 0, 1, 2 }, "rows begin at 0 and end at 2, not at 0 and 3")]
    [InlineData(new[] { 0, 3 }, new[] { 0, 1, 2 }, "2 row starts do not fit 2 rows")]
    [InlineData(new int[0], new[] { 0, 1, 2 }, "0 row starts do not fit 2 rows")]
    public void WrongIndicesAreNamed(int[] starts, int[] columns, string words)
    {
        Assert.Null(CsrPattern.TryCreate(2, 3, Indices(starts), Indices(columns), out var problem));
        Assert.Contains(words, problem);
    }

    [Fact]
    public void WrongArraysAreNamed()
    {
        var longs = NDArray.Of<long>([0, 0, 0], Shape.Of(3));
        Assert.Null(CsrPattern.TryCreate(2, 3, longs, Indices(), out var problem));
        Assert.Contains("int64", problem);
        Assert.Null(CsrPattern.TryCreate(2, 3, Indices(0, 0, 0).Reshape(Shape.Of(1, 3)), Indices(), out problem));
        Assert.Contains("one axis each", problem);
    }

    [Fact]
    public void ViewsAreTakenByTheirElements()
    {
        var reversed = Indices(2, 0, 1).Slice([2], [3], [-1]);
        var pattern = CsrPattern.TryCreate(2, 3, Indices(0, 1, 3), reversed, out _)!;
        Assert.Equal([1, 0, 2], pattern.ColumnIndices.ToArray<int>());
        Assert.Equal([1L, 3, 5], CsrPatterns.Places(pattern).ToArray<long>());
    }

    [Fact]
    public void PatternsAreEqualWhereTheirIndicesAre()
    {
        var pattern = CsrPatterns.OfPlaces(2, 3, [1, 3, 5]);
        Assert.Equal(pattern, CsrPatterns.OfPlaces(2, 3, [1, 3, 5]));
        Assert.Equal(pattern.GetHashCode(), CsrPatterns.OfPlaces(2, 3, [1, 3, 5]).GetHashCode());
        Assert.NotEqual(pattern, CsrPatterns.OfPlaces(2, 3, [1, 3, 4]));
        Assert.NotEqual(CsrPatterns.OfPlaces(1, 3, []), CsrPatterns.OfPlaces(1, 2, []));
        Assert.False(pattern.Equals(null));
    }

    [Fact]
    public void GrowingKeepsWhatThereIsAndAddsExactlyAsMany()
    {
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var (rows, columns) = (random.Next(1, 9), random.Next(1, 9));
            long[] places = [.. Enumerable.Range(0, rows * columns).Where(_ => random.Next(3) == 0)];
            var added = random.Next(rows * columns - places.Length + 1);
            var pattern = CsrPatterns.OfPlaces(rows, columns, places);
            var grown = CsrPatterns.Places(CsrPatterns.Grow(pattern, Draws(random, added))).ToArray<long>();
            Assert.Equal(places.Length + added, grown.Distinct().Count());
            Assert.Equal(grown.Order(), grown);
            Assert.Subset(grown.ToHashSet(), places.ToHashSet());
        }
    }

    [Fact]
    public void AllChoicesOfFreePlacesAreEquallyLikely()
    {
        var random = new Random(4);
        var pattern = CsrPatterns.OfPlaces(2, 3, [2]);
        var counts = new Dictionary<string, int>();
        const int rounds = 20_000;
        for (var i = 0; i < rounds; i++)
        {
            var grown = CsrPatterns.Grow(pattern, Draws(random, 2));
            var choice = string.Join(' ', CsrPatterns.Places(grown).ToArray<long>());
            counts[choice] = counts.GetValueOrDefault(choice) + 1;
        }
        // Ten pairs of five places; five standard deviations.
        Assert.Equal(10, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 2000 - 212, 2000 + 212));
    }

    [Fact]
    public void MoreThanAreFreeCannotGrow() =>
        Assert.Throws<ArgumentException>(() =>
            CsrPatterns.Grow(CsrPatterns.OfPlaces(2, 2, [1]), Draws(new Random(5), 4))
        );

    [Fact]
    public void KeptAndFoundAreByPlace()
    {
        var pattern = CsrPatterns.OfPlaces(2, 3, [0, 2, 3, 5]);
        var kept = CsrPatterns.Keep(pattern, NDArray.Of<bool>([true, false, false, true], Shape.Of(4)));
        Assert.Equal([0L, 5], CsrPatterns.Places(kept).ToArray<long>());
        Assert.Equal([0L, -1, -1, 1], CsrPatterns.Find(pattern, kept).ToArray<long>());
        Assert.Equal([0L, 3], CsrPatterns.Find(kept, pattern).ToArray<long>());
    }

    [Fact]
    public void MatricesLargerThanAnyArrayHavePatterns()
    {
        var grown = CsrPatterns.Grow(CsrPatterns.OfPlaces(100_000, 1_000_000, []), Draws(new Random(6), 1000));
        Assert.Equal(1000, grown.Count);
        Assert.True(CsrPatterns.Places(grown).ToArray<long>()[^1] > int.MaxValue);
    }
}
