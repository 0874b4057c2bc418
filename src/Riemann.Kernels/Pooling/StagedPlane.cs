namespace Riemann.Kernels;

/// <summary>
/// A copy of a plane with padding along the last axis, in which the elements that neighbouring places of a window see
/// under one tap are neighbours: each row is split into the rests of division by the stride.
/// </summary>
// Bound: Length elements, of which the last vector is only read, past the last place.
internal readonly unsafe struct StagedPlane<T>
    where T : unmanaged
{
    private readonly Window window;
    private readonly nint phase;

    public StagedPlane(in Window window)
    {
        this.window = window;
        var width = window.Width;
        var extent = (nint)(width.Count - 1) * width.Stride + (nint)width.Span;
        phase = (extent + width.Stride - 1) / width.Stride;
        RowLength = phase * width.Stride;
    }

    /// <summary>Elements of a row; there is one for each row of the plane.</summary>
    public nint RowLength { get; }

    /// <summary>Elements to be reserved, with some beyond the end that may be read.</summary>
    public nint Length =>
        checked((nint)window.Depth.Size * window.Height.Size * RowLength * sizeof(T)) / sizeof(T)
        + System.Numerics.Vector<T>.Count;

    /// <summary>Where in a row the first place sees its tap; the other places' elements follow.</summary>
    public nint Tap(nint tap)
    {
        var (place, rest) = Math.DivRem(tap * window.Width.Dilation, window.Width.Stride);
        return rest * phase + place;
    }

    /// <summary>Writes what stands for padding everywhere; elements are put over it.</summary>
    public void Clear(T* staged, T padding)
    {
        for (nint i = 0; i < Length; i++)
            staged[i] = padding;
    }

    /// <summary>Copies the elements of a plane.</summary>
    public void Enter(T* plane, T* staged)
    {
        var width = window.Width;
        var rows = (nint)window.Depth.Size * window.Height.Size;
        for (nint rest = 0; rest < width.Stride; rest++)
        {
            var skipped = Math.Max(0, (width.Begin - rest + width.Stride - 1) / width.Stride);
            var first = skipped * width.Stride + rest - width.Begin;
            var count = Math.Min(phase - skipped, (width.Size - first + width.Stride - 1) / width.Stride);
            var target = staged + rest * phase + skipped;
            for (nint row = 0; row < rows && count > 0; row++)
                Strided.Copy(plane + row * width.Size + first, width.Stride, target + row * RowLength, count);
        }
    }
}
