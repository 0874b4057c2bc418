using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>
/// The order in which n elements are combined. It depends on n and the element's size only, not on strides,
/// vector width or threads, so that a view and its copy give the same bits.
/// </summary>
/// <remarks>
/// Elements form blocks of <see cref="Block"/>. In a block, elements are dealt to <see cref="Lanes"/> lanes in
/// turn, the remainder to the last lanes; each lane is combined in order, then the lanes in halves: lane l with
/// lane l + Lanes / 2, and so on. Fewer elements than lanes are combined one after another. Blocks are combined
/// pairwise. The error of a float sum thus grows with the logarithm of n.
/// </remarks>
internal static class Order
{
    /// <summary>Elements of a block; a multiple of all lane counts.</summary>
    public const int Block = 2048;

    /// <summary>Lanes of a block: two vectors of 512 bits.</summary>
    public static int Lanes<T>()
        where T : unmanaged => 2 * Vector512<T>.Count;

    /// <summary>Where more than a block of elements is divided in two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Middle(int count) => (count + Block - 1) / Block / 2 * Block;
}
