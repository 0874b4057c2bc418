namespace Riemann.Kernels;

/// <summary>
/// Neighbouring axes that are all along a group or all across groups, and that weights and biases pass evenly, with the
/// steps of these: as good as one axis.
/// </summary>
internal readonly record struct AxisRun(int Length, bool IsReduced, int Weight, int Bias)
{
    /// <summary>The runs of a contiguous array whose groups lie along the axes, from the last to the first.</summary>
    public static ReadOnlySpan<AxisRun> All(
        Shape shape,
        ReadOnlySpan<int> axes,
        ReadOnlySpan<int> weight,
        ReadOnlySpan<int> bias,
        Span<AxisRun> runs
    )
    {
        var count = 0;
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
                continue;
            var own = new AxisRun(shape[axis], axes.Contains(axis), weight[axis], bias[axis]);
            if (count > 0 && runs[count - 1].IsContinuedBy(own))
                runs[count - 1] = runs[count - 1] with { Length = runs[count - 1].Length * own.Length };
            else
                runs[count++] = own;
        }
        return runs[..count];
    }

    /// <summary>The next of the runs if it is of this kind, else one of a single element.</summary>
    public static AxisRun Take(bool isReduced, ref ReadOnlySpan<AxisRun> runs)
    {
        if (runs.IsEmpty || runs[0].IsReduced != isReduced)
            return new AxisRun(1, isReduced, 0, 0);
        var first = runs[0];
        runs = runs[1..];
        return first;
    }

    private bool IsContinuedBy(AxisRun next) =>
        next.IsReduced == IsReduced && next.Weight == Weight * Length && next.Bias == Bias * Length;
}
