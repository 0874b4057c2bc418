using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Indexing.LastUpdate"/>.</summary>
// Bound: every index is below the axis's length (<see cref="Indexing.FirstOutOfRange"/>, asked before).
internal static class LastUpdating<TIndex>
    where TIndex : unmanaged, IBinaryInteger<TIndex>
{
    public static NDArray Run(Shape shape, NDArray indices, int axis)
    {
        var result = NDArray.Allocate(DType.Int64, shape);
        result.Span<long>().Fill(-1);
        if (indices.Length > 0)
            Rows(result, indices, axis);
        GC.KeepAlive(indices);
        GC.KeepAlive(result);
        return result;
    }

    private static void Rows(NDArray result, NDArray indices, int axis)
    {
        var shape = indices.Shape;
        var stride = result.Strides[axis];
        var standing = result.Strides.ToArray();
        standing[axis] = 0;
        // Lends the walk the position along the axis; its elements are not read.
        var counting = new int[shape.Rank];
        counting[axis] = 1;
        var walk = new Walk(
            stackalloc WalkAxis[Walk.Room(shape)],
            shape,
            result.View(shape, 0, standing),
            indices,
            indices.View(shape, indices.Offset, counting)
        );
        ref var last = ref result.First<long>();
        ref var first = ref indices.First<TIndex>();
        do
        {
            for (nint i = 0; i < walk.Row.Length; i++)
            {
                var at = nint.CreateTruncating(Unsafe.Add(ref first, walk.Second + i * walk.Row.Second)) * stride;
                Unsafe.Add(ref last, walk.First + i * walk.Row.First + at) = walk.Third + i * walk.Row.Third;
            }
        } while (walk.Next());
    }
}
