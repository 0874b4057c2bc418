namespace Riemann.Kernels;

/// <summary>How far the element that belongs to a place moves along the axes of a <see cref="GroupPlan"/>.</summary>
internal readonly record struct GroupSteps(nint Batch, nint Channel, nint Part, nint Element)
{
    /// <summary>The elements from the first to the last of a stretch, by their address.</summary>
    public nint At(nint batch, nint channel, nint part) => batch * Batch + channel * Channel + part * Part;
}

/// <summary>
/// A contiguous array seen as [batch, outer, channels, parts, length], where a group is what shares its place on the
/// axes batch and channels: most normalisations are this view without moving an element. A stretch is the elements
/// along the last axis. Weights and biases go along all axes but outer.
/// </summary>
internal readonly struct GroupPlan
{
    /// <summary>Stretches shorter than this are not worth a loop of their own.</summary>
    private const int ShortStretch = 8;

    private GroupPlan(AxisRun batch, AxisRun outer, AxisRun channels, AxisRun parts, AxisRun stretch)
    {
        (Batch, Outer, Channels, Parts, Length) = (
            batch.Length,
            outer.Length,
            channels.Length,
            parts.Length,
            stretch.Length
        );
        Weight = new(batch.Weight, channels.Weight, parts.Weight, stretch.Weight);
        Bias = new(batch.Bias, channels.Bias, parts.Bias, stretch.Bias);
    }

    public nint Batch { get; }
    public nint Outer { get; }
    public nint Channels { get; }
    public nint Parts { get; }
    public nint Length { get; }
    public GroupSteps Weight { get; }
    public GroupSteps Bias { get; }

    /// <summary>The number of groups.</summary>
    public nint Groups => Batch * Channels;

    /// <summary>The elements of a group.</summary>
    public nint Count => Outer * Parts * Length;

    /// <summary>From the same place of one outer index to that of the next.</summary>
    public nint OuterStep => Channels * Parts * Length;

    /// <summary>Whether all elements of a group have one weight and one bias.</summary>
    public bool IsUniform => Weight is { Part: 0, Element: 0 } && Bias is { Part: 0, Element: 0 };

    /// <summary>Whether groups are rows that all have the same weights and biases, one for each element.</summary>
    public bool AreRowsAlike =>
        Outer * Parts == 1
        && Weight is { Batch: 0, Channel: 0, Element: 1 }
        && Bias is { Batch: 0, Channel: 0, Element: 1 };

    /// <summary>Where the group begins.</summary>
    public nint Start(nint group) => group / Channels * Outer * OuterStep + group % Channels * Parts * Length;

    /// <summary>
    /// The plan for an array of this shape whose groups lie along the axes, with weights and biases that have these
    /// strides; null where it cannot be seen so, or would fall into stretches too short.
    /// </summary>
    public static GroupPlan? TryOf(
        Shape shape,
        ReadOnlySpan<int> axes,
        ReadOnlySpan<int> weight,
        ReadOnlySpan<int> bias
    )
    {
        Span<AxisRun> room = stackalloc AxisRun[shape.Rank];
        ReadOnlySpan<AxisRun> runs = AxisRun.All(shape, axes, weight, bias, room);
        var stretch = AxisRun.Take(true, ref runs);
        var parts = AxisRun.Take(true, ref runs);
        var channels = AxisRun.Take(false, ref runs);
        var outer = AxisRun.Take(true, ref runs);
        var batch = AxisRun.Take(false, ref runs);
        var isShort = stretch.Length < ShortStretch && parts.Length * outer.Length > 1;
        var fits = outer is { Weight: 0, Bias: 0 } && stretch is { Weight: 0 or 1, Bias: 0 or 1 };
        return fits && !isShort && runs.IsEmpty ? new GroupPlan(batch, outer, channels, parts, stretch) : null;
    }
}
