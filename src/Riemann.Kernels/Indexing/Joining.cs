namespace Riemann.Kernels;

/// <summary>The loops of <see cref="Indexing.Concatenate"/>.</summary>
// Bound: each part is written to the span or view of the result that is its own.
internal static class Joining<T>
    where T : unmanaged
{
    public static NDArray Run(ReadOnlySpan<NDArray> arrays, int axis)
    {
        var first = arrays[0].Shape;
        var length = 0L;
        foreach (var array in arrays)
            length += array.Shape[axis];
        if (length > int.MaxValue)
            throw new ElementLimitException($"an axis of {length} elements: more than {int.MaxValue} elements");
        Span<int> dimensions = stackalloc int[first.Rank];
        first.Dimensions.CopyTo(dimensions);
        dimensions[axis] = (int)length;
        var result = NDArray.Allocate(arrays[0].DType, Shape.Of(dimensions));
        if (dimensions[..axis].ContainsAnyExcept(1))
            Interleave(arrays, axis, result);
        else
            Append(arrays, result.Span<T>());
        GC.KeepAlive(result);
        return result;
    }

    private static void Append(ReadOnlySpan<NDArray> arrays, Span<T> result)
    {
        foreach (var array in arrays)
        {
            Copy.To(array, result[..array.Length]);
            result = result[array.Length..];
        }
    }

    private static void Interleave(ReadOnlySpan<NDArray> arrays, int axis, NDArray result)
    {
        var strides = result.Strides.ToArray();
        var start = 0;
        foreach (var array in arrays)
        {
            Copy.Into(result.View(array.Shape, start * strides[axis], strides), array);
            start += array.Shape[axis];
        }
    }
}
