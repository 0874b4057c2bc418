using System.Buffers;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Stable sorting of 64-bit keys digit by digit, the least significant first (Knuth, The Art of Computer Programming
/// 3, 5.2.5, algorithm R). Digits in which all keys agree cost nothing.
/// </summary>
internal static class RadixSort
{
    private const int Values = 256;
    private const int Digits = 8;

    /// <summary>Up to this many keys are sorted by insertion.</summary>
    private const int Few = 48;

    /// <summary>order[i] becomes the place of the i-th smallest key; the keys are overwritten.</summary>
    public static void Order(Span<ulong> keys, Span<int> order)
    {
        if (keys.Length <= Few)
        {
            Insert(keys, order);
            return;
        }
        var keyRoom = ArrayPool<ulong>.Shared.Rent(keys.Length);
        var orderRoom = ArrayPool<int>.Shared.Rent(keys.Length);
        ByDigits(keys, order, keyRoom.AsSpan(0, keys.Length), orderRoom.AsSpan(0, keys.Length));
        ArrayPool<ulong>.Shared.Return(keyRoom);
        ArrayPool<int>.Shared.Return(orderRoom);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Insert(Span<ulong> keys, Span<int> order)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            var place = i;
            for (; place > 0 && keys[place - 1] > key; place--)
                (keys[place], order[place]) = (keys[place - 1], order[place - 1]);
            (keys[place], order[place]) = (key, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByDigits(Span<ulong> keys, Span<int> order, Span<ulong> keyRoom, Span<int> orderRoom)
    {
        var counts = (Span<int>)stackalloc int[Digits * Values];
        counts.Clear();
        foreach (var key in keys)
            for (var digit = 0; digit < Digits; digit++)
                counts[digit * Values + (byte)(key >> (8 * digit))]++;
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var (first, isInRoom) = (keys[0], false);
        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.Slice(digit * Values, Values);
            if (starts[(byte)(first >> (8 * digit))] == keys.Length)
                continue;
            Accumulate(starts);
            if (isInRoom)
                Deal(keyRoom, orderRoom, keys, order, starts, 8 * digit);
            else
                Deal(keys, order, keyRoom, orderRoom, starts, 8 * digit);
            isInRoom = !isInRoom;
        }
        if (isInRoom)
            orderRoom.CopyTo(order);
    }

    /// <summary>Counts become the places where each value starts.</summary>
    private static void Accumulate(Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts)
            (count, start) = (start, start + count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Deal(
        ReadOnlySpan<ulong> from,
        ReadOnlySpan<int> places,
        Span<ulong> to,
        Span<int> moved,
        Span<int> starts,
        int shift
    )
    {
        for (var i = 0; i < from.Length; i++)
        {
            var target = starts[(byte)(from[i] >> shift)]++;
            to[target] = from[i];
            moved[target] = places[i];
        }
    }
}
