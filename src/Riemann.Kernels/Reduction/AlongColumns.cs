using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>
/// Combines the rows of a matrix into one, each column in the given <see cref="Order"/>, a tile of columns at a
/// time: lanes of the order are rows of the tile, which are combined as vectors.
/// </summary>
// Bound: row r is result.Length neighbours from first + r * stride on, all elements of the array; tiles are spans.
internal static class AlongColumns<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    private const int TileColumns = 128;

    /// <summary>Combines <paramref name="rows"/> rows, each of the result's length and without gaps.</summary>
    public static void Reduce(ref T first, nint stride, int rows, Span<T> result)
    {
        for (nint column = 0; column < result.Length; column += TileColumns)
        {
            var tile = result.Slice((int)column, Math.Min(TileColumns, result.Length - (int)column));
            Tile(ref Unsafe.Add(ref first, column), stride, rows, tile);
        }
    }

    [SkipLocalsInit]
    private static void Tile(ref T first, nint stride, int rows, Span<T> result)
    {
        if (rows <= Order.Block)
        {
            Block(ref first, stride, rows, result);
            return;
        }
        var middle = Order.Middle(rows);
        Span<T> right = (stackalloc T[TileColumns])[..result.Length];
        Tile(ref first, stride, middle, result);
        Tile(ref Unsafe.Add(ref first, middle * stride), stride, rows - middle, right);
        Accumulate(ref result[0], ref right[0], result.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Block(ref T first, nint stride, int rows, Span<T> result)
    {
        var width = result.Length;
        var lanes = Order.Lanes<T>();
        if (rows < lanes)
        {
            MemoryMarshal.CreateSpan(ref first, width).CopyTo(result);
            for (var row = 1; row < rows; row++)
                Accumulate(ref result[0], ref Unsafe.Add(ref first, row * stride), width);
            return;
        }
        Span<T> tile = stackalloc T[lanes * TileColumns];
        for (var row = 0; row < lanes; row++)
            MemoryMarshal
                .CreateSpan(ref Unsafe.Add(ref first, row * stride), width)
                .CopyTo(tile.Slice(row * TileColumns, width));
        var whole = rows - rows % lanes;
        for (var row = lanes; row < rows; row++)
        {
            var lane = row < whole ? row % lanes : lanes - (rows - row);
            Accumulate(ref tile[lane * TileColumns], ref Unsafe.Add(ref first, row * stride), width);
        }
        for (var half = lanes / 2; half > 0; half /= 2)
        for (var lane = 0; lane < half; lane++)
            Accumulate(ref tile[lane * TileColumns], ref tile[(lane + half) * TileColumns], width);
        tile[..width].CopyTo(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(ref T sum, ref T row, int width)
    {
        nint i = 0;
        for (; i <= width - Vector512<T>.Count; i += Vector512<T>.Count)
            TMonoid
                .Combine(Vector512.LoadUnsafe(ref sum, (nuint)i), Vector512.LoadUnsafe(ref row, (nuint)i))
                .StoreUnsafe(ref sum, (nuint)i);
        for (; i < width; i++)
            Unsafe.Add(ref sum, i) = TMonoid.Combine(Unsafe.Add(ref sum, i), Unsafe.Add(ref row, i));
    }
}
