using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Indexing.OverlapAdd"/>.</summary>
// Bound: windows (count - 1) * step + size fit into the axis, so that element i of each lies in the result.
internal static class Overlapping<T>
    where T : unmanaged, INumber<T>
{
    public static NDArray Run(Shape shape, NDArray windows, int axis, int step)
    {
        var result = Writing.Zeros(windows.DType, shape);
        if (windows.Length == 0)
            return result;
        var inner = windows.Rank - 1;
        var places = Shape.Of(windows.Shape.Dimensions[..inner]);
        var strides = windows.Strides[..inner].ToArray();
        var placeStrides = result.Strides.ToArray();
        var along = placeStrides[axis];
        placeStrides[axis] = unchecked(along * step);
        for (var i = 0; i < windows.Shape[inner]; i++)
        {
            var elements = windows.View(places, windows.Offset + i * windows.Strides[inner], strides);
            Add(result.View(places, i * along, placeStrides), elements);
        }
        GC.KeepAlive(windows);
        GC.KeepAlive(result);
        return result;
    }

    private static void Add(NDArray destination, NDArray source)
    {
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(source.Shape)], source.Shape, source, destination);
        ref var from = ref source.First<T>();
        ref var to = ref destination.First<T>();
        do Row(ref Unsafe.Add(ref from, walk.First), ref Unsafe.Add(ref to, walk.Second), walk.Row);
        while (walk.Next());
    }

    private static void Row(ref T from, ref T to, in WalkAxis row)
    {
        if (row is { First: 1, Second: 1 })
        {
            var sum = MemoryMarshal.CreateSpan(ref to, row.Length);
            TensorPrimitives.Add(sum, MemoryMarshal.CreateReadOnlySpan(ref from, row.Length), sum);
        }
        else
            for (nint i = 0; i < row.Length; i++)
                Unsafe.Add(ref to, i * row.Second) += Unsafe.Add(ref from, i * row.First);
    }
}
