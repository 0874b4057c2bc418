namespace Riemann.Kernels;

/// <summary>What the sum at each place of a window is divided by: a product of one factor for each axis.</summary>
internal readonly struct ElementCounts(Window window, bool countPadding, int? divisor)
{
    /// <summary>The factor for a place along the last axis.</summary>
    public long Along(nint place) => divisor ?? Count(window.Width, place);

    /// <summary>The factor for a place along the other axes.</summary>
    public long Across(nint depth, nint height) =>
        divisor is null ? Count(window.Depth, depth) * Count(window.Height, height) : 1;

    private long Count(in WindowAxis axis, nint place)
    {
        var (first, end) = axis.Taps(place);
        if (!countPadding)
            return end - first;
        var beyond = axis.Size + axis.Begin - axis.Index(place, 0);
        return Math.Min(axis.Kernel, (beyond + axis.Dilation - 1) / axis.Dilation);
    }
}
