using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Indexing.FirstOutOfRange"/>.</summary>
// Bound: rows are those of a <see cref="Walk"/> over the stored indices.
internal static class RangeCheck<TIndex>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public static long Run(NDArray indices, int length)
    {
        if (indices.Length == 0)
            return -1;
        var position = length == 0 ? 0 : Rows(indices, TIndex.CreateSaturating(length - 1));
        GC.KeepAlive(indices);
        return position;
    }

    private static long Rows(NDArray indices, TIndex last)
    {
        // What is repeated along a broadcast axis is looked at once, where it first occurs.
        var dimensions = indices.Shape.Dimensions.ToArray();
        for (var axis = 0; axis < dimensions.Length; axis++)
            if (indices.Strides[axis] == 0)
                dimensions[axis] = 1;
        var shape = Shape.Of(dimensions);
        var stored = indices.View(shape, indices.Offset, indices.Strides.ToArray());
        // Lends the walk the strides of row-major positions; its elements are not read.
        var positions = indices.View(shape, indices.Offset, indices.Shape.Strides.ToArray());

        var walk = new Walk(stackalloc WalkAxis[Walk.Room(shape)], shape, stored, positions);
        ref var first = ref indices.First<TIndex>();
        do
        {
            var found = InRow(ref Unsafe.Add(ref first, walk.First), walk.Row, last);
            if (found >= 0)
                return walk.Second + (long)found * walk.Row.Second;
        } while (walk.Next());
        return -1;
    }

    private static int InRow(ref TIndex first, in WalkAxis row, TIndex last)
    {
        if (row.First == 1)
            return MemoryMarshal.CreateReadOnlySpan(ref first, row.Length).IndexOfAnyExceptInRange(TIndex.Zero, last);
        for (var i = 0; i < row.Length; i++)
        {
            var index = Unsafe.Add(ref first, (nint)i * row.First);
            if (index < TIndex.Zero || index > last)
                return i;
        }
        return -1;
    }
}
