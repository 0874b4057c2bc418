using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>x Wᵀ: each row of the result gathers the rows of the panel that its non-zeros name, in registers.</summary>
// Bound: source has a row for each column of the pattern, and result one column for each of its rows.
internal readonly unsafe struct GatheringWork<T>(SparseRows pattern, T* values, Panel<T> source, T* result)
    : IPanelWork<T>
    where T : unmanaged
{
    /// <summary>Rows that are written to the result at once, each example's to neighbouring places.</summary>
    private const int Block = 16;

    // Planes are shares of the pattern's rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V, N>(nint first, nint end)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        var block = stackalloc T[Block * PanelLoop.Widest * V.Count];
        var (row, last) = (pattern.RowAt(first), pattern.RowAt(end));
        while (row < last)
        {
            var count = Math.Min(Block, last - row);
            for (nint i = 0; i < count; i++)
                Row<V, N>(row + i, block + i * N.Value * V.Count);
            source.Write(block, row, count, result, pattern.Rows);
            row += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<V, N>(nint row, T* to)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        var columns = pattern.Columns;
        nint width = N.Value * V.Count;
        var (sum0, sum1, sum2, sum3) = (V.Create(0), V.Create(0), V.Create(0), V.Create(0));
        nint end = pattern.Start(row + 1);
        for (nint k = pattern.Start(row); k < end; k++)
        {
            var value = V.Repeat(values[k]);
            var from = source.Elements + columns[k] * width;
            sum0 = V.Fma(value, V.Load(in from[0]), sum0);
            if (N.Value > 1)
                sum1 = V.Fma(value, V.Load(in from[V.Count]), sum1);
            if (N.Value > 2)
                sum2 = V.Fma(value, V.Load(in from[2 * V.Count]), sum2);
            if (N.Value > 3)
                sum3 = V.Fma(value, V.Load(in from[3 * V.Count]), sum3);
        }
        V.Store(sum0, ref to[0]);
        if (N.Value > 1)
            V.Store(sum1, ref to[V.Count]);
        if (N.Value > 2)
            V.Store(sum2, ref to[2 * V.Count]);
        if (N.Value > 3)
            V.Store(sum3, ref to[3 * V.Count]);
    }
}
