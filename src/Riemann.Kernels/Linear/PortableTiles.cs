using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>
/// Register tiles of 1 to 4 rows and one pair of 128-bit vectors, for processors that the generated tiles are
/// not for.
/// </summary>
// Bound: A holds rows x depth, B depth rows of two vectors, C rows of two vectors, at their strides.
internal static unsafe class PortableTiles
{
    public const int Rows = 4;
    public const int Vectors = 1;

    private interface IRows
    {
        static abstract int Count { get; }
    }

    private readonly struct One : IRows
    {
        public static int Count => 1;
    }

    private readonly struct Two : IRows
    {
        public static int Count => 2;
    }

    private readonly struct Three : IRows
    {
        public static int Count => 3;
    }

    private readonly struct Four : IRows
    {
        public static int Count => 4;
    }

    public static nint[] Kernels<T>()
        where T : unmanaged =>
        [
            (nint)(delegate* <nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile<T, One>,
            (nint)(delegate* <nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile<T, Two>,
            (nint)(delegate* <nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile<T, Three>,
            (nint)(delegate* <nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile<T, Four>,
        ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<T, TRows>(
        nint depth,
        T* a,
        nint rowStride,
        nint columnStride,
        T* b,
        nint bStride,
        T* c,
        nint cStride,
        bool accumulate
    )
        where T : unmanaged
        where TRows : struct, IRows
    {
        Vector128<T> low0 = default,
            high0 = default,
            low1 = default,
            high1 = default;
        Vector128<T> low2 = default,
            high2 = default,
            low3 = default,
            high3 = default;
        for (; depth > 0; depth--, a += columnStride, b += bStride)
        {
            var low = Vector128.Load(b);
            var high = Vector128.Load(b + Vector128<T>.Count);
            Add(a, low, high, ref low0, ref high0);
            if (TRows.Count > 1)
                Add(a + rowStride, low, high, ref low1, ref high1);
            if (TRows.Count > 2)
                Add(a + 2 * rowStride, low, high, ref low2, ref high2);
            if (TRows.Count > 3)
                Add(a + 3 * rowStride, low, high, ref low3, ref high3);
        }
        Store(c, low0, high0, accumulate);
        if (TRows.Count > 1)
            Store(c + cStride, low1, high1, accumulate);
        if (TRows.Count > 2)
            Store(c + 2 * cStride, low2, high2, accumulate);
        if (TRows.Count > 3)
            Store(c + 3 * cStride, low3, high3, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T* a, Vector128<T> low, Vector128<T> high, ref Vector128<T> lows, ref Vector128<T> highs)
        where T : unmanaged
    {
        var x = Vector128.Create(*a);
        lows = Fused.MultiplyAdd(x, low, lows);
        highs = Fused.MultiplyAdd(x, high, highs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T* c, Vector128<T> low, Vector128<T> high, bool accumulate)
        where T : unmanaged
    {
        if (accumulate)
        {
            low += Vector128.Load(c);
            high += Vector128.Load(c + Vector128<T>.Count);
        }
        low.Store(c);
        high.Store(c + Vector128<T>.Count);
    }
}
