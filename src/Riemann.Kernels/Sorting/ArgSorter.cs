using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Sorting.ArgSort"/>: each line is sorted by its keys.</summary>
// Bound: lines are those of x and of the result along the axis, the result's count elements long.
internal static class ArgSorter<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Up to this many first places are found by insertion.</summary>
    private const int Few = 32;

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
        var (length, count) = (x.Shape[axis], result.Shape[axis]);
        var keys = ArrayPool<ulong>.Shared.Rent(length);
        var order = ArrayPool<long>.Shared.Rent(length);
        do
        {
            for (nint i = 0; i < walk.Row.Length; i++)
            {
                ref var from = ref Unsafe.Add(ref x.First<T>(), walk.First + i * walk.Row.First);
                ref var to = ref Unsafe.Add(ref result.First<long>(), walk.Second + i * walk.Row.Second);
                Keys(ref from, x.Strides[axis], descending, keys.AsSpan(0, length));
                if (count <= Few && count < length / 4)
                    Select(keys.AsSpan(0, length), order.AsSpan(0, count));
                else
                    Order(keys.AsSpan(0, length), order.AsSpan(0, length));
                for (nint place = 0; place < count; place++)
                    Unsafe.Add(ref to, place * result.Strides[axis]) = order[place];
            }
        } while (walk.Next());
        ArrayPool<ulong>.Shared.Return(keys);
        ArrayPool<long>.Shared.Return(order);
    }

    private static void Keys(ref T first, nint stride, bool descending, Span<ulong> keys)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var element = Unsafe.Add(ref first, i * stride);
            keys[i] = descending ? SortKey<T>.Descending(element) : SortKey<T>.Of(element);
        }
    }

    /// <summary>Sorts the keys. The sort may exchange equal keys, so that the places of these are sorted again.</summary>
    private static void Order(Span<ulong> keys, Span<long> order)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        keys.Sort(order);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                order[start..end].Sort();
        }
    }

    /// <summary>The places of the smallest keys, each inserted after those that are not larger.</summary>
    [SkipLocalsInit]
    private static void Select(ReadOnlySpan<ulong> keys, Span<long> order)
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
