using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>Chooses between the elements of two spans, without branches that a random condition would mislead.</summary>
// Bound: the spans are of equal length, and whole vectors end at or before it.
internal static class Selection
{
    /// <summary>Writes a where the condition is not 0, b elsewhere; elements of 1, 4 or 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke<T>(
        ReadOnlySpan<byte> condition,
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> b,
        Span<T> destination
    )
        where T : unmanaged
    {
        var i = 0;
        for (; i <= destination.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(condition[i..]);
            ref var x = ref Unsafe.Add(ref MemoryMarshal.GetReference(a), i);
            ref var y = ref Unsafe.Add(ref MemoryMarshal.GetReference(b), i);
            ref var target = ref Unsafe.Add(ref MemoryMarshal.GetReference(destination), i);
            if (Unsafe.SizeOf<T>() == 1)
                Choose(bytes, ref x, ref y, ref target, 0);
            else
            {
                Vector.Widen(bytes, out var low, out var high);
                Half(low, ref x, ref y, ref target, 0);
                Half(high, ref x, ref y, ref target, 1);
            }
        }
        for (; i < destination.Length; i++)
            destination[i] = condition[i] != 0 ? a[i] : b[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half<T>(Vector<ushort> condition, ref T a, ref T b, ref T destination, int half)
        where T : unmanaged
    {
        Vector.Widen(condition, out var low, out var high);
        if (Unsafe.SizeOf<T>() == 4)
        {
            Choose(low, ref a, ref b, ref destination, 2 * half);
            Choose(high, ref a, ref b, ref destination, 2 * half + 1);
        }
        else
        {
            Quarter(low, ref a, ref b, ref destination, 2 * half);
            Quarter(high, ref a, ref b, ref destination, 2 * half + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter<T>(Vector<uint> condition, ref T a, ref T b, ref T destination, int quarter)
        where T : unmanaged
    {
        Vector.Widen(condition, out var low, out var high);
        Choose(low, ref a, ref b, ref destination, 2 * quarter);
        Choose(high, ref a, ref b, ref destination, 2 * quarter + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose<TLane, T>(Vector<TLane> condition, ref T a, ref T b, ref T destination, int vector)
        where TLane : unmanaged
        where T : unmanaged
    {
        var offset = (nuint)(vector * Vector<T>.Count);
        var isFalse = Vector.Equals(condition, Vector<TLane>.Zero).As<TLane, T>();
        var chosen = Vector.ConditionalSelect(
            isFalse,
            Vector.LoadUnsafe(ref b, offset),
            Vector.LoadUnsafe(ref a, offset)
        );
        chosen.StoreUnsafe(ref destination, offset);
    }
}
