// Written by generate.fsx; change that instead.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>Register tiles of 1 to 14 rows and 1 to 2 vectors of 512 bits.</summary>
internal static unsafe class Tiles512
{
    public const int Rows = 14;
    public const int Vectors = 2;

    /// <summary>The kernels, ordered by vectors, then rows. Taking them compiles none.</summary>
    public static nint[] Kernels<T>()
        where T : unmanaged =>
        [
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile1x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile2x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile3x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile4x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile5x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile6x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile7x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile8x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile9x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile10x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile11x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile12x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile13x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile14x1<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile1x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile2x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile3x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile4x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile5x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile6x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile7x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile8x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile9x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile10x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile11x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile12x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile13x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile14x2<T>,
        ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile7x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile9x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
            c8_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
        c8_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile10x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
            c8_0 += Vector512.Load(line);
            line += cStride;
            c9_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
        c8_0.Store(c);
        c += cStride;
        c9_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile11x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
            c8_0 += Vector512.Load(line);
            line += cStride;
            c9_0 += Vector512.Load(line);
            line += cStride;
            c10_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
        c8_0.Store(c);
        c += cStride;
        c9_0.Store(c);
        c += cStride;
        c10_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile12x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero;
        var c11_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            x = Vector512.Create(a9[twoRows]);
            c11_0 = Fused.MultiplyAdd(x, b0, c11_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
            c8_0 += Vector512.Load(line);
            line += cStride;
            c9_0 += Vector512.Load(line);
            line += cStride;
            c10_0 += Vector512.Load(line);
            line += cStride;
            c11_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
        c8_0.Store(c);
        c += cStride;
        c9_0.Store(c);
        c += cStride;
        c10_0.Store(c);
        c += cStride;
        c11_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile13x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero;
        var c11_0 = Vector512<T>.Zero;
        var c12_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var a12 = a + 12 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            x = Vector512.Create(a9[twoRows]);
            c11_0 = Fused.MultiplyAdd(x, b0, c11_0);
            x = Vector512.Create(*a12);
            c12_0 = Fused.MultiplyAdd(x, b0, c12_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            a12 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
            c8_0 += Vector512.Load(line);
            line += cStride;
            c9_0 += Vector512.Load(line);
            line += cStride;
            c10_0 += Vector512.Load(line);
            line += cStride;
            c11_0 += Vector512.Load(line);
            line += cStride;
            c12_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
        c8_0.Store(c);
        c += cStride;
        c9_0.Store(c);
        c += cStride;
        c10_0.Store(c);
        c += cStride;
        c11_0.Store(c);
        c += cStride;
        c12_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile14x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero;
        var c11_0 = Vector512<T>.Zero;
        var c12_0 = Vector512<T>.Zero;
        var c13_0 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var a12 = a + 12 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            x = Vector512.Create(a9[twoRows]);
            c11_0 = Fused.MultiplyAdd(x, b0, c11_0);
            x = Vector512.Create(*a12);
            c12_0 = Fused.MultiplyAdd(x, b0, c12_0);
            x = Vector512.Create(a12[rowStride]);
            c13_0 = Fused.MultiplyAdd(x, b0, c13_0);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            a12 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            line += cStride;
            c1_0 += Vector512.Load(line);
            line += cStride;
            c2_0 += Vector512.Load(line);
            line += cStride;
            c3_0 += Vector512.Load(line);
            line += cStride;
            c4_0 += Vector512.Load(line);
            line += cStride;
            c5_0 += Vector512.Load(line);
            line += cStride;
            c6_0 += Vector512.Load(line);
            line += cStride;
            c7_0 += Vector512.Load(line);
            line += cStride;
            c8_0 += Vector512.Load(line);
            line += cStride;
            c9_0 += Vector512.Load(line);
            line += cStride;
            c10_0 += Vector512.Load(line);
            line += cStride;
            c11_0 += Vector512.Load(line);
            line += cStride;
            c12_0 += Vector512.Load(line);
            line += cStride;
            c13_0 += Vector512.Load(line);
            line += cStride;
        }
        c0_0.Store(c);
        c += cStride;
        c1_0.Store(c);
        c += cStride;
        c2_0.Store(c);
        c += cStride;
        c3_0.Store(c);
        c += cStride;
        c4_0.Store(c);
        c += cStride;
        c5_0.Store(c);
        c += cStride;
        c6_0.Store(c);
        c += cStride;
        c7_0.Store(c);
        c += cStride;
        c8_0.Store(c);
        c += cStride;
        c9_0.Store(c);
        c += cStride;
        c10_0.Store(c);
        c += cStride;
        c11_0.Store(c);
        c += cStride;
        c12_0.Store(c);
        c += cStride;
        c13_0.Store(c);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile7x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile9x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero; var c8_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            c8_1 = Fused.MultiplyAdd(x, b1, c8_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c8_0 += Vector512.Load(line);
            c8_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c8_0.Store(c);
        c8_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile10x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero; var c8_1 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero; var c9_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            c8_1 = Fused.MultiplyAdd(x, b1, c8_1);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            c9_1 = Fused.MultiplyAdd(x, b1, c9_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c8_0 += Vector512.Load(line);
            c8_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c9_0 += Vector512.Load(line);
            c9_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c8_0.Store(c);
        c8_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c9_0.Store(c);
        c9_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile11x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero; var c8_1 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero; var c9_1 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero; var c10_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            c8_1 = Fused.MultiplyAdd(x, b1, c8_1);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            c9_1 = Fused.MultiplyAdd(x, b1, c9_1);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            c10_1 = Fused.MultiplyAdd(x, b1, c10_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c8_0 += Vector512.Load(line);
            c8_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c9_0 += Vector512.Load(line);
            c9_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c10_0 += Vector512.Load(line);
            c10_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c8_0.Store(c);
        c8_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c9_0.Store(c);
        c9_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c10_0.Store(c);
        c10_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile12x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero; var c8_1 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero; var c9_1 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero; var c10_1 = Vector512<T>.Zero;
        var c11_0 = Vector512<T>.Zero; var c11_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            c8_1 = Fused.MultiplyAdd(x, b1, c8_1);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            c9_1 = Fused.MultiplyAdd(x, b1, c9_1);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            c10_1 = Fused.MultiplyAdd(x, b1, c10_1);
            x = Vector512.Create(a9[twoRows]);
            c11_0 = Fused.MultiplyAdd(x, b0, c11_0);
            c11_1 = Fused.MultiplyAdd(x, b1, c11_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c8_0 += Vector512.Load(line);
            c8_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c9_0 += Vector512.Load(line);
            c9_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c10_0 += Vector512.Load(line);
            c10_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c11_0 += Vector512.Load(line);
            c11_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c8_0.Store(c);
        c8_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c9_0.Store(c);
        c9_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c10_0.Store(c);
        c10_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c11_0.Store(c);
        c11_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile13x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero; var c8_1 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero; var c9_1 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero; var c10_1 = Vector512<T>.Zero;
        var c11_0 = Vector512<T>.Zero; var c11_1 = Vector512<T>.Zero;
        var c12_0 = Vector512<T>.Zero; var c12_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var a12 = a + 12 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            c8_1 = Fused.MultiplyAdd(x, b1, c8_1);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            c9_1 = Fused.MultiplyAdd(x, b1, c9_1);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            c10_1 = Fused.MultiplyAdd(x, b1, c10_1);
            x = Vector512.Create(a9[twoRows]);
            c11_0 = Fused.MultiplyAdd(x, b0, c11_0);
            c11_1 = Fused.MultiplyAdd(x, b1, c11_1);
            x = Vector512.Create(*a12);
            c12_0 = Fused.MultiplyAdd(x, b0, c12_0);
            c12_1 = Fused.MultiplyAdd(x, b1, c12_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            a12 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c8_0 += Vector512.Load(line);
            c8_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c9_0 += Vector512.Load(line);
            c9_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c10_0 += Vector512.Load(line);
            c10_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c11_0 += Vector512.Load(line);
            c11_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c12_0 += Vector512.Load(line);
            c12_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c8_0.Store(c);
        c8_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c9_0.Store(c);
        c9_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c10_0.Store(c);
        c10_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c11_0.Store(c);
        c11_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c12_0.Store(c);
        c12_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile14x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector512<T>.Zero; var c0_1 = Vector512<T>.Zero;
        var c1_0 = Vector512<T>.Zero; var c1_1 = Vector512<T>.Zero;
        var c2_0 = Vector512<T>.Zero; var c2_1 = Vector512<T>.Zero;
        var c3_0 = Vector512<T>.Zero; var c3_1 = Vector512<T>.Zero;
        var c4_0 = Vector512<T>.Zero; var c4_1 = Vector512<T>.Zero;
        var c5_0 = Vector512<T>.Zero; var c5_1 = Vector512<T>.Zero;
        var c6_0 = Vector512<T>.Zero; var c6_1 = Vector512<T>.Zero;
        var c7_0 = Vector512<T>.Zero; var c7_1 = Vector512<T>.Zero;
        var c8_0 = Vector512<T>.Zero; var c8_1 = Vector512<T>.Zero;
        var c9_0 = Vector512<T>.Zero; var c9_1 = Vector512<T>.Zero;
        var c10_0 = Vector512<T>.Zero; var c10_1 = Vector512<T>.Zero;
        var c11_0 = Vector512<T>.Zero; var c11_1 = Vector512<T>.Zero;
        var c12_0 = Vector512<T>.Zero; var c12_1 = Vector512<T>.Zero;
        var c13_0 = Vector512<T>.Zero; var c13_1 = Vector512<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var a6 = a + 6 * rowStride;
        var a9 = a + 9 * rowStride;
        var a12 = a + 12 * rowStride;
        var line = c;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        Sse.Prefetch0(line); Sse.Prefetch0(line + Vector512<T>.Count); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector512.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector512.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector512.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector512.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector512.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            x = Vector512.Create(*a6);
            c6_0 = Fused.MultiplyAdd(x, b0, c6_0);
            c6_1 = Fused.MultiplyAdd(x, b1, c6_1);
            x = Vector512.Create(a6[rowStride]);
            c7_0 = Fused.MultiplyAdd(x, b0, c7_0);
            c7_1 = Fused.MultiplyAdd(x, b1, c7_1);
            x = Vector512.Create(a6[twoRows]);
            c8_0 = Fused.MultiplyAdd(x, b0, c8_0);
            c8_1 = Fused.MultiplyAdd(x, b1, c8_1);
            x = Vector512.Create(*a9);
            c9_0 = Fused.MultiplyAdd(x, b0, c9_0);
            c9_1 = Fused.MultiplyAdd(x, b1, c9_1);
            x = Vector512.Create(a9[rowStride]);
            c10_0 = Fused.MultiplyAdd(x, b0, c10_0);
            c10_1 = Fused.MultiplyAdd(x, b1, c10_1);
            x = Vector512.Create(a9[twoRows]);
            c11_0 = Fused.MultiplyAdd(x, b0, c11_0);
            c11_1 = Fused.MultiplyAdd(x, b1, c11_1);
            x = Vector512.Create(*a12);
            c12_0 = Fused.MultiplyAdd(x, b0, c12_0);
            c12_1 = Fused.MultiplyAdd(x, b1, c12_1);
            x = Vector512.Create(a12[rowStride]);
            c13_0 = Fused.MultiplyAdd(x, b0, c13_0);
            c13_1 = Fused.MultiplyAdd(x, b1, c13_1);
            a += columnStride;
            a3 += columnStride;
            a6 += columnStride;
            a9 += columnStride;
            a12 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector512.Load(line);
            c0_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c1_0 += Vector512.Load(line);
            c1_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c2_0 += Vector512.Load(line);
            c2_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c3_0 += Vector512.Load(line);
            c3_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c4_0 += Vector512.Load(line);
            c4_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c5_0 += Vector512.Load(line);
            c5_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c6_0 += Vector512.Load(line);
            c6_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c7_0 += Vector512.Load(line);
            c7_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c8_0 += Vector512.Load(line);
            c8_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c9_0 += Vector512.Load(line);
            c9_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c10_0 += Vector512.Load(line);
            c10_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c11_0 += Vector512.Load(line);
            c11_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c12_0 += Vector512.Load(line);
            c12_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
            c13_0 += Vector512.Load(line);
            c13_1 += Vector512.Load(line + Vector512<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c6_0.Store(c);
        c6_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c7_0.Store(c);
        c7_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c8_0.Store(c);
        c8_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c9_0.Store(c);
        c9_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c10_0.Store(c);
        c10_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c11_0.Store(c);
        c11_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c12_0.Store(c);
        c12_1.Store(c + Vector512<T>.Count);
        c += cStride;
        c13_0.Store(c);
        c13_1.Store(c + Vector512<T>.Count);
        c += cStride;
    }

}
