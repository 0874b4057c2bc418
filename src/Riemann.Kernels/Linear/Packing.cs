using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>
/// Copies parts of an operand into panels, in the order in which the tiles read them: a panel holds, for each
/// step along the inner axis, the elements across it side by side.
/// </summary>
// Bound: count x depth elements of the source at its strides; a target holds width * depth, count being at most width.
internal static unsafe class Packing
{
    /// <summary>How many panels are filled at once, so that rows are read in long stretches.</summary>
    private const int Together = 8;

    /// <summary>
    /// target[k * width + i] = source[i * across + k * along] for i below count; what lies from there to width is
    /// left as it was, because no column of C is computed from it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panel<T>(T* source, nint across, nint along, nint count, nint depth, T* target, nint width)
        where T : unmanaged
    {
        if (across == 1)
            CopyRows(source, along, count, depth, target, width);
        else
            Transposition.Copy(source, across, along, count, depth, target, width);
    }

    /// <summary>As many panels of one width as the columns need, one after the other; the last may be part-filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels<T>(T* source, nint across, nint along, nint columns, nint depth, T* target, nint width)
        where T : unmanaged
    {
        nint column = 0;
        if (across == 1)
        {
            for (; column + width <= columns; column += width * Together)
            {
                var panels = Math.Min(Together, (columns - column) / width);
                Interleaved(source + column, along, panels, depth, target + column * depth, width);
            }
            column = columns / width * width;
        }
        for (; column < columns; column += width)
        {
            var count = Math.Min(width, columns - column);
            Panel(source + column * across, across, along, count, depth, target + column * depth, width);
        }
    }

    /// <summary>Copies rows of count elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows<T>(T* source, nint sourceRow, nint count, nint rows, T* target, nint targetRow)
        where T : unmanaged
    {
        // The last vector of a row overlaps the one before it.
        if (count >= Vector256<T>.Count)
        {
            var last = count - Vector256<T>.Count;
            for (; rows > 0; rows--, source += sourceRow, target += targetRow)
            {
                for (nint i = 0; i < last; i += Vector256<T>.Count)
                    Vector256.Load(source + i).Store(target + i);
                Vector256.Load(source + last).Store(target + last);
            }
        }
        else if (count >= Vector128<T>.Count)
        {
            var last = count - Vector128<T>.Count;
            for (; rows > 0; rows--, source += sourceRow, target += targetRow)
            {
                Vector128.Load(source).Store(target);
                Vector128.Load(source + last).Store(target + last);
            }
        }
        else
        {
            for (; rows > 0; rows--, source += sourceRow, target += targetRow)
            for (nint i = 0; i < count; i++)
                target[i] = source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Interleaved<T>(T* source, nint along, nint panels, nint depth, T* target, nint width)
        where T : unmanaged
    {
        for (nint k = 0; k < depth; k++, source += along, target += width)
        {
            var from = source;
            var to = target;
            for (nint panel = 0; panel < panels; panel++, from += width, to += width * depth)
            for (nint i = 0; i < width; i += Vector256<T>.Count)
                Vector256.Load(from + i).Store(to + i);
        }
    }
}
