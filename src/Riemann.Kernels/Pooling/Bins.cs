namespace Riemann.Kernels;

/// <summary>
/// Planes cut into bins, as even as possible along each axis: bin i of n along an axis of s elements is from
/// floor(i s / n) to ceil((i + 1) s / n), end excluded, so that neighbours may share an element.
/// </summary>
internal readonly record struct Bins(BinAxis Depth, BinAxis Height, BinAxis Width)
{
    /// <summary>Elements of a plane.</summary>
    public nint Elements => (nint)Depth.Size * Height.Size * Width.Size;

    /// <summary>Bins of a plane.</summary>
    public nint Places => (nint)Depth.Count * Height.Count * Width.Count;

    /// <summary>
    /// The bins of planes of a shape. Throws <see cref="ArgumentException"/> when there is not one positive count for
    /// each spatial axis, or an axis is empty.
    /// </summary>
    public static Bins Of(Shape x, ReadOnlySpan<int> counts)
    {
        var spatial = PoolingPlan.SpatialAxes(x);
        if (counts.Length != spatial)
            throw new ArgumentException($"{counts.Length} numbers of bins for {spatial} spatial axes");
        Span<BinAxis> axes = [new(1, 1), new(1, 1), new(1, 1)];
        for (var i = 0; i < spatial; i++)
            axes[3 - spatial + i] =
                counts[i] > 0 && x[i + 2] > 0
                    ? new BinAxis(x[i + 2], counts[i])
                    : throw new ArgumentException($"spatial axis {i}: {counts[i]} bins of {x[i + 2]} elements");
        return new Bins(axes[0], axes[1], axes[2]);
    }

    /// <summary>The shape of the result for planes of a shape.</summary>
    public static Shape Result(Shape x, ReadOnlySpan<int> counts) => Shape.Of([x[0], x[1], .. counts]);
}

/// <summary>An axis cut into bins.</summary>
internal readonly record struct BinAxis(int Size, int Count)
{
    /// <summary>The elements of a bin, end excluded.</summary>
    public (nint First, nint End) Bin(nint i) =>
        ((nint)(i * (long)Size / Count), (nint)(((i + 1) * (long)Size + Count - 1) / Count));
}
