using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Factors and solutions have the same bits for any number of threads.</summary>
public class DecompositionThreadTests
{
    [Theory]
    [InlineData(1, 300)]
    [InlineData(70, 40)]
    [InlineData(3, 129)]
    public void SameBits(int count, int size)
    {
        var single = All(count, size, 1);
        foreach (var threads in new[] { 2, 5 })
            Assert.Equal(single, All(count, size, threads));
    }

    private static double[] All(int count, int size, int threads)
    {
        var random = new Random(7);
        var values = new double[count * size * size];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextDouble() - 0.5 + (i % (size * size) % (size + 1) == 0 ? size : 0);
        var a = NDArray.Of<double>(values, Shape.Of(count, size, size));
        var before = ForkJoin.Threads;
        try
        {
            ForkJoin.Threads = threads;
            var factors = Factorisation.Factor(a);
            NDArray[] results =
            [
                factors,
                Factorisation.Solve(factors, a, false),
                Factorisation.Solve(factors, a, true),
                Cholesky.Factor(a),
                Triangular.Solve(a, a, upper: true, transposed: false, unit: false),
            ];
            return [.. results.SelectMany(result => result.Span<double>().ToArray())];
        }
        finally
        {
            ForkJoin.Threads = before;
        }
    }
}
