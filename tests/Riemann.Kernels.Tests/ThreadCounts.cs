using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Results compared bit by bit between numbers of threads.</summary>
internal static class ThreadCounts
{
    private static readonly Lock Gate = new();

    public static void Same(Func<NDArray> compute)
    {
        lock (Gate)
        {
            var before = ForkJoin.Threads;
            try
            {
                ForkJoin.Threads = 1;
                var expected = Bits(compute());
                foreach (var threads in (int[])[2, 4])
                {
                    ForkJoin.Threads = threads;
                    Assert.Equal(expected, Bits(compute()));
                }
            }
            finally
            {
                ForkJoin.Threads = before;
            }
        }
    }

    private static long[] Bits(NDArray x) =>
        x.DType switch
        {
            DType.Float32 => [.. x.ToArray<float>().Select(value => (long)BitConverter.SingleToInt32Bits(value))],
            DType.Float64 => [.. x.ToArray<double>().Select(BitConverter.DoubleToInt64Bits)],
            _ => x.ToArray<long>(),
        };
}
