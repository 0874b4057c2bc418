using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>
/// The block function Philox 4x32-10 of Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy
/// as 1, 2, 3": a 128-bit counter and a 64-bit key give 128 random bits, with no state between calls.
/// </summary>
/// <remarks>
/// A vector holds whole blocks, one 32-bit counter word in the low half of each 64-bit lane: the even words
/// c0 and c2 of neighbouring lanes in one vector, the odd words c1 and c3 in another. Both products of a round
/// are then one widening multiplication, and high halves may hold rubbish, because that reads low halves only.
/// </remarks>
internal static class PhiloxBlocks
{
    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const ulong Weyl0 = 0x9E3779B9;
    private const ulong Weyl1 = 0xBB67AE85;
    private const ulong LowHalf = uint.MaxValue;

    /// <summary>64-bit words that are made at once.</summary>
    public const int Step = 8;

    /// <summary>
    /// Writes the outputs of consecutive counters, two words for each: the counter's lower half starts at
    /// <paramref name="lower"/> and counts up, its upper half is fixed. The number of words is a multiple of
    /// <see cref="Step"/>.
    /// </summary>
    public static void Fill(Span<ulong> words, ulong key, ulong lower, ulong upper)
    {
        var counters = Pairs(lower, upper) + Vector512.Create(0UL, 0, 1, 0, 2, 0, 3, 0);
        var keys = Pairs(key & LowHalf, key >> 32);
        foreach (ref var vector in MemoryMarshal.Cast<ulong, Vector512<ulong>>(words))
        {
            vector = Four(counters, keys);
            counters += Pairs(4, 0);
        }
    }

    /// <summary>The first word of one block.</summary>
    public static ulong Word(ulong key, ulong lower, ulong upper) =>
        Four(Pairs(lower, upper), Pairs(key & LowHalf, key >> 32))[0];

    private static Vector512<ulong> Pairs(ulong first, ulong second) =>
        Vector512.Create(Vector128.Create(first, second));

    private static Vector512<ulong> Four(Vector512<ulong> counters, Vector512<ulong> keys)
    {
        var multipliers = Pairs(Multiplier0, Multiplier1);
        var weyl = Pairs(Weyl0, Weyl1);
        var even = counters;
        var odd = counters >>> 32;
        for (var round = 0; round < Rounds; round++)
        {
            var product = Multiply(even, multipliers);
            var swapped = Vector512.Shuffle(product, Vector512.Create(1UL, 0, 3, 2, 5, 4, 7, 6));
            even = (swapped >>> 32) ^ odd ^ keys;
            odd = swapped;
            keys += weyl;
        }
        return (even & Vector512.Create(LowHalf)) | (odd << 32);
    }

    /// <summary>The 64-bit products of the lanes' low halves.</summary>
    private static Vector512<ulong> Multiply(Vector512<ulong> left, Vector512<ulong> right)
    {
        if (Avx512F.IsSupported)
            return Avx512F.Multiply(left.AsUInt32(), right.AsUInt32());
        if (Avx2.IsSupported)
            return Vector512.Create(
                Avx2.Multiply(left.GetLower().AsUInt32(), right.GetLower().AsUInt32()),
                Avx2.Multiply(left.GetUpper().AsUInt32(), right.GetUpper().AsUInt32())
            );
        return (left & Vector512.Create(LowHalf)) * right;
    }
}
