using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Sorting.Search"/>: a binary search for each value.</summary>
internal static class Searcher<T>
    where T : unmanaged, INumber<T>
{
    public static NDArray Run(NDArray sorted, NDArray values, bool right)
    {
        var result = NDArray.Allocate(DType.Int64, values.Shape);
        if (result.Length > 0)
            Rows(sorted.Contiguous(), values.Contiguous(), result.Span<long>(), right);
        GC.KeepAlive(result);
        return result;
    }

    private static void Rows(NDArray sorted, NDArray values, Span<long> result, bool right)
    {
        var (length, count) = (sorted.Shape[^1], values.Shape[^1]);
        var from = values.Span<T>();
        for (var i = 0; i < result.Length; i++)
        {
            var key = SortKey<T>.Of(from[i]);
            result[i] = Place(sorted.Span<T>().Slice(i / count * length, length), key, right);
        }
        GC.KeepAlive(sorted);
        GC.KeepAlive(values);
    }

    private static int Place(ReadOnlySpan<T> sorted, ulong key, bool right)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            var other = SortKey<T>.Of(sorted[middle]);
            if (other < key || (right && other == key))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
