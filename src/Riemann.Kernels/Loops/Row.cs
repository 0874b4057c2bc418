using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>Turns the rows a <see cref="Walk"/> visits into spans for the kernels.</summary>
// Bound: the row's elements, first + i * stride for i below count, belong to the array; a tile holds count.
internal static class Row
{
    /// <summary>Elements of the stack buffer through which strided rows pass.</summary>
    public const int Tile = 256;

    /// <summary>
    /// Elements of a row as a span: the row itself where its stride is 1, otherwise a copy in the
    /// <paramref name="tile"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<T> Load<T>(ref T first, int stride, int count, Span<T> tile)
        where T : unmanaged
    {
        if (stride == 1)
            return MemoryMarshal.CreateReadOnlySpan(ref first, count);
        var result = tile[..count];
        Gather(ref first, stride, result);
        return result;
    }

    /// <summary>Copies elements that lie a stride apart.</summary>
    public static void Gather<T>(ref T first, int stride, Span<T> destination)
        where T : unmanaged
    {
        if (stride == 0)
            destination.Fill(first);
        else
            for (var i = 0; i < destination.Length; i++)
                destination[i] = Unsafe.Add(ref first, (nint)i * stride);
    }
}
