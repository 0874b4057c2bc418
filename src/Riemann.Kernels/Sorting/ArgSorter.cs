using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Sorting.ArgSort"/>: each line is sorted by its keys.</summary>
// Bound: lines are those of x and of the result along the axis, the result's count elements long.
internal static unsafe class ArgSorter<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Up to this many first places are found by insertion.</summary>
    private const int Few = 32;

    /// <summary>Sorting an element costs as much as reading so many.</summary>
    private const double ElementWeight = 32;

    public static NDArray Run(NDArray x, int axis, bool descending, int count)
    {
        Span<int> dimensions = stackalloc int[x.Rank];
        x.Shape.Dimensions.CopyTo(dimensions);
        dimensions[axis] = count;
        var result = NDArray.Allocate(DType.Int64, Shape.Of(dimensions));
        if (result.Length > 0)
            Walked(x, result, axis, descending);
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Walked(NDArray x, NDArray result, int axis, bool descending)
    {
        var heads = Scan.Heads(x, axis);
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(heads.Shape)], heads.Shape, heads, Scan.Heads(result, axis));
        var from = new Line(x.Shape[axis], x.Strides[axis]);
        var to = new Line(result.Shape[axis], result.Strides[axis]);
        fixed (T* first = &x.First<T>())
        fixed (long* second = &result.First<long>())
            do
            {
                var work = new Work(first + walk.First, from, second + walk.Second, to, walk.Row, descending);
                PlaneLoop.Run(in work, walk.Row.Length, ElementWeight * from.Length);
            } while (walk.Next());
    }

    /// <summary>Neighbouring lines.</summary>
    private readonly struct Work(T* x, Line from, long* result, Line to, WalkAxis row, bool descending) : IPlaneWork
    {
        public void Run(nint first, nint end)
        {
            var keys = ArrayPool<ulong>.Shared.Rent(from.Length);
            var order = ArrayPool<int>.Shared.Rent(from.Length);
            for (var i = first; i < end; i++)
            {
                Keys(ref x[i * row.First], from.Stride, descending, keys.AsSpan(0, from.Length));
                if (to.Length <= Few && to.Length < from.Length / 4)
                    Select(keys.AsSpan(0, from.Length), order.AsSpan(0, to.Length));
                else
                    RadixSort.Order(keys.AsSpan(0, from.Length), order.AsSpan(0, from.Length));
                for (nint place = 0; place < to.Length; place++)
                    result[i * row.Second + place * to.Stride] = order[place];
            }
            ArrayPool<ulong>.Shared.Return(keys);
            ArrayPool<int>.Shared.Return(order);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Keys(ref T first, nint stride, bool descending, Span<ulong> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var element = Unsafe.Add(ref first, i * stride);
            keys[i] = descending ? SortKey<T>.Descending(element) : SortKey<T>.Of(element);
        }
    }

    /// <summary>The places of the smallest keys, each inserted after those that are not larger.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select(ReadOnlySpan<ulong> keys, Span<int> order)
    {
        Span<ulong> smallest = stackalloc ulong[Few];
        var last = order.Length - 1;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > last && keys[i] >= smallest[last])
                continue;
            var place = Math.Min(i, last);
            for (; place > 0 && smallest[place - 1] > keys[i]; place--)
                (smallest[place], order[place]) = (smallest[place - 1], order[place - 1]);
            (smallest[place], order[place]) = (keys[i], i);
        }
    }
}
