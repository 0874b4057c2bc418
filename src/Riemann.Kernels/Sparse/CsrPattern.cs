namespace Riemann.Kernels;

/// <summary>
/// Which elements of a matrix may differ from zero, in compressed rows: row i owns the column indices from RowStarts[i] to
/// RowStarts[i + 1], which ascend. One int32 for each non-zero and each row is all it needs: no product asks for the pattern
/// of the transposed matrix. Immutable; equal where the indices are.
/// </summary>
// Bound: a pattern is only made of indices that were checked, and the arrays are contiguous.
public sealed class CsrPattern : IEquatable<CsrPattern>
{
    private CsrPattern(int columns, NDArray rowStarts, NDArray columnIndices)
    {
        Columns = columns;
        RowStarts = rowStarts;
        ColumnIndices = columnIndices;
    }

    /// <summary>The number of rows.</summary>
    public int Rows => RowStarts.Length - 1;

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of non-zeros.</summary>
    public int Count => ColumnIndices.Length;

    /// <summary>Int32 [rows + 1]: where each row begins, and where the last one ends.</summary>
    public NDArray RowStarts { get; }

    /// <summary>Int32 [non-zeros].</summary>
    public NDArray ColumnIndices { get; }

    /// <summary>
    /// The pattern of a matrix with these many rows and columns, or null with what is wrong with the indices. Both are of
    /// int32 and have one axis.
    /// </summary>
    public static CsrPattern? TryCreate(
        int rows,
        int columns,
        NDArray rowStarts,
        NDArray columnIndices,
        out string problem
    )
    {
        if (rowStarts.DType != DType.Int32 || columnIndices.DType != DType.Int32)
            problem = $"the indices are {rowStarts.DType.Name()} and {columnIndices.DType.Name()}, not int32";
        else if (rowStarts.Rank != 1 || columnIndices.Rank != 1)
            problem = $"row starts {rowStarts.Shape} and column indices {columnIndices.Shape} have not one axis each";
        else if (rows < 0 || columns < 0 || rowStarts.Length - 1 != rows)
            problem =
                $"{rowStarts.Length} row starts do not fit {rows} rows, which have one each and the end of the last";
        else
        {
            (rowStarts, columnIndices) = (rowStarts.Contiguous(), columnIndices.Contiguous());
            problem = Problem(rowStarts.Span<int>(), columnIndices.Span<int>(), columns);
            GC.KeepAlive((rowStarts, columnIndices));
            if (problem.Length == 0)
                return new CsrPattern(columns, rowStarts, columnIndices);
        }
        return null;
    }

    private static string Problem(ReadOnlySpan<int> starts, ReadOnlySpan<int> indices, int columns)
    {
        if (starts[0] != 0 || starts[^1] != indices.Length)
            return $"rows begin at {starts[0]} and end at {starts[^1]}, not at 0 and {indices.Length}, the number of non-zeros";
        for (var row = 0; row < starts.Length - 1; row++)
            if (starts[row + 1] < starts[row])
                return $"row {row} begins at {starts[row]} and ends before that, at {starts[row + 1]}";
        for (var row = 0; row < starts.Length - 1; row++)
        {
            var last = -1;
            foreach (var column in indices[starts[row]..starts[row + 1]])
            {
                if ((uint)column >= (uint)columns)
                    return $"row {row} has a non-zero in column {column} of {columns}";
                if (column <= last)
                    return column == last
                        ? $"row {row} has column {column} twice"
                        : $"row {row} has column {column} behind column {last}";
                last = column;
            }
        }
        return "";
    }

    /// <inheritdoc/>
    public bool Equals(CsrPattern? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Columns != other.Columns)
            return false;
        var isEqual =
            RowStarts.Span<int>().SequenceEqual(other.RowStarts.Span<int>())
            && ColumnIndices.Span<int>().SequenceEqual(other.ColumnIndices.Span<int>());
        GC.KeepAlive((this, other));
        return isEqual;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CsrPattern);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows, Columns, Count);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} of {Rows}x{Columns}";
}
