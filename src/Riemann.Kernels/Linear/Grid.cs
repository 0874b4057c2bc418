namespace Riemann.Kernels;

/// <summary>A division of a matrix into down x across blocks of whole column panels.</summary>
internal readonly record struct Grid(nint Rows, nint Columns, int PanelWidth, int Down, int Across)
{
    /// <summary>Packing an element of A costs more than one of B, because it is transposed.</summary>
    private const double CostOfA = 1.3;

    /// <summary>A block with fewer rows than this would use its part of B too seldom.</summary>
    private const int FewestRows = 4;

    public int Parts => Down * Across;

    /// <summary>
    /// The grid whose blocks together read the least when each reads its part of A and B. It may have fewer
    /// parts than there are threads.
    /// </summary>
    public static Grid Cheapest(nint rows, nint columns, nint depth, int panelWidth, int threads)
    {
        var panels = (columns + panelWidth - 1) / panelWidth;
        for (var parts = threads; ; parts--)
        {
            var best = new Grid(rows, columns, panelWidth, 1, 1);
            var lowest = double.PositiveInfinity;
            for (var down = 1; down <= parts; down++)
            {
                var across = parts / down;
                if (down * across != parts || across > panels || (down > 1 && down * FewestRows > rows))
                    continue;
                var cost = across * CostOfA * rows * depth + (double)down * depth * columns;
                if (cost >= lowest)
                    continue;
                lowest = cost;
                best = new Grid(rows, columns, panelWidth, down, across);
            }
            if (best.Parts == parts)
                return best;
        }
    }

    /// <summary>The block of one part; empty never, for there are no more parts across than panels.</summary>
    public (nint FirstRow, nint EndRow, nint FirstColumn, nint EndColumn) Part(int part)
    {
        var (i, j) = Math.DivRem(part, Across);
        return (Rows * i / Down, Rows * (i + 1) / Down, Column(j), Column(j + 1));
    }

    private nint Column(int across)
    {
        var panels = (Columns + PanelWidth - 1) / PanelWidth;
        return Math.Min(Columns, panels * across / Across * PanelWidth);
    }
}
