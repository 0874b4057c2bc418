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

    private GroupPlan(Run batch, Run outer, Run channels, Run parts, Run stretch)
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
        Span<Run> room = stackalloc Run[shape.Rank];
        ReadOnlySpan<Run> runs = room[..Runs(shape, axes, weight, bias, room)];
        var stretch = Take(true, ref runs);
        var parts = Take(true, ref runs);
        var channels = Take(false, ref runs);
        var outer = Take(true, ref runs);
        var batch = Take(false, ref runs);
        var isShort = stretch.Length < ShortStretch && parts.Length * outer.Length > 1;
        var fits = outer is { Weight: 0, Bias: 0 } && stretch is { Weight: 0 or 1, Bias: 0 or 1 };
        return fits && !isShort && runs.IsEmpty ? new GroupPlan(batch, outer, channels, parts, stretch) : null;
    }

    // Neighbouring axes of one kind that weights and biases pass evenly are one run. The last axis comes first.
    private static int Runs(
        Shape shape,
        ReadOnlySpan<int> axes,
        ReadOnlySpan<int> weight,
        ReadOnlySpan<int> bias,
        Span<Run> runs
    )
    {
        var count = 0;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
                continue;
            var own = new Run(shape[axis], axes.Contains(axis), weight[axis], bias[axis]);
            if (count > 0 && runs[count - 1].IsContinuedBy(own))
                runs[count - 1] = runs[count - 1] with { Length = runs[count - 1].Length * own.Length };
            else
                runs[count++] = own;
        }
        return count;
    }

    private static Run Take(bool isReduced, ref ReadOnlySpan<Run> runs)
    {
        if (runs.IsEmpty || runs[0].IsReduced != isReduced)
            return new Run(1, isReduced, 0, 0);
        var first = runs[0];
        runs = runs[1..];
        return first;
    }

    private readonly record struct Run(int Length, bool IsReduced, int Weight, int Bias)
    {
        public bool IsContinuedBy(Run next) =>
            next.IsReduced == IsReduced && next.Weight == Weight * Length && next.Bias == Bias * Length;
    }
}
