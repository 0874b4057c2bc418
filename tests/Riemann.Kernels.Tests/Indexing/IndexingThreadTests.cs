using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Gathering and scattering of long rows and many indices, against plain loops and for any number of threads.</summary>
public class IndexingThreadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(77)]
    public void RowsByIndex(int width)
    {
        const int Rows = 300;
        const int Count = 5000;
        var random = new Random(width);
        var table = Random(random, Rows * width);
        var updates = Random(random, Count * width);
        var at = Enumerable.Range(0, Count).Select(i => (long)(i % 3 == 0 ? 7 : random.Next(Rows))).ToArray();
        var indices = NDArray.Of<long>(at, Shape.Of(Count, 1)).BroadcastTo(Shape.Of(Count, width));
        var expected = new float[Rows * width];
        for (var i = 0; i < Count; i++)
        for (var column = 0; column < width; column++)
            expected[at[i] * width + column] += updates[i * width + column];

        var x = NDArray.Of<float>(table, Shape.Of(Rows, width));
        var values = NDArray.Of<float>(updates, Shape.Of(Count, width));
        var taken = Indexing.Gather(x, indices, 0).ToArray<float>();
        for (var i = 0; i < Count; i++)
            Assert.Equal(table.AsSpan((int)at[i] * width, width), taken.AsSpan(i * width, width));
        Assert.Equal(expected, Indexing.ScatterAdd(x.Shape, indices, values, 0).ToArray<float>());
        ThreadCounts.Same(() => Indexing.ScatterAdd(x.Shape, indices, values, 0));
        ThreadCounts.Same(() => Indexing.Scatter(x, indices, values, 0));
        ThreadCounts.Same(() => Indexing.Gather(x, indices, 0));
    }

    private static float[] Random(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)random.NextDouble() - 0.5f)];
}
