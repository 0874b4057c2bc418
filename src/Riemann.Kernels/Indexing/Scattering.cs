using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>What becomes of an element and an update at its index.</summary>
internal interface IUpdate<T>
    where T : unmanaged
{
    /// <summary>One element.</summary>
    static abstract void Write(ref T to, T update);

    /// <summary>A block of elements, each with its own update.</summary>
    static abstract void Write(Span<T> to, ReadOnlySpan<T> updates);
}

/// <summary>The update is added.</summary>
internal readonly struct Increase<T> : IUpdate<T>
    where T : unmanaged, INumber<T>
{
    public static void Write(ref T to, T update) => to += update;

    public static void Write(Span<T> to, ReadOnlySpan<T> updates) => TensorPrimitives.Add(to, updates, to);
}

/// <summary>The update takes the element's place.</summary>
internal readonly struct Overwrite<T> : IUpdate<T>
    where T : unmanaged
{
    public static void Write(ref T to, T update) => to = update;

    public static void Write(Span<T> to, ReadOnlySpan<T> updates) => updates.CopyTo(to);
}

/// <summary>
/// The loops of <see cref="Indexing.ScatterAdd"/> and <see cref="Indexing.Scatter"/>, in row-major order of updates.
/// </summary>
// Bound: every index is below the axis's length (<see cref="Indexing.FirstOutOfRange"/>, asked before); blocks are
// rows behind the axis, and parts end at or before a block's end.
internal static class Scattering<T, TIndex, TUpdate>
    where T : unmanaged
    where TIndex : unmanaged, IBinaryInteger<TIndex>
    where TUpdate : IUpdate<T>
{
    /// <summary>Writes into the result, a new array, and returns it.</summary>
    public static NDArray Run(NDArray result, NDArray indices, NDArray updates, int axis)
    {
        if (updates.Length > 0)
            Rows(new IndexedAxis(result, indices, updates, axis));
        GC.KeepAlive(indices);
        GC.KeepAlive(updates);
        GC.KeepAlive(result);
        return result;
    }

    private static void Rows(in IndexedAxis plan)
    {
        var axes = (Span<WalkAxis>)stackalloc WalkAxis[Walk.Room(plan.Walked)];
        var walk = new Walk(axes, plan.Walked, plan.Array, plan.Indices, plan.Elements);
        ref var result = ref plan.Array.First<T>();
        ref var indices = ref plan.Indices.First<TIndex>();
        ref var updates = ref plan.Elements.First<T>();
        do
        {
            ref var to = ref Unsafe.Add(ref result, walk.First);
            ref var index = ref Unsafe.Add(ref indices, walk.Second);
            ref var from = ref Unsafe.Add(ref updates, walk.Third);
            if (plan.Block == 1)
                Elements(ref to, plan.Stride, ref index, ref from, walk.Row);
            else
                Blocks(ref to, plan.Stride, ref index, ref from, walk.Row, plan.Block);
        } while (walk.Next());
    }

    private static void Elements(ref T to, int stride, ref TIndex index, ref T from, WalkAxis row)
    {
        nint first = 0;
        nint second = 0;
        nint third = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var at = nint.CreateTruncating(Unsafe.Add(ref index, second)) * stride;
            TUpdate.Write(ref Unsafe.Add(ref to, first + at), Unsafe.Add(ref from, third));
            first += row.First;
            second += row.Second;
            third += row.Third;
        }
    }

    /// <summary>Threads divide the blocks and not the updates, so that updates of one place stay in order.</summary>
    private static unsafe void Blocks(ref T to, int stride, ref TIndex index, ref T from, WalkAxis row, int block)
    {
        fixed (
            T* target = &to,
                source = &from
        )
        fixed (TIndex* indices = &index)
        {
            var work = new BlockWork(target, stride, indices, source, row, block);
            PlaneLoop.Run(in work, work.Parts, row.Length * (double)BlockWork.PartLength);
        }
    }

    /// <summary>Parts of all blocks.</summary>
    private readonly unsafe struct BlockWork(T* to, int stride, TIndex* index, T* from, WalkAxis row, int block)
        : IPlaneWork
    {
        /// <summary>Elements of a part, which fill several lines of a cache.</summary>
        public const int PartLength = 32;

        public nint Parts => (block + PartLength - 1) / PartLength;

        public void Run(nint first, nint end)
        {
            var start = first * PartLength;
            var length = (int)(Math.Min(end * PartLength, block) - start);
            for (nint i = 0; i < row.Length; i++)
            {
                var at = nint.CreateTruncating(index[i * row.Second]) * stride;
                TUpdate.Write(
                    new Span<T>(to + i * row.First + at + start, length),
                    new ReadOnlySpan<T>(from + i * row.Third + start, length)
                );
            }
        }
    }
}
