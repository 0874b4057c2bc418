namespace Riemann.Kernels;

/// <summary>Which axes a reduction leaves, and which it takes together. Axes are ascending and distinct.</summary>
// Bound: spans of one number for each axis.
internal static class ReducedShape
{
    /// <summary>The shape without the axes, or with length 1 in their place.</summary>
    public static Shape Of(Shape shape, ReadOnlySpan<int> axes, bool keepAxes)
    {
        if (axes.Length == shape.Rank && !keepAxes)
            return Shape.Scalar;
        Span<int> dimensions = stackalloc int[shape.Rank];
        var count = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
            if (axes.Length == 0 || axes[0] != axis)
                dimensions[count++] = shape[axis];
            else
            {
                axes = axes[1..];
                if (keepAxes)
                    dimensions[count++] = 1;
            }
        return Shape.Of(dimensions[..count]);
    }

    /// <summary>The shape with length 1 for the axes from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public static Shape OfGroup(Shape shape, int start, int end)
    {
        Span<int> dimensions = stackalloc int[shape.Rank];
        shape.Dimensions.CopyTo(dimensions);
        dimensions[start..end].Fill(1);
        return Shape.Of(dimensions);
    }

    /// <summary>The axes up to the last whose length is not 1.</summary>
    public static ReadOnlySpan<int> TrimOnes(Shape shape, ReadOnlySpan<int> axes)
    {
        while (axes.Length > 0 && shape[axes[^1]] == 1)
            axes = axes[..^1];
        return axes;
    }

    /// <summary>The first axis of the group of neighbours that ends with the last of the axes.</summary>
    public static int GroupStart(Shape shape, ReadOnlySpan<int> axes)
    {
        var start = axes[^1];
        axes = axes[..^1];
        while (start > 0)
        {
            if (axes.Length > 0 && axes[^1] == start - 1)
                axes = axes[..^1];
            else if (shape[start - 1] != 1)
                break;
            start--;
        }
        return start;
    }

    /// <summary>A view whose last axes are the given ones, in their order.</summary>
    public static NDArray WithAxesLast(NDArray x, ReadOnlySpan<int> axes)
    {
        if (axes.Length == 0 || axes[0] == x.Rank - axes.Length)
            return x;
        Span<int> order = stackalloc int[x.Rank];
        var count = 0;
        for (var axis = 0; axis < x.Rank; axis++)
            if (!axes.Contains(axis))
                order[count++] = axis;
        axes.CopyTo(order[count..]);
        return x.Permute(order);
    }
}
