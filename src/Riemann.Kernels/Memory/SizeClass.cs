using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The sizes the pool deals in: quarter steps between powers of two up to 1 MB, so that at most a fifth of a block is
/// unused, and sixteenth steps above, where at most a seventeenth is.
/// </summary>
internal static class SizeClass
{
    /// <summary>The number of classes, not all of which are used.</summary>
    public const int Count = 64 * 16;

    private const int LargestCoarse = 20;

    /// <summary>The class that holds this many bytes, at least 64, and the bytes of its blocks.</summary>
    public static int Of(long bytes, out long size)
    {
        var exponent = 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(bytes, 64) - 1);
        var step = 1L << (exponent - (exponent <= LargestCoarse ? 3 : 5));
        size = (Math.Max(bytes, 64) + step - 1) / step * step;
        return exponent * 16 + (int)(size >> (exponent - 5)) - 17;
    }

    /// <summary>The bytes of a class's blocks.</summary>
    public static long Size(int index) => (index % 16 + 17L) << (index / 16 - 5);
}
