using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Scan.Recurrence"/>.</summary>
// Bound: a, b and the result have one shape; i and j stay below the lengths of the axis and of a row.
internal static class Recurring<T>
    where T : unmanaged, INumber<T>
{
    public static NDArray Run(NDArray a, NDArray b, int axis, bool reverse)
    {
        var result = NDArray.Allocate(a.DType, a.Shape);
        if (result.Length > 0)
            if (reverse)
                Walked(Scan.Reversed(a, axis), Scan.Reversed(b, axis), Scan.Reversed(result, axis), axis);
            else
                Walked(a, b, result, axis);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
        return result;
    }

    private static void Walked(NDArray a, NDArray b, NDArray result, int axis)
    {
        var heads = Scan.Heads(a, axis);
        var walk = new Walk(
            stackalloc WalkAxis[Walk.Room(heads.Shape)],
            heads.Shape,
            heads,
            Scan.Heads(b, axis),
            Scan.Heads(result, axis)
        );
        // Steps along the axis. The inner loop runs where the result has its neighbours.
        var step = new WalkAxis
        {
            Length = a.Shape[axis],
            First = a.Strides[axis],
            Second = b.Strides[axis],
            Third = result.Strides[axis],
        };
        do
        {
            ref var first = ref Unsafe.Add(ref a.First<T>(), walk.First);
            ref var second = ref Unsafe.Add(ref b.First<T>(), walk.Second);
            ref var third = ref Unsafe.Add(ref result.First<T>(), walk.Third);
            if (walk.Row.Third == 1)
                for (nint i = 0; i < step.Length; i++)
                for (nint j = 0; j < walk.Row.Length; j++)
                    Next(ref first, ref second, ref third, step, i, walk.Row, j);
            else
                for (nint j = 0; j < walk.Row.Length; j++)
                for (nint i = 0; i < step.Length; i++)
                    Next(ref first, ref second, ref third, step, i, walk.Row, j);
        } while (walk.Next());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next(ref T a, ref T b, ref T s, in WalkAxis step, nint i, in WalkAxis row, nint j)
    {
        var factor = Unsafe.Add(ref a, i * step.First + j * row.First);
        var summand = Unsafe.Add(ref b, i * step.Second + j * row.Second);
        ref var next = ref Unsafe.Add(ref s, i * step.Third + j * row.Third);
        var before = i == 0 ? T.Zero : Unsafe.Subtract(ref next, step.Third);
        next = T.IsZero(before) || T.IsZero(factor) ? summand : factor * before + summand;
    }
}
