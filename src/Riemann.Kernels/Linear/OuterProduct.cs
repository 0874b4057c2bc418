using System.Numerics;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>
/// Large products of a column with a row: each element of the result is one product and is written once, so that the time
/// is that of writing. It goes past the cache, which spares reading what will be overwritten.
/// </summary>
// Bound: row i is below Rows; whole vectors end at or before Columns.
internal static unsafe class OuterProduct
{
    /// <summary>Bytes of a result that would push everything else out of the cache.</summary>
    public const long PastCache = 1 << 24;

    /// <summary>
    /// Computes the product if it is one of a column with a contiguous row, and a result or a part of one that is past
    /// the cache.
    /// </summary>
    public static bool TryRun<T>(in Product<T> product)
        where T : unmanaged, INumber<T>
    {
        if (product.Depth != 1 || product.BColumn != 1 || product.Accumulate || !product.PastCache)
            return false;
        for (nint row = 0; row < product.Rows; row++)
            Row(product.A[row * product.ARow], product.B, product.C + row * product.CRow, product.Columns);
        return true;
    }

    // The sum starts from 0, as in every product, and so holds no -0.
    private static void Row<T>(T scale, T* row, T* to, nint count)
        where T : unmanaged, INumber<T>
    {
        nint i = 0;
        for (; i < count && (nuint)(to + i) % (nuint)sizeof(Vector512<T>) != 0; i++)
            to[i] = row[i] * scale + T.Zero;
        var scales = Vector512.Create(scale);
        for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count)
            Fused.MultiplyAdd(Vector512.Load(row + i), scales, Vector512<T>.Zero).StoreAlignedNonTemporal(to + i);
        for (; i < count; i++)
            to[i] = row[i] * scale + T.Zero;
    }
}
