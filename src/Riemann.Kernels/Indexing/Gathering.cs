using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Indexing.Gather"/>.</summary>
// Bound: every index is below the axis's length (<see cref="Indexing.FirstOutOfRange"/>, asked before); blocks are
// rows behind the axis.
internal static unsafe class Gathering<T, TIndex>
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
        fixed (T* x = &plan.Array.First<T>())
        fixed (TIndex* indices = &plan.Indices.First<TIndex>())
        fixed (T* result = &plan.Elements.First<T>())
            do
            {
                var (from, index, to) = (walk.First, walk.Second, walk.Third);
                var work = new Work(x + from, plan.Stride, indices + index, result + to, walk.Row, plan.Block);
                PlaneLoop.Run(in work, walk.Row.Length, plan.Block);
            } while (walk.Next());
    }

    /// <summary>Neighbouring indices.</summary>
    private readonly struct Work(T* from, int stride, TIndex* index, T* to, WalkAxis row, int block) : IPlaneWork
    {
        public void Run(nint first, nint end)
        {
            ref var source = ref from[first * row.First];
            ref var target = ref to[first * row.Third];
            var part = row with { Length = (int)(end - first) };
            if (block == 1)
                Elements(ref source, stride, ref index[first * row.Second], ref target, part);
            else
                Blocks(ref source, stride, ref index[first * row.Second], ref target, part, block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
