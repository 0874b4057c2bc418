using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Storage lives as long as anything that reads it, while collections run all the time.</summary>
[Collection("memory")]
public class LifetimeTests
{
    [Fact]
    public void AViewKeepsItsStorageAlive()
    {
        var views = Enumerable.Range(0, 50).Select(LastRow).ToArray();
        for (var i = 0; i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            // Whatever came back to the pool is overwritten here.
            NDArray.Full(DType.Int32, Shape.Of(100, 1000), -1L).Contiguous();
        }
        for (var i = 0; i < views.Length; i++)
            Assert.All(views[i].ToArray<int>(), v => Assert.Equal(i, v));
    }

    [Fact]
    public void OperandsLiveUntilTheKernelIsDone()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                Thread.Sleep(1);
            }
        });
        collector.Start();
        try
        {
            for (var i = 0; i < 100; i++)
            {
                var n = 40_000 + i;
                Assert.Equal(3.0 * n, Total(Elementwise.Add(Made(n, 1), Made(n, 2))));
                Assert.Equal(1.0 * n, Total(Elementwise.Exp(Elementwise.Multiply(Made(n, 0), Made(1, 5)))));
                Assert.Equal(
                    4.0 * n,
                    Total(Elementwise.Select(Elementwise.Less(Made(n, 1), Made(n, 2)), Made(n, 4), Made(n, 5)))
                );
                Assert.Equal(7.0 * n, Total(Made(n, 7).Slice([n - 1], [n], [-1])));
                Assert.Equal(
                    6.0 * n,
                    Total(Elementwise.Cast(Made(n, 6).Reshape(Shape.Of(n, 1)).Permute([1, 0]), DType.Float32))
                );
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    private static NDArray LastRow(int value) =>
        NDArray.Full(DType.Int32, Shape.Of(100, 1000), (long)value).Contiguous().Slice([99, 0], [1, 1000], [1, 1]);

    private static NDArray Made(int count, double value) =>
        NDArray.Full(DType.Float64, Shape.Of(count), value).Contiguous();

    private static double Total(NDArray x) =>
        x.DType == DType.Float64 ? x.ToArray<double>().Sum() : x.ToArray<float>().Sum(v => (double)v);
}
