namespace Riemann.Kernels;

/// <summary>Finds the strides through which an array with gaps can be seen under another shape.</summary>
internal static class Reshaping
{
    /// <summary>
    /// The strides of a view of <paramref name="array"/> with the same elements in row-major order, or null
    /// when there is none. Runs of old and new axes with equal products are matched; a run of old axes must be
    /// evenly spaced. The array is not empty.
    /// </summary>
    public static int[]? TryStrides(NDArray array, Shape shape)
    {
        var strides = new int[shape.Rank];
        var old = 0;
        var axis = 0;
        while (axis < shape.Rank)
        {
            if (shape[axis] == 1)
            {
                axis++;
                continue;
            }
            while (array.Shape[old] == 1)
                old++;
            var first = axis;
            var oldProduct = array.Shape[old];
            var product = shape[axis];
            while (product != oldProduct)
            {
                if (product < oldProduct)
                    product *= shape[++axis];
                else
                {
                    var next = NextAxis(array.Shape, old);
                    if (array.Strides[old] != (long)array.Strides[next] * array.Shape[next])
                        return null;
                    oldProduct *= array.Shape[next];
                    old = next;
                }
            }
            var stride = array.Strides[old];
            for (var i = axis; i >= first; i--)
            {
                strides[i] = stride;
                stride *= shape[i];
            }
            old++;
            axis++;
        }
        return strides;
    }

    private static int NextAxis(Shape shape, int axis)
    {
        do axis++;
        while (shape[axis] == 1);
        return axis;
    }
}
