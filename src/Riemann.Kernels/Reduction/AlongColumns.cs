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
    /// <summary>The most columns at once.</summary>
    public const int TileColumns = 128;

    /// <summary>Rows of one lane that are combined before the sum is stored.</summary>
    private const int Together = 4;

    /// <summary>Combines rows of the result's length, at most a tile's, without gaps.</summary>
    [SkipLocalsInit]
    public static void Reduce(ref T first, nint stride, int rows, Span<T> result)
    {
        if (rows <= Order.Block)
        {
            Block(ref first, stride, rows, result);
            return;
        }
        var middle = Order.Middle(rows);
        Span<T> right = (stackalloc T[TileColumns])[..result.Length];
        Reduce(ref first, stride, middle, result);
        Reduce(ref Unsafe.Add(ref first, middle * stride), stride, rows - middle, right);
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
        var whole = rows - rows % lanes;
        for (var row = 0; row < whole; row += Together * lanes)
        for (var lane = 0; lane < lanes; lane++)
            Accumulate(
                ref tile[lane * TileColumns],
                ref Unsafe.Add(ref first, (row + lane) * stride),
                lanes * stride,
                Math.Min(Together, (whole - row) / lanes),
                row == 0,
                width
            );
        for (var row = whole; row < rows; row++)
            Accumulate(ref tile[(lanes - (rows - row)) * TileColumns], ref Unsafe.Add(ref first, row * stride), width);
        for (var half = lanes / 2; half > 0; half /= 2)
        for (var lane = 0; lane < half; lane++)
            Accumulate(ref tile[lane * TileColumns], ref tile[(lane + half) * TileColumns], width);
        tile[..width].CopyTo(result);
    }

    /// <summary>Combines some rows in turn, starting with the first of them or with what the sum holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Accumulate(ref T sum, ref T row, nint stride, int rows, bool isFirst, int width)
    {
        nint i = 0;
        for (; i <= width - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var vector = Vector512.LoadUnsafe(ref row, (nuint)i);
            if (!isFirst)
                vector = TMonoid.Combine(Vector512.LoadUnsafe(ref sum, (nuint)i), vector);
            for (nint next = 1; next < rows; next++)
                vector = TMonoid.Combine(vector, Vector512.LoadUnsafe(ref row, (nuint)(next * stride + i)));
            vector.StoreUnsafe(ref sum, (nuint)i);
        }
        for (; i < width; i++)
        {
            var element = Unsafe.Add(ref row, i);
            if (!isFirst)
                element = TMonoid.Combine(Unsafe.Add(ref sum, i), element);
            for (nint next = 1; next < rows; next++)
                element = TMonoid.Combine(element, Unsafe.Add(ref row, next * stride + i));
            Unsafe.Add(ref sum, i) = element;
        }
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
