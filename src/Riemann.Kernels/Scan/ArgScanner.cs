using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Where the extreme so far first occurs, for each place of an axis.</summary>
// Bound: lines are those of x and of the result along the axis, which have one length.
internal static class ArgScanner<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    public static NDArray Run(NDArray x, int axis)
    {
        var result = NDArray.Allocate(DType.Int64, x.Shape);
        if (result.Length > 0)
            Walked(x, result, axis);
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Walked(NDArray x, NDArray result, int axis)
    {
        var heads = Scan.Heads(x, axis);
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(heads.Shape)], heads.Shape, heads, Scan.Heads(result, axis));
        var from = new Line(x.Shape[axis], x.Strides[axis]);
        var to = new Line(x.Shape[axis], result.Strides[axis]);
        do
        {
            for (nint i = 0; i < walk.Row.Length; i++)
                Along(
                    ref Unsafe.Add(ref x.First<T>(), walk.First + i * walk.Row.First),
                    from,
                    ref Unsafe.Add(ref result.First<long>(), walk.Second + i * walk.Row.Second),
                    to
                );
        } while (walk.Next());
    }

    private static void Along(ref T x, Line from, ref long result, Line to)
    {
        var best = x;
        nint place = 0;
        for (nint i = 0; i < from.Length; i++)
        {
            var element = Unsafe.Add(ref x, i * from.Stride);
            var extreme = TMonoid.Combine(best, element);
            // An extreme that compares unequal is larger, smaller or the first NaN.
            if (extreme != best && !T.IsNaN(best))
                (best, place) = (element, i);
            Unsafe.Add(ref result, i * to.Stride) = place;
        }
    }
}
