using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>gᵀ x at the non-zeros: for each the product of a row of one panel and a row of the other.</summary>
// Bound: rows has a row for each row of the pattern, columns one for each of its columns, result an element for each non-zero.
internal readonly unsafe struct SamplingWork<T>(
    SparseRows pattern,
    Panel<T> rows,
    Panel<T> columns,
    T* result,
    bool isFirst
) : IPanelWork<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Planes are shares of the pattern's rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V, N>(nint first, nint end)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        var last = pattern.RowAt(end);
        for (var row = pattern.RowAt(first); row < last; row++)
            Row<V, N>(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row<V, N>(nint row)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        var places = pattern.Columns;
        nint width = N.Value * V.Count;
        var own = rows.Elements + row * width;
        var row0 = V.Load(in own[0]);
        var row1 = N.Value > 1 ? V.Load(in own[V.Count]) : default;
        var row2 = N.Value > 2 ? V.Load(in own[2 * V.Count]) : default;
        var row3 = N.Value > 3 ? V.Load(in own[3 * V.Count]) : default;
        nint end = pattern.Start(row + 1);
        var sums = stackalloc T[4];
        for (nint k = pattern.Start(row); k < end; k += 4)
        {
            // Behind the row's last non-zero that one is computed again, and not kept.
            var (second, third, fourth) = (
                Math.Min(k + 1, end - 1),
                Math.Min(k + 2, end - 1),
                Math.Min(k + 3, end - 1)
            );
            LaneSums.Store(
                Multiply<V, N>(row0, row1, row2, row3, columns.Elements + places[k] * width),
                Multiply<V, N>(row0, row1, row2, row3, columns.Elements + places[second] * width),
                Multiply<V, N>(row0, row1, row2, row3, columns.Elements + places[third] * width),
                Multiply<V, N>(row0, row1, row2, row3, columns.Elements + places[fourth] * width),
                sums
            );
            for (nint i = 0; i < Math.Min(4, end - k); i++)
                result[k + i] = isFirst ? sums[i] : result[k + i] + sums[i];
        }
    }

    /// <summary>Lanes whose sum is the product of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Multiply<V, N>(V row0, V row1, V row2, V row3, T* other)
        where V : struct, ILanes<V, T>
        where N : struct, ICount
    {
        var even = row0 * V.Load(in other[0]);
        if (N.Value > 2)
            even = V.Fma(row2, V.Load(in other[2 * V.Count]), even);
        if (N.Value == 1)
            return even;
        var odd = row1 * V.Load(in other[V.Count]);
        if (N.Value > 3)
            odd = V.Fma(row3, V.Load(in other[3 * V.Count]), odd);
        return even + odd;
    }
}
