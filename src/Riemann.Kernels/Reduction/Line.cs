namespace Riemann.Kernels;

/// <summary>Elements that lie evenly spaced.</summary>
internal readonly record struct Line(int Length, int Stride)
{
    /// <summary>Sees the axes from <paramref name="start"/> to before <paramref name="end"/> as one, if it can.</summary>
    public static bool TryMerge(NDArray x, int start, int end, out Line line)
    {
        line = new Line(1, 1);
        var strides = x.Strides;
        for (var axis = end - 1; axis >= start; axis--)
        {
            var length = x.Shape[axis];
            if (length == 1)
                continue;
            if (line.Length == 1)
                line = new Line(length, strides[axis]);
            else if (strides[axis] == (long)line.Stride * line.Length)
                line = line with { Length = line.Length * length };
            else
                return false;
        }
        return true;
    }
}
