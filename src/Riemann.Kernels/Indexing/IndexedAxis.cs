namespace Riemann.Kernels;

/// <summary>The plan that gathering from an array and scattering into it share.</summary>
internal readonly struct IndexedAxis
{
    /// <summary>The distance between neighbours along the indexed axis.</summary>
    public readonly int Stride;

    /// <summary>Consecutive elements that each index stands for.</summary>
    public readonly int Block;

    /// <summary>The shape over which indices are walked: all axes, or those up to the axis with longer blocks.</summary>
    public readonly Shape Walked;

    /// <summary>The indexed array, standing still along the axis.</summary>
    public readonly NDArray Array;

    /// <summary>The indices over the walked shape.</summary>
    public readonly NDArray Indices;

    /// <summary>The gathered elements, or the updates, over the walked shape.</summary>
    public readonly NDArray Elements;

    /// <summary>Finds blocks where all three arrays allow them.</summary>
    public IndexedAxis(NDArray array, NDArray indices, NDArray elements, int axis)
    {
        Stride = array.Strides[axis];
        Walked = indices.Shape;
        Block = 1;
        var rank = indices.Rank;
        if (IsBroadcastAfter(indices, axis) && IsRowMajorAfter(array, axis) && IsRowMajorAfter(elements, axis))
        {
            rank = axis + 1;
            Walked = Shape.Of(indices.Shape.Dimensions[..rank]);
            foreach (var length in indices.Shape.Dimensions[rank..])
                Block *= length;
        }
        var standing = array.Strides[..rank].ToArray();
        standing[axis] = 0;
        Array = array.View(Walked, array.Offset, standing);
        Indices = indices.View(Walked, indices.Offset, indices.Strides[..rank].ToArray());
        Elements = elements.View(Walked, elements.Offset, elements.Strides[..rank].ToArray());
    }

    private static bool IsBroadcastAfter(NDArray x, int axis)
    {
        for (var later = axis + 1; later < x.Rank; later++)
            if (x.Strides[later] != 0 && x.Shape[later] != 1)
                return false;
        return true;
    }

    private static bool IsRowMajorAfter(NDArray x, int axis)
    {
        var expected = 1;
        for (var later = x.Rank - 1; later > axis; later--)
        {
            if (x.Strides[later] != expected && x.Shape[later] != 1)
                return false;
            expected *= x.Shape[later];
        }
        return true;
    }
}
