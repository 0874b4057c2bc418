using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>
/// The block function Philox 4x32-10 of Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy
/// as 1, 2, 3": a 128-bit counter and a 64-bit key give 128 random bits, with no state between calls.
/// </summary>
// Bound: spans only; the number of words is a multiple of a vector's.
internal static class PhiloxBlocks
{
    private const int Rounds = 10;
    private const ulong Multiplier0 = 0xD2511F53;
    private const ulong Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const ulong LowHalf = uint.MaxValue;

    /// <summary>The two 64-bit words of one counter, the earlier 32-bit word in the low half of each.</summary>
    public static (ulong First, ulong Second) Block(ulong key, ulong lower, ulong upper)
    {
        var (c0, c1, c2, c3) = ((uint)lower, (uint)(lower >> 32), (uint)upper, (uint)(upper >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = Multiplier0 * c0;
            var product1 = Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c1 = (uint)product1;
            c3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }
        return (c0 | (ulong)c1 << 32, c2 | (ulong)c3 << 32);
    }

    /// <summary>
    /// Writes the outputs of consecutive counters, two words for each: the counter's lower half starts at
    /// <paramref name="lower"/> and counts up, its upper half is fixed. The number of words is a multiple of 4.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(Span<ulong> words, ulong key, ulong lower, ulong upper)
    {
        if (!Avx2.IsSupported)
        {
            for (var i = 0; i < words.Length; i += 2)
                (words[i], words[i + 1]) = Block(key, lower++, upper);
            return;
        }
        var counters = Vector256.Create(lower, upper, lower + 1, upper);
        var keys = Pairs(key & LowHalf, key >> 32);
        foreach (ref var vector in MemoryMarshal.Cast<ulong, Vector256<ulong>>(words))
        {
            vector = Two(counters, keys);
            counters += Pairs(2, 0);
        }
    }

    /// <summary>
    /// Two blocks at once. Each 32-bit word is the low half of a lane: c0 and c2 of both blocks in one vector, c1
    /// and c3 in another, so that both products of a round are one multiplication. High halves hold rubbish, which
    /// the multiplication ignores.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Two(Vector256<ulong> counters, Vector256<ulong> keys)
    {
        var even = counters;
        var odd = counters >>> 32;
        for (var round = 0; round < Rounds; round++)
        {
            var product = Avx2.Multiply(even.AsUInt32(), Pairs(Multiplier0, Multiplier1).AsUInt32());
            var swapped = Vector256.Shuffle(product, Vector256.Create(1UL, 0, 3, 2));
            even = (swapped >>> 32) ^ odd ^ keys;
            odd = swapped;
            keys += Pairs(Weyl0, Weyl1);
        }
        return (even & Vector256.Create(LowHalf)) | (odd << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Pairs(ulong first, ulong second) => Vector256.Create(first, second, first, second);
}
