using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Indexing.Gather"/>.</summary>
// Bound: every index is below the axis's length (<see cref="Indexing.FirstOutOfRange"/>, asked before); blocks are
// rows behind the axis.
internal static class Gathering<T, TIndex>
    where T : unmanaged
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public static NDArray Run(NDArray x, NDArray indices, int axis)
    {
        var result = NDArray.Allocate(x.DType, indices.Shape);
        if (result.Length > 0)
            Rows(new IndexedAxis(x, indices, result, axis));
        GC.KeepAlive(x);
        GC.KeepAlive(indices);
        GC.KeepAlive(result);
        return result;
    }

    private static void Rows(in IndexedAxis plan)
    {
        var axes = (Span<WalkAxis>)stackalloc WalkAxis[Walk.Room(plan.Walked)];
        var walk = new Walk(axes, plan.Walked, plan.Array, plan.Indices, plan.Elements);
        ref var x = ref plan.Array.First<T>();
        ref var indices = ref plan.Indices.First<TIndex>();
        ref var result = ref plan.Elements.First<T>();
        do
        {
            ref var from = ref Unsafe.Add(ref x, walk.First);
            ref var index = ref Unsafe.Add(ref indices, walk.Second);
            ref var to = ref Unsafe.Add(ref result, walk.Third);
            if (plan.Block == 1)
                Elements(ref from, plan.Stride, ref index, ref to, walk.Row);
            else
                Blocks(ref from, plan.Stride, ref index, ref to, walk.Row, plan.Block);
        } while (walk.Next());
    }

    private static void Elements(ref T from, int stride, ref TIndex index, ref T to, WalkAxis row)
    {
        nint first = 0;
        nint second = 0;
        nint third = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var at = nint.CreateTruncating(Unsafe.Add(ref index, second)) * stride;
            Unsafe.Add(ref to, third) = Unsafe.Add(ref from, first + at);
            first += row.First;
            second += row.Second;
            third += row.Third;
        }
    }

    private static void Blocks(ref T from, int stride, ref TIndex index, ref T to, WalkAxis row, int block)
    {
        for (nint i = 0; i < row.Length; i++)
        {
            var at = nint.CreateTruncating(Unsafe.Add(ref index, i * row.Second)) * stride;
            var source = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref from, i * row.First + at), block);
            source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, i * row.Third), block));
        }
    }
}
