// Written by generate.fsx; change that instead.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>Register tiles of 1 to 6 rows and 1 to 2 vectors of 256 bits.</summary>
internal static unsafe class Tiles256
{
    public const int Rows = 6;
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
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile1x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile2x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile3x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile4x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile5x2<T>,
            (nint)(delegate*<nint, T*, nint, nint, T*, nint, T*, nint, bool, void>)&Tile6x2<T>,
        ];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
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
        var c0_0 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            line += cStride;
            c1_0 += Vector256.Load(line);
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
        var c0_0 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero;
        var twoRows = 2 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            line += cStride;
            c1_0 += Vector256.Load(line);
            line += cStride;
            c2_0 += Vector256.Load(line);
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
        var c0_0 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero;
        var c3_0 = Vector256<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector256.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            line += cStride;
            c1_0 += Vector256.Load(line);
            line += cStride;
            c2_0 += Vector256.Load(line);
            line += cStride;
            c3_0 += Vector256.Load(line);
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
        var c0_0 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero;
        var c3_0 = Vector256<T>.Zero;
        var c4_0 = Vector256<T>.Zero;
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
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector256.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector256.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            line += cStride;
            c1_0 += Vector256.Load(line);
            line += cStride;
            c2_0 += Vector256.Load(line);
            line += cStride;
            c3_0 += Vector256.Load(line);
            line += cStride;
            c4_0 += Vector256.Load(line);
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
        var c0_0 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero;
        var c3_0 = Vector256<T>.Zero;
        var c4_0 = Vector256<T>.Zero;
        var c5_0 = Vector256<T>.Zero;
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
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            x = Vector256.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            x = Vector256.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            x = Vector256.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            line += cStride;
            c1_0 += Vector256.Load(line);
            line += cStride;
            c2_0 += Vector256.Load(line);
            line += cStride;
            c3_0 += Vector256.Load(line);
            line += cStride;
            c4_0 += Vector256.Load(line);
            line += cStride;
            c5_0 += Vector256.Load(line);
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
    private static void Tile1x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero; var c0_1 = Vector256<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            c0_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector256<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero; var c0_1 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero; var c1_1 = Vector256<T>.Zero;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            c0_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c1_0 += Vector256.Load(line);
            c1_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector256<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero; var c0_1 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero; var c1_1 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero; var c2_1 = Vector256<T>.Zero;
        var twoRows = 2 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            a += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            c0_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c1_0 += Vector256.Load(line);
            c1_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c2_0 += Vector256.Load(line);
            c2_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector256<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero; var c0_1 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero; var c1_1 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero; var c2_1 = Vector256<T>.Zero;
        var c3_0 = Vector256<T>.Zero; var c3_1 = Vector256<T>.Zero;
        var twoRows = 2 * rowStride;
        var a3 = a + 3 * rowStride;
        var line = c;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        Sse.Prefetch0(line); line += cStride;
        for (; depth > 0; depth--)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector256.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            c0_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c1_0 += Vector256.Load(line);
            c1_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c2_0 += Vector256.Load(line);
            c2_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c3_0 += Vector256.Load(line);
            c3_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector256<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile5x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero; var c0_1 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero; var c1_1 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero; var c2_1 = Vector256<T>.Zero;
        var c3_0 = Vector256<T>.Zero; var c3_1 = Vector256<T>.Zero;
        var c4_0 = Vector256<T>.Zero; var c4_1 = Vector256<T>.Zero;
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
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector256.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector256.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            c0_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c1_0 += Vector256.Load(line);
            c1_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c2_0 += Vector256.Load(line);
            c2_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c3_0 += Vector256.Load(line);
            c3_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c4_0 += Vector256.Load(line);
            c4_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector256<T>.Count);
        c += cStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2<T>(
        nint depth, T* a, nint rowStride, nint columnStride, T* b, nint bStride, T* c, nint cStride, bool accumulate)
        where T : unmanaged
    {
        var c0_0 = Vector256<T>.Zero; var c0_1 = Vector256<T>.Zero;
        var c1_0 = Vector256<T>.Zero; var c1_1 = Vector256<T>.Zero;
        var c2_0 = Vector256<T>.Zero; var c2_1 = Vector256<T>.Zero;
        var c3_0 = Vector256<T>.Zero; var c3_1 = Vector256<T>.Zero;
        var c4_0 = Vector256<T>.Zero; var c4_1 = Vector256<T>.Zero;
        var c5_0 = Vector256<T>.Zero; var c5_1 = Vector256<T>.Zero;
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
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a);
            c0_0 = Fused.MultiplyAdd(x, b0, c0_0);
            c0_1 = Fused.MultiplyAdd(x, b1, c0_1);
            x = Vector256.Create(a[rowStride]);
            c1_0 = Fused.MultiplyAdd(x, b0, c1_0);
            c1_1 = Fused.MultiplyAdd(x, b1, c1_1);
            x = Vector256.Create(a[twoRows]);
            c2_0 = Fused.MultiplyAdd(x, b0, c2_0);
            c2_1 = Fused.MultiplyAdd(x, b1, c2_1);
            x = Vector256.Create(*a3);
            c3_0 = Fused.MultiplyAdd(x, b0, c3_0);
            c3_1 = Fused.MultiplyAdd(x, b1, c3_1);
            x = Vector256.Create(a3[rowStride]);
            c4_0 = Fused.MultiplyAdd(x, b0, c4_0);
            c4_1 = Fused.MultiplyAdd(x, b1, c4_1);
            x = Vector256.Create(a3[twoRows]);
            c5_0 = Fused.MultiplyAdd(x, b0, c5_0);
            c5_1 = Fused.MultiplyAdd(x, b1, c5_1);
            a += columnStride;
            a3 += columnStride;
            b += bStride;
        }
        if (accumulate)
        {
            line = c;
            c0_0 += Vector256.Load(line);
            c0_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c1_0 += Vector256.Load(line);
            c1_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c2_0 += Vector256.Load(line);
            c2_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c3_0 += Vector256.Load(line);
            c3_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c4_0 += Vector256.Load(line);
            c4_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
            c5_0 += Vector256.Load(line);
            c5_1 += Vector256.Load(line + Vector256<T>.Count);
            line += cStride;
        }
        c0_0.Store(c);
        c0_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c1_0.Store(c);
        c1_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c2_0.Store(c);
        c2_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c3_0.Store(c);
        c3_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c4_0.Store(c);
        c4_1.Store(c + Vector256<T>.Count);
        c += cStride;
        c5_0.Store(c);
        c5_1.Store(c + Vector256<T>.Count);
        c += cStride;
    }

}
