using Xunit;

namespace Riemann.Kernels.Tests;

public class SplineBasisTests
{
    [Fact]
    public void ThreadsDoNotMatter()
    {
        var random = new Random(5);
        var x = NDArray.Of<float>(
            [.. Enumerable.Range(0, 7001 * 5).Select(_ => (float)random.NextDouble() * 12 - 1)],
            Shape.Of(7001, 5)
        );
        var knots = NDArray.Of<float>([.. Enumerable.Range(0, 5 * 11).Select(i => (float)(i % 11))], Shape.Of(5, 11));
        ThreadCounts.Same(() => SplineBasis.Apply(x, knots, 3, 0));
        ThreadCounts.Same(() => SplineBasis.Apply(x, knots, 3, 2));
    }
}
