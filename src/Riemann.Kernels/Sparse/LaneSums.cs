using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>The sums of the lanes of four vectors at once, which costs a third of four sums.</summary>
// Bound: to has four elements.
internal static unsafe class LaneSums
{
    /// <summary>Writes the four sums next to each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T>(V a, V b, V c, V d, T* to)
        where V : struct, ILanes<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(V) == typeof(Lanes512<float>))
        {
            var sums = Add(Bits512(a), Bits512(b), Bits512(c), Bits512(d));
            Add(sums.GetLower(), sums.GetUpper()).Store((float*)to);
        }
        else if (typeof(V) == typeof(LanesNative<float>) && Vector<float>.Count == 8 && Avx.IsSupported)
            Add(Bits256(a), Bits256(b), Bits256(c), Bits256(d)).Store((float*)to);
        else
        {
            to[0] = T.CreateTruncating(V.Sum(a));
            to[1] = T.CreateTruncating(V.Sum(b));
            to[2] = T.CreateTruncating(V.Sum(c));
            to[3] = T.CreateTruncating(V.Sum(d));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bits512<V>(V x)
        where V : struct => Unsafe.BitCast<V, Vector512<float>>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Bits256<V>(V x)
        where V : struct => Unsafe.BitCast<V, Vector256<float>>(x);

    /// <summary>In each quarter the sums of that quarter of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var ab = Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);
        var cd = Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d);
        var low = Avx512F.UnpackLow(ab.AsDouble(), cd.AsDouble()).AsSingle();
        return low + Avx512F.UnpackHigh(ab.AsDouble(), cd.AsDouble()).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Add(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var ab = Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b);
        var cd = Avx.UnpackLow(c, d) + Avx.UnpackHigh(c, d);
        var low = Avx.UnpackLow(ab.AsDouble(), cd.AsDouble()).AsSingle();
        var sums = low + Avx.UnpackHigh(ab.AsDouble(), cd.AsDouble()).AsSingle();
        return sums.GetLower() + sums.GetUpper();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Add(Vector256<float> low, Vector256<float> high)
    {
        var sums = low + high;
        return sums.GetLower() + sums.GetUpper();
    }
}
