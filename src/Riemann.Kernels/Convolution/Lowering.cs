using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The matrix whose product with the filters is the convolution: a row for each channel and tap, in the order of
/// the filter's elements, a column for each place of the window. It is never there as a whole: blocks that fit
/// the second-level cache are filled, multiplied, and forgotten.
/// </summary>
// Bound: only places whose tap is inside the axes touch a plane; a block holds channels * taps rows of end - first.
internal static unsafe class Lowering
{
    /// <summary>Bytes of a block.</summary>
    private const int BlockBytes = 512 << 10;

    /// <summary>Rows of a block; more would be cut by the product.</summary>
    private const int MostRows = 384;

    /// <summary>Columns are dealt out in whole tiles.</summary>
    private const int ColumnUnit = 32;

    /// <summary>Channels of one block: all channels in about equal parts.</summary>
    public static int ChannelsPerBlock(int channels, int taps) => EqualParts(channels, Math.Max(1, MostRows / taps));

    /// <summary>Columns of one block: all places in about equal parts, if possible at least so many.</summary>
    public static int ColumnsPerBlock<T>(nint rows, nint places, nint leastParts)
        where T : unmanaged
    {
        var largest = Math.Max(ColumnUnit, BlockBytes / (rows * sizeof(T)));
        largest = Math.Min(largest, (places + leastParts - 1) / leastParts);
        var equal = EqualParts((int)places, (int)Math.Max(1, largest));
        return (equal + ColumnUnit - 1) / ColumnUnit * ColumnUnit;
    }

    /// <summary>
    /// The distance of rows of a block: whole lines of cache, and an odd number of them, lest all rows fall into
    /// the same few sets of the cache.
    /// </summary>
    public static nint RowLength<T>(nint columns)
        where T : unmanaged
    {
        nint line = 64 / sizeof(T);
        return (columns + line - 1) / line * line | line;
    }

    /// <summary>Fills a block from the planes of so many channels, for the places from first to end.</summary>
    public static void Fill<T>(in Window window, T* planes, int channels, nint first, nint end, T* block, nint row)
        where T : unmanaged => Visit<T, Copying<T>>(window, planes, channels, first, end, block, row);

    /// <summary>The adjoint of <see cref="Fill"/>: adds each element of a block to where it would come from.</summary>
    public static void Spill<T>(in Window window, T* planes, int channels, nint first, nint end, T* block, nint row)
        where T : unmanaged, System.Numerics.INumber<T> =>
        Visit<T, Adding<T>>(window, planes, channels, first, end, block, row);

    private static int EqualParts(int length, int largest)
    {
        var parts = (length + (long)largest - 1) / largest;
        return (int)((length + parts - 1) / parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Visit<T, TMove>(
        in Window window,
        T* planes,
        int channels,
        nint first,
        nint end,
        T* block,
        nint row
    )
        where T : unmanaged
        where TMove : IMove<T>
    {
        var (depth, height, width) = (window.Depth, window.Height, window.Width);
        var plane = window.Elements;
        var channelRows = window.Taps * row;
        var (firstRest, firstAlong) = Math.DivRem(first, width.Count);
        var (firstDown, firstAcross) = Math.DivRem(firstRest, height.Count);
        for (nint tapD = 0; tapD < depth.Kernel; tapD++)
        for (nint tapH = 0; tapH < height.Kernel; tapH++)
        for (nint tapW = 0; tapW < width.Kernel; tapW++, block += row)
        {
            var (d, h, w) = (firstDown, firstAcross, firstAlong);
            var target = block;
            // One stretch of places along the last axis after the other, each for all channels.
            for (var place = first; place < end; w = 0)
            {
                var stop = Math.Min(width.Count, w + end - place);
                var (inside, insideEnd) = (stop, stop);
                var (i, j) = (depth.Index(d, tapD), height.Index(h, tapH));
                if (depth.Contains(i) && height.Contains(j))
                    (inside, insideEnd) = width.Inside(tapW, w, stop);
                if (inside > w)
                    TMove.Padding(target, channelRows, inside - w, channels);
                if (insideEnd > inside)
                {
                    var source = planes + (i * height.Size + j) * width.Size + width.Index(inside, tapW);
                    var to = target + (inside - w);
                    TMove.Elements(source, width.Stride, plane, to, channelRows, insideEnd - inside, channels);
                }
                if (stop > insideEnd)
                    TMove.Padding(target + (insideEnd - w), channelRows, stop - insideEnd, channels);
                place += stop - w;
                target += stop - w;
                if (++h == height.Count)
                    (h, d) = (0, d + 1);
            }
        }
    }
}
