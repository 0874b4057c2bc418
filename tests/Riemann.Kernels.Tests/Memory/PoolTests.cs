using System.Diagnostics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The allocator: sizes, reuse, and memory that stays flat however many arrays die.</summary>
[Collection("memory")]
public class PoolTests
{
    [Fact]
    public void SizeClassesHoldWhatIsAskedForAndWasteLittle()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 100_000; trial++)
        {
            var bytes = random.NextInt64(1, 1L << random.Next(7, 40));
            var index = SizeClass.Of(bytes, out var size);
            Assert.InRange(index, 0, SizeClass.Count - 1);
            Assert.True(size >= bytes);
            Assert.True(size <= 64 || size * 4 <= bytes * 5 + 256, $"{size} for {bytes}");
            Assert.True(bytes <= 1 << 20 || size * 16 <= bytes * 17 + 16, $"{size} for {bytes}");
            Assert.Equal(size, SizeClass.Size(index));
            Assert.Equal(index, SizeClass.Of(size, out _));
        }
    }

    [Fact]
    public void ManyLargeTemporariesTakeLittleMemory()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(2000), 1.0).Contiguous();
        var highest = 0L;
        for (var i = 0; i < 1_000_000; i++)
        {
            Elementwise.Add(x, x);
            if (i % 1000 == 0)
                highest = Math.Max(highest, Memory.Outstanding + Memory.Cached);
        }
        Assert.True(highest < 1L << 30, $"{highest:N0} bytes");
        Assert.True(Process.GetCurrentProcess().WorkingSet64 < 2L << 30);
    }

    [Fact]
    public void LiveArraysMayExceedTheBudget()
    {
        var alive = new List<NDArray>();
        for (var i = 0; i < 100; i++)
            alive.Add(NDArray.Full(DType.Int32, Shape.Of(1 << 20), (long)i).Contiguous());
        Assert.True(Memory.Outstanding >= 400L << 20);
        for (var i = 0; i < alive.Count; i++)
            Assert.Equal((i, i), (alive[i].ToInt64(0), alive[i].ToInt64(alive[i].Length - 1)));
    }

    [Fact]
    public void DeadArraysComeHomeAndTheCacheCanBeEmptied()
    {
        MakeGarbage();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(Memory.Cached > 0);
        Memory.Trim();
        Assert.Equal(0, Memory.Cached);
    }

    [Fact]
    public void TheErrorNamesTheSize()
    {
        var before = Memory.Outstanding;
        var error = Assert.Throws<OutOfMemoryException>(() => Pool.Rent(1L << 60));
        Assert.Contains((1L << 60).ToString("N0"), error.Message);
        Assert.True(Memory.Outstanding < before + (1L << 50));
    }

    [Fact]
    public void ManyThreadsRentAndReturn()
    {
        Parallel.For(
            0,
            64,
            seed =>
            {
                var x = NDArray.Full(DType.Float64, Shape.Of(1000 + seed * 37), (double)seed).Contiguous();
                for (var i = 0; i < 300; i++)
                {
                    var y = Elementwise.Add(x, x);
                    Assert.Equal(2.0 * seed, y.ToDouble(i));
                    Assert.Equal(2.0 * seed, y.ToDouble(y.Length - 1));
                }
            }
        );
    }

    private static void MakeGarbage()
    {
        for (var i = 0; i < 10; i++)
            NDArray.Full(DType.Int32, Shape.Of(1 << 16), 1L).Contiguous();
    }
}
