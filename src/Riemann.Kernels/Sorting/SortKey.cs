using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Elements as unsigned integers in the same order.</summary>
internal static class SortKey<T>
    where T : unmanaged, INumber<T>
{
    private const ulong Sign = 1UL << 63;

    /// <summary>The key of an element: equal for the two zeros, the largest of all for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(T element)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return (ulong)long.CreateTruncating(element) ^ Sign;
        if (T.IsNaN(element))
            return ulong.MaxValue;
        // Negative numbers have their bits in the opposite order. Adding 0 makes -0 positive.
        var bits = BitConverter.DoubleToUInt64Bits(double.CreateTruncating(element) + 0.0);
        return bits < Sign ? bits | Sign : ~bits;
    }

    /// <summary>The key in the opposite order, but for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Descending(T element) => T.IsNaN(element) ? ulong.MaxValue : ~Of(element);
}
