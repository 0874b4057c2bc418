namespace Riemann.Kernels;

/// <summary>The rows of a pattern as the loops read them, and their shares of the work.</summary>
// Bound: the pattern is kept alive by who reads.
internal readonly unsafe struct SparseRows(int* starts, int* columns, int rows)
{
    public readonly int Rows = rows;

    /// <summary>Where the non-zeros of a row begin.</summary>
    public int Start(nint row) => starts[row];

    /// <summary>The columns of the non-zeros.</summary>
    public int* Columns => columns;

    /// <summary>What there is to share out: the non-zeros, and one for each row.</summary>
    public nint Shares => (nint)starts[Rows] + Rows;

    /// <summary>The first row whose shares begin here or later.</summary>
    public nint RowAt(nint share)
    {
        var (low, high) = ((nint)0, (nint)Rows);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (starts[middle] + middle < share)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The first non-zero of a row whose column is this or a later one.</summary>
    public nint Find(nint row, nint column)
    {
        var (low, size) = ((nint)starts[row], (nint)(starts[row + 1] - starts[row]));
        while (size > 0)
        {
            var half = size / 2;
            var isBefore = columns[low + half] < column;
            low = isBefore ? low + half + 1 : low;
            size = isBefore ? size - half - 1 : half;
        }
        return low;
    }
}
