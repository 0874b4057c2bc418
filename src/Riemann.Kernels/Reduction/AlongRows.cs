using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>Combines elements that lie a fixed stride apart, in the given <see cref="Order"/>.</summary>
// Bound: first + i * stride for i below count are elements; vectors need a block of at least Order.Lanes, and the last
// one ends with it.
internal static class AlongRows<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Reduce(ref T first, nint stride, int count) =>
        count < Order.Lanes<T>() ? Short(ref first, stride, count) : Long(ref first, stride, count);

    private static T Long(ref T first, nint stride, int count)
    {
        if (count <= Order.Block)
            return stride == 1 ? Block(ref first, count) : Strided(ref first, stride, count);
        var middle = Order.Middle(count);
        return TMonoid.Combine(
            Long(ref first, stride, middle),
            Reduce(ref Unsafe.Add(ref first, middle * stride), stride, count - middle)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Short(ref T first, nint stride, int count)
    {
        var result = first;
        for (nint i = 1; i < count; i++)
            result = TMonoid.Combine(result, Unsafe.Add(ref first, i * stride));
        return result;
    }

    [SkipLocalsInit]
    private static T Strided(ref T first, nint stride, int count)
    {
        Span<T> block = (stackalloc T[Order.Block])[..count];
        Row.Gather(ref first, (int)stride, block);
        return Block(ref block[0], count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Block(ref T first, int count)
    {
        var lanes = Order.Lanes<T>();
        var left = Vector512.LoadUnsafe(ref first);
        var right = Vector512.LoadUnsafe(ref first, (nuint)(lanes / 2));
        nint i = lanes;
        for (; i <= count - lanes; i += lanes)
        {
            left = TMonoid.Combine(left, Vector512.LoadUnsafe(ref first, (nuint)i));
            right = TMonoid.Combine(right, Vector512.LoadUnsafe(ref first, (nuint)(i + lanes / 2)));
        }
        var rest = count - (int)i;
        if (rest > 0)
        {
            left = Rest(left, ref Unsafe.Add(ref first, count - lanes), lanes - rest);
            right = Rest(right, ref Unsafe.Add(ref first, count - lanes / 2), Math.Max(lanes / 2 - rest, 0));
        }
        return Fold(TMonoid.Combine(left, right));
    }

    /// <summary>Combines the lanes from a given one on with elements, and leaves those before.</summary>
    private static Vector512<T> Rest(Vector512<T> lanes, ref T elements, int from) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThanOrEqual(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(from))),
            TMonoid.Combine(lanes, Vector512.LoadUnsafe(ref elements)),
            lanes
        );

    private static T Fold(Vector512<T> lanes)
    {
        lanes = TMonoid.Combine(lanes, lanes.GetUpper().ToVector512Unsafe());
        lanes = TMonoid.Combine(lanes, lanes.GetLower().GetUpper().ToVector256Unsafe().ToVector512Unsafe());
        lanes = TMonoid.Combine(
            lanes,
            Vector128.CreateScalarUnsafe(lanes.AsUInt64()[1]).As<ulong, T>().ToVector256Unsafe().ToVector512Unsafe()
        );
        for (var bits = 32; bits >= 8 * Unsafe.SizeOf<T>(); bits /= 2)
            lanes = TMonoid.Combine(lanes, (lanes.AsUInt64() >>> bits).As<ulong, T>());
        return lanes.ToScalar();
    }
}
