namespace Riemann.Kernels;

/// <summary>
/// A contiguous array seen as [batch, rows, columns], where each column is a group: rows are taken in blocks, which do
/// not depend on the number of threads.
/// </summary>
internal readonly struct ColumnPlan
{
    /// <summary>With fewer columns than this a vector would not be full.</summary>
    private const int FewColumns = 16;

    private readonly AxisRun batch;
    private readonly AxisRun columns;

    private ColumnPlan(AxisRun batch, AxisRun rows, AxisRun columns)
    {
        (this.batch, this.columns, Rows) = (batch, columns, rows.Length);
        BlockRows = RowBlocks.Rows(Rows);
    }

    public int Batch => batch.Length;
    public int Rows { get; }
    public int Columns => columns.Length;
    public int BlockRows { get; }
    public int Blocks => RowBlocks.Count(Rows);

    /// <summary>The weights of the groups, [batch, columns], of weights that have the shape of the array.</summary>
    public NDArray Weights(NDArray weight) => OfGroups(weight, batch.Weight, columns.Weight);

    /// <summary>Their biases.</summary>
    public NDArray Biases(NDArray bias) => OfGroups(bias, batch.Bias, columns.Bias);

    /// <summary>
    /// The plan for an array of this shape whose groups lie along the axes, with weights and biases that have these
    /// strides; null where it cannot be seen so.
    /// </summary>
    public static ColumnPlan? TryOf(
        Shape shape,
        ReadOnlySpan<int> axes,
        ReadOnlySpan<int> weight,
        ReadOnlySpan<int> bias
    )
    {
        Span<AxisRun> room = stackalloc AxisRun[shape.Rank];
        var runs = AxisRun.All(shape, axes, weight, bias, room);
        var columns = AxisRun.Take(false, ref runs);
        var rows = AxisRun.Take(true, ref runs);
        var batch = AxisRun.Take(false, ref runs);
        var fits = runs.IsEmpty && columns.Length >= FewColumns && rows is { Weight: 0, Bias: 0 };
        return fits ? new ColumnPlan(batch, rows, columns) : null;
    }

    private NDArray OfGroups(NDArray x, int batchStep, int columnStep) =>
        x.View(Shape.Of(Batch, Columns), x.Offset, [batchStep, columnStep]).Contiguous();
}

/// <summary>How many rows are summed up before their sum joins others.</summary>
internal static class RowBlocks
{
    /// <summary>The rows of a block: enough blocks for many threads, and few enough that their sums cost little.</summary>
    public static int Rows(nint rows) => (int)Math.Clamp(rows / 64, 16, 128);

    /// <summary>The number of blocks.</summary>
    public static int Count(nint rows) => (int)((rows + Rows(rows) - 1) / Rows(rows));
}
