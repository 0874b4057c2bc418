using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The sizes the pool deals in: quarter steps between powers of two, so that at most a fifth of a block is
/// unused.
/// </summary>
internal static class SizeClass
{
    /// <summary>The number of classes.</summary>
    public const int Count = 64 * 4;

    /// <summary>The class that holds this many bytes, at least 64, and the bytes of its blocks.</summary>
    public static int Of(long bytes, out long size)
    {
        var exponent = 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(bytes, 64) - 1);
        var quarter = 1L << (exponent - 3);
        var quarters = (Math.Max(bytes, 64) + quarter - 1) / quarter;
        size = quarters * quarter;
        return exponent * 4 + (int)quarters - 5;
    }

    /// <summary>The bytes of a class's blocks.</summary>
    public static long Size(int index) => (index % 4 + 5L) << (index / 4 - 3);
}
