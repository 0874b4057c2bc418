using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>Combines elements that lie a fixed stride apart, in the given <see cref="Order"/>.</summary>
internal static class AlongRows<T, TMonoid>
    where T : unmanaged
    where TMonoid : struct, IMonoid<T>
{
    public static T Reduce(ref T first, nint stride, int count)
    {
        if (count <= Order.Block)
            return stride == 1 ? Block(ref first, count) : Strided(ref first, stride, count);
        var middle = Order.Middle(count);
        return TMonoid.Combine(
            Reduce(ref first, stride, middle),
            Reduce(ref Unsafe.Add(ref first, middle * stride), stride, count - middle)
        );
    }

    [SkipLocalsInit]
    private static T Strided(ref T first, nint stride, int count)
    {
        Span<T> block = (stackalloc T[Order.Block])[..count];
        Row.Gather(ref first, (int)stride, block);
        return Block(ref block[0], count);
    }

    [SkipLocalsInit]
    private static T Block(ref T first, int count)
    {
        var left = Vector512.Create(TMonoid.Identity);
        var right = left;
        var lanes = Order.Lanes<T>();
        nint i = 0;
        for (; i <= count - lanes; i += lanes)
        {
            left = TMonoid.Combine(left, Vector512.LoadUnsafe(ref first, (nuint)i));
            right = TMonoid.Combine(right, Vector512.LoadUnsafe(ref first, (nuint)(i + lanes / 2)));
        }
        if (i < count)
        {
            Span<T> rest = stackalloc T[lanes];
            rest.Fill(TMonoid.Identity);
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, i), count - (int)i).CopyTo(rest);
            left = TMonoid.Combine(left, Vector512.LoadUnsafe(ref rest[0]));
            right = TMonoid.Combine(right, Vector512.LoadUnsafe(ref rest[lanes / 2]));
        }
        return Fold(TMonoid.Combine(left, right));
    }

    private static T Fold(Vector512<T> lanes)
    {
        lanes = TMonoid.Combine(lanes, lanes.GetUpper().ToVector512Unsafe());
        lanes = TMonoid.Combine(lanes, lanes.GetLower().GetUpper().ToVector256Unsafe().ToVector512Unsafe());
        var last = lanes.GetLower().GetLower();
        ref var lane = ref Unsafe.As<Vector128<T>, T>(ref last);
        for (var half = Vector128<T>.Count / 2; half > 0; half /= 2)
        for (var i = 0; i < half; i++)
            Unsafe.Add(ref lane, i) = TMonoid.Combine(Unsafe.Add(ref lane, i), Unsafe.Add(ref lane, i + half));
        return lane;
    }
}
