using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// g W: each row of the panel is added, times the values of its non-zeros, to the rows of the sums that they name. Threads own
/// columns of the pattern, so that no two add to one place and the order of every sum is that of the rows.
/// </summary>
// Bound: source has a row for each row of the pattern, sums one for each of its columns.
internal readonly unsafe struct ScatteringWork<T>(
    SparseRows pattern,
    T* values,
    Panel<T> source,
    T* sums,
    T* result,
    int columns
) : IPanelWork<T>
    where T : unmanaged
{
    // Planes are columns of the pattern.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V, N>(nint first, nint end)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        nint width = N.Value * V.Count;
        for (var column = first; column < end; column++)
            new Span<T>(sums + column * width, (int)width).Clear();
        for (nint row = 0; row < pattern.Rows; row++)
        {
            var from = first == 0 ? pattern.Start(row) : pattern.Find(row, first);
            var to = end == columns ? pattern.Start(row + 1) : pattern.Find(row, end);
            Row<V, N>(source.Elements + row * width, from, to);
        }
        source.Write(sums + first * width, first, end - first, result, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<V, N>(T* row, nint k, nint end)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        var places = pattern.Columns;
        nint width = N.Value * V.Count;
        var row0 = V.Load(in row[0]);
        var row1 = N.Value > 1 ? V.Load(in row[V.Count]) : default;
        var row2 = N.Value > 2 ? V.Load(in row[2 * V.Count]) : default;
        var row3 = N.Value > 3 ? V.Load(in row[3 * V.Count]) : default;
        for (; k < end; k++)
        {
            var value = V.Repeat(values[k]);
            var to = sums + places[k] * width;
            V.Store(V.Fma(value, row0, V.Load(in to[0])), ref to[0]);
            if (N.Value > 1)
                V.Store(V.Fma(value, row1, V.Load(in to[V.Count])), ref to[V.Count]);
            if (N.Value > 2)
                V.Store(V.Fma(value, row2, V.Load(in to[2 * V.Count])), ref to[2 * V.Count]);
            if (N.Value > 3)
                V.Store(V.Fma(value, row3, V.Load(in to[3 * V.Count])), ref to[3 * V.Count]);
        }
    }
}
