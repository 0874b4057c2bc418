namespace Riemann.Kernels;

/// <summary>
/// The elements of one plane between zeros, as far as a window reaches. Each tap of all places together is one run
/// of this memory at an offset of its own: row ends give places that are none, and strides leave places out.
/// </summary>
// Bound: what a window reaches lies inside Length; elements that none reaches are left out.
internal readonly unsafe struct PaddedPlane
{
    private readonly Window window;
    private readonly nint row;
    private readonly nint slice;

    public PaddedPlane(in Window window)
    {
        this.window = window;
        row = Extent(window.Width);
        slice = Extent(window.Height) * row;
        Length = Extent(window.Depth) * slice;
        LastTap = Tap(window.Depth.Kernel - 1, window.Height.Kernel - 1, window.Width.Kernel - 1);
    }

    /// <summary>Elements, zeros included, as a float because far padding may give more than 2^63.</summary>
    public static double Elements(in Window window) =>
        (double)Extent(window.Depth) * Extent(window.Height) * Extent(window.Width);

    /// <summary>Elements, zeros included.</summary>
    public nint Length { get; }

    /// <summary>The offset of the last tap.</summary>
    public nint LastTap { get; }

    /// <summary>From the first place to the last, those that are none included.</summary>
    public nint Places => Length - LastTap;

    /// <summary>The offsets of all taps, in the order of a filter's elements.</summary>
    public void Offsets(nint* offsets)
    {
        for (nint d = 0; d < window.Depth.Kernel; d++)
        for (nint h = 0; h < window.Height.Kernel; h++)
        for (nint w = 0; w < window.Width.Kernel; w++)
            *offsets++ = Tap(d, h, w);
    }

    /// <summary>Copies the elements between the zeros.</summary>
    public void Enter<T>(T* plane, T* padded)
        where T : unmanaged
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        padded += depth.Begin * slice + height.Begin * row + width.Begin;
        for (var d = Reached(depth); d > 0; d--, plane += (nint)height.Size * width.Size, padded += slice)
            Packing.CopyRows(plane, width.Size, Reached(width), Reached(height), padded, row);
    }

    /// <summary>Copies what lies between the zeros to the elements; those that no window reaches stay as they are.</summary>
    public void Leave<T>(T* padded, T* plane)
        where T : unmanaged
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        padded += depth.Begin * slice + height.Begin * row + width.Begin;
        for (var d = Reached(depth); d > 0; d--, plane += (nint)height.Size * width.Size, padded += slice)
            Packing.CopyRows(padded, row, Reached(width), Reached(height), plane, width.Size);
    }

    /// <summary>Copies the places that are some.</summary>
    public void Pick<T>(T* padded, T* places)
        where T : unmanaged
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        for (var d = 0; d < depth.Count; d++, padded += depth.Stride * slice)
        {
            if (width.Stride == 1)
                Packing.CopyRows(padded, height.Stride * row, width.Count, height.Count, places, width.Count);
            else
                for (nint h = 0; h < height.Count; h++)
                    Strided.Copy(padded + h * height.Stride * row, width.Stride, places + h * width.Count, width.Count);
            places += (nint)height.Count * width.Count;
        }
    }

    /// <summary>Copies the places to where they lie.</summary>
    public void Place<T>(T* places, T* padded)
        where T : unmanaged
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        for (var d = 0; d < depth.Count; d++, padded += depth.Stride * slice)
        {
            if (width.Stride == 1)
                Packing.CopyRows(places, width.Count, width.Count, height.Count, padded, height.Stride * row);
            else
                for (nint h = 0; h < height.Count; h++)
                for (nint w = 0; w < width.Count; w++)
                    padded[h * height.Stride * row + w * width.Stride] = places[h * width.Count + w];
            places += (nint)height.Count * width.Count;
        }
    }

    private static nint Extent(in WindowAxis axis) => (nint)(axis.Count - 1) * axis.Stride + (nint)axis.Span;

    private static nint Reached(in WindowAxis axis) => Math.Clamp(Extent(axis) - axis.Begin, 0, axis.Size);

    private nint Tap(nint d, nint h, nint w) =>
        d * window.Depth.Dilation * slice + h * window.Height.Dilation * row + w * window.Width.Dilation;
}
