using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>Tests a relation on the pairs of two spans, a vector of truth values at a time.</summary>
// Bound: the spans are of equal length, and whole vectors end at or before it.
internal readonly struct Relation<TRelation, T> : IBinary<T, bool>
    where TRelation : IRelation
    where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination)
    {
        ref var left = ref MemoryMarshal.GetReference(x);
        ref var right = ref MemoryMarshal.GetReference(y);
        ref var target = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(destination));
        var i = 0;
        for (; i <= destination.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var masks = Masks(ref Unsafe.Add(ref left, i), ref Unsafe.Add(ref right, i));
            (masks & Vector<byte>.One).StoreUnsafe(ref Unsafe.Add(ref target, i));
        }
        for (; i < destination.Length; i++)
            destination[i] = TRelation.Holds(x[i], y[i]);
    }

    public static void Invoke(ReadOnlySpan<T> x, T y, Span<bool> destination) =>
        Repeated<T, bool, Relation<TRelation, T>>.Right(x, y, destination);

    public static void Invoke(T x, ReadOnlySpan<T> y, Span<bool> destination) =>
        Repeated<T, bool, Relation<TRelation, T>>.Left(x, y, destination);

    // The masks of as many vectors as give one of bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Masks(ref T x, ref T y) =>
        Unsafe.SizeOf<T>() switch
        {
            1 => Mask(ref x, ref y, 0).As<T, byte>(),
            4 => Vector.Narrow(Shorts(ref x, ref y, 0), Shorts(ref x, ref y, 2)),
            _ => Vector.Narrow(
                Vector.Narrow(Ints(ref x, ref y, 0), Ints(ref x, ref y, 2)),
                Vector.Narrow(Ints(ref x, ref y, 4), Ints(ref x, ref y, 6))
            ),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Shorts(ref T x, ref T y, int vector) =>
        Vector.Narrow(Mask(ref x, ref y, vector).As<T, uint>(), Mask(ref x, ref y, vector + 1).As<T, uint>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Ints(ref T x, ref T y, int vector) =>
        Vector.Narrow(Mask(ref x, ref y, vector).As<T, ulong>(), Mask(ref x, ref y, vector + 1).As<T, ulong>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Mask(ref T x, ref T y, int vector)
    {
        var offset = (nuint)(vector * Vector<T>.Count);
        return TRelation.Mask(Vector.LoadUnsafe(ref x, offset), Vector.LoadUnsafe(ref y, offset));
    }
}
