using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>Training loops need no Dispose.</summary>
public class MemoryTests
{
    private static void Train(int passes, int length)
    {
        var w = Tensor.Full([length], 1.0, DType.Float64, requiresGrad: true);
        for (var i = 0; i < passes; i++)
        {
            ((w * w).Tanh() * 0.5).Sum().Backward();
            using (new NoGrad())
                w.SubInPlace(w.Grad! * 1e-6);
            w.Grad = null;
        }
    }

    /// <summary>What the process holds more at its peak after the same loop ran before.</summary>
    private static long Growth(int passes, int length)
    {
        Train(passes / 10, length);
        var before = Environment.WorkingSet;
        Train(passes, length);
        return Environment.WorkingSet - before;
    }

    [Fact]
    public void A_hundred_thousand_small_passes_keep_memory_flat() =>
        Assert.InRange(Growth(100_000, 4), long.MinValue, 64 << 20);

    [Fact]
    public void Hundreds_of_large_passes_keep_memory_flat() =>
        Assert.InRange(Growth(300, 100_000), long.MinValue, 256 << 20);

    [LongFact]
    public void A_million_passes_keep_memory_flat() => Assert.InRange(Growth(1_000_000, 4), long.MinValue, 64 << 20);

    [Fact]
    public void A_graph_that_is_dropped_without_a_backward_is_collected()
    {
        static WeakReference recorded()
        {
            var x = Tensor.From(1.0, requiresGrad: true);
            var y = x * 2.0;
            return new(y.Node);
        }
        var node = recorded();

        GC.Collect();

        Assert.False(node.IsAlive);
    }
}
