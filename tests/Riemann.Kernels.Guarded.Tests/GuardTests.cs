using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The guard itself, and what it found.</summary>
public class GuardTests
{
    [Fact]
    public void ArraysLieAtTheEndsOfTheirPages()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var before = GuardPages.Instance.Taken;
        var places = Enumerable.Range(0, 8).Select(_ => Place(NDArray.Of<byte>([1, 2, 3], Shape.Of(3)))).ToArray();
        Assert.True(GuardPages.Instance.Taken >= before + places.Length);
        Assert.Contains(0, places);
        Assert.Contains(Environment.SystemPageSize - 3, places);
    }

    [Fact]
    public unsafe void AMarkThatIsOverwrittenIsFound()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var guard = new GuardPages();
        for (var i = 0; i < 2; i++)
        {
            var block = (byte*)guard.Take(100);
            block[(nint)block % Environment.SystemPageSize == 0 ? 100 : -1] = 0;
            guard.GiveBack(block);
        }
        Assert.Equal(2, guard.Overruns.Count);
    }

    [Fact]
    public void NothingWasWrittenBesideABlock()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Empty(GuardPages.Instance.Overruns);
    }

    private static unsafe int Place(NDArray x)
    {
        fixed (byte* first = x.Span<byte>())
            return (int)((nint)first % Environment.SystemPageSize);
    }
}
