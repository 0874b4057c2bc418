namespace Riemann.Kernels;

public sealed partial class NDArray
{
    /// <summary>
    /// A view of the diagonals of the matrices on the last two axes: [.., m, n] gives [.., k]. A positive offset
    /// names a diagonal above the main one, a negative one below; outside the matrix there is none, and k is 0.
    /// </summary>
    public NDArray Diagonal(int offset)
    {
        var length = DiagonalLength(Shape[^2], Shape[^1], offset);
        var start = offset >= 0 ? offset * (long)Strides[^1] : -(long)offset * Strides[^2];
        int[] newStrides = [.. Strides[..^2], Strides[^2] + Strides[^1]];
        // Beyond the matrix the start means nothing, and nothing is read from there.
        return View(Shape.Of([.. Shape.Dimensions[..^2], length]), Offset + unchecked((int)start), newStrides);
    }

    /// <summary>The number of elements on a diagonal of an m by n matrix.</summary>
    public static int DiagonalLength(int m, int n, int offset) =>
        (int)Math.Max(0, Math.Min(Math.Min(m, n), offset >= 0 ? n - (long)offset : m + (long)offset));

    /// <summary>
    /// A view of the windows of <paramref name="size"/> neighbours along an axis, <paramref name="step"/> apart:
    /// the axis counts windows, and a new last axis their elements. Windows that
    /// would reach outside are left out; the axis is long enough for one.
    /// </summary>
    public NDArray Windows(int axis, int size, int step)
    {
        int[] dimensions = [.. Shape.Dimensions, size];
        dimensions[axis] = (Shape[axis] - size) / step + 1;
        int[] newStrides = [.. Strides, Strides[axis]];
        newStrides[axis] = unchecked(newStrides[axis] * step);
        return View(Shape.Of(dimensions), Offset, newStrides);
    }
}
