using Xunit;

namespace Riemann.Kernels.Tests;

[Collection("threads")]
public unsafe class ForkJoinTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void CallsEveryPartOnce(int threads)
    {
        var counts = stackalloc int[threads];
        for (var round = 1; round <= 2000; round++)
        {
            ForkJoin.Run(threads, &Count, counts);
            for (var part = 0; part < threads; part++)
                Assert.Equal(round, counts[part]);
        }
    }

    [Fact]
    public void WakesSleepingWorkers()
    {
        var counts = stackalloc int[3];
        for (var round = 1; round <= 5; round++)
        {
            Thread.Sleep(20);
            ForkJoin.Run(3, &Count, counts);
            Assert.Equal(3 * round, counts[0] + counts[1] + counts[2]);
        }
    }

    [Fact]
    public void NestedCallsRunEveryPart()
    {
        var counts = stackalloc int[4];
        ForkJoin.Run(4, &Nested, counts);
        for (var part = 0; part < 4; part++)
            Assert.Equal(4, counts[part]);
    }

    [Fact]
    public void ConcurrentCallsRunEveryPart()
    {
        var failures = 0;
        var callers = Enumerable
            .Range(0, 4)
            .Select(_ => new Thread(() =>
            {
                var counts = stackalloc int[3];
                for (var round = 1; round <= 1000; round++)
                {
                    ForkJoin.Run(3, &Count, counts);
                    if (counts[0] != round || counts[1] != round || counts[2] != round)
                        Interlocked.Increment(ref failures);
                }
            }))
            .ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.Equal(0, failures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void ThrowsWhatAPartThrowsAfterAllHaveEnded(int failing)
    {
        var counts = stackalloc int[4];
        counts[3] = failing;
        try
        {
            ForkJoin.Run(3, &Fail, counts);
            Assert.Fail("nothing was thrown");
        }
        catch (InvalidOperationException exception)
        {
            Assert.Equal($"part {failing}", exception.Message);
        }
        ForkJoin.Run(3, &Count, counts);
        Assert.Equal((2, 2, 2), (counts[0], counts[1], counts[2]));
    }

    [Fact]
    public void ThreadsIsChecked()
    {
        var before = ForkJoin.Threads;
        Assert.Throws<ArgumentOutOfRangeException>(() => ForkJoin.Threads = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => ForkJoin.Threads = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => ForkJoin.Threads = ForkJoin.MaximumThreads + 1);
        Assert.Equal(before, ForkJoin.Threads);
        Assert.Throws<ArgumentOutOfRangeException>(() => ForkJoin.Run(0, &Count, null));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 6 ", 6)]
    public void VariableSetsThreads(string setting, int threads) => Assert.Equal(threads, ForkJoin.Initial(setting));

    [Fact]
    public void WithoutVariableAllProcessorsAreUsed()
    {
        Assert.Equal(Environment.ProcessorCount, ForkJoin.Initial(null));
        Assert.Equal(Environment.ProcessorCount, ForkJoin.Initial(""));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("2.5")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public void SenselessVariableIsReported(string setting) =>
        Assert.Contains(setting, Assert.Throws<FormatException>(() => ForkJoin.Initial(setting)).Message);

    private static void Count(int part, void* counts) => ((int*)counts)[part]++;

    private static void Nested(int part, void* counts)
    {
        var mine = stackalloc int[4];
        ForkJoin.Run(4, &Count, mine);
        ((int*)counts)[part] = mine[0] + mine[1] + mine[2] + mine[3];
    }

    private static void Fail(int part, void* state)
    {
        var counts = (int*)state;
        counts[part]++;
        if (part == counts[3])
            throw new InvalidOperationException($"part {part}");
    }
}
