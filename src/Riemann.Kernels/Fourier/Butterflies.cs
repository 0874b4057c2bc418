using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// A transform of a few complex vectors, followed by factors: reads them <c>from</c> apart at x, writes them
/// <c>to</c> apart at y, all but the first times the pairs at w.
/// </summary>
internal unsafe interface IButterfly
{
    static abstract void Invoke<V, T>(T* x, nint from, T* y, nint to, T* w)
        where V : struct, ILanes<V, T>
        where T : unmanaged;
}

internal readonly unsafe struct Butterfly2 : IButterfly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke<V, T>(T* x, nint from, T* y, nint to, T* w)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var a = LaneComplex<V, T>.Load(x);
        var b = LaneComplex<V, T>.Load(x + from);
        (a + b).Store(y);
        ((a - b) * LaneComplex<V, T>.Repeat(w)).Store(y + to);
    }
}

internal readonly unsafe struct Butterfly3 : IButterfly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke<V, T>(T* x, nint from, T* y, nint to, T* w)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var a = LaneComplex<V, T>.Load(x);
        var b = LaneComplex<V, T>.Load(x + from);
        var c = LaneComplex<V, T>.Load(x + 2 * from);
        var sum = b + c;
        var middle = LaneComplex<V, T>.Fma(sum, V.Create(-0.5), a);
        var turned = (b - c) * V.Create(0.86602540378443864676);
        (a + sum).Store(y);
        (LaneComplex<V, T>.MinusTurned(middle, turned) * LaneComplex<V, T>.Repeat(w)).Store(y + to);
        (LaneComplex<V, T>.PlusTurned(middle, turned) * LaneComplex<V, T>.Repeat(w + 2)).Store(y + 2 * to);
    }
}

internal readonly unsafe struct Butterfly4 : IButterfly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke<V, T>(T* x, nint from, T* y, nint to, T* w)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var a = LaneComplex<V, T>.Load(x);
        var b = LaneComplex<V, T>.Load(x + from);
        var c = LaneComplex<V, T>.Load(x + 2 * from);
        var d = LaneComplex<V, T>.Load(x + 3 * from);
        var (even, odd) = (a + c, b + d);
        var (evenLess, oddLess) = (a - c, b - d);
        (even + odd).Store(y);
        (LaneComplex<V, T>.MinusTurned(evenLess, oddLess) * LaneComplex<V, T>.Repeat(w)).Store(y + to);
        ((even - odd) * LaneComplex<V, T>.Repeat(w + 2)).Store(y + 2 * to);
        (LaneComplex<V, T>.PlusTurned(evenLess, oddLess) * LaneComplex<V, T>.Repeat(w + 4)).Store(y + 3 * to);
    }
}

internal readonly unsafe struct Butterfly5 : IButterfly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke<V, T>(T* x, nint from, T* y, nint to, T* w)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        // Cosines and sines of 2 pi / 5 and of 4 pi / 5.
        var (cos1, cos2) = (V.Create(0.30901699437494742410), V.Create(-0.80901699437494742410));
        var (sin1, sin2) = (V.Create(0.95105651629515357212), V.Create(0.58778525229247312917));
        var a = LaneComplex<V, T>.Load(x);
        var b = LaneComplex<V, T>.Load(x + from);
        var c = LaneComplex<V, T>.Load(x + 2 * from);
        var d = LaneComplex<V, T>.Load(x + 3 * from);
        var e = LaneComplex<V, T>.Load(x + 4 * from);
        var (outer, inner) = (b + e, c + d);
        var (outerLess, innerLess) = (b - e, c - d);
        var middle1 = LaneComplex<V, T>.Fma(inner, cos2, LaneComplex<V, T>.Fma(outer, cos1, a));
        var middle2 = LaneComplex<V, T>.Fma(inner, cos1, LaneComplex<V, T>.Fma(outer, cos2, a));
        var turned1 = LaneComplex<V, T>.Fma(innerLess, sin2, outerLess * sin1);
        var turned2 = outerLess * sin2 - innerLess * sin1;
        (a + outer + inner).Store(y);
        (LaneComplex<V, T>.MinusTurned(middle1, turned1) * LaneComplex<V, T>.Repeat(w)).Store(y + to);
        (LaneComplex<V, T>.MinusTurned(middle2, turned2) * LaneComplex<V, T>.Repeat(w + 2)).Store(y + 2 * to);
        (LaneComplex<V, T>.PlusTurned(middle2, turned2) * LaneComplex<V, T>.Repeat(w + 4)).Store(y + 3 * to);
        (LaneComplex<V, T>.PlusTurned(middle1, turned1) * LaneComplex<V, T>.Repeat(w + 6)).Store(y + 4 * to);
    }
}

internal readonly unsafe struct Butterfly8 : IButterfly
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Invoke<V, T>(T* x, nint from, T* y, nint to, T* w)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var (x0, x4) = Pair<V, T>(x, 4 * from);
        var (x2, x6) = Pair<V, T>(x + 2 * from, 4 * from);
        var (e0, e2) = (x0 + x2, x0 - x2);
        var e1 = LaneComplex<V, T>.MinusTurned(x4, x6);
        var e3 = LaneComplex<V, T>.PlusTurned(x4, x6);

        var (x1, x5) = Pair<V, T>(x + from, 4 * from);
        var (x3, x7) = Pair<V, T>(x + 3 * from, 4 * from);
        var (o0, o2) = (x1 + x3, x1 - x3);
        var diagonal = V.Create(0.70710678118654752440);
        var o1 = LaneComplex<V, T>.MinusTurned(x5, x7);
        var o3 = LaneComplex<V, T>.PlusTurned(x5, x7);
        // o1 times (1 - i) and o3 times (1 + i), over the square root of 2.
        o1 = LaneComplex<V, T>.MinusTurned(o1, o1) * diagonal;
        o3 = LaneComplex<V, T>.PlusTurned(o3, o3) * diagonal;

        (e0 + o0).Store(y);
        ((e1 + o1) * LaneComplex<V, T>.Repeat(w)).Store(y + to);
        (LaneComplex<V, T>.MinusTurned(e2, o2) * LaneComplex<V, T>.Repeat(w + 2)).Store(y + 2 * to);
        ((e3 - o3) * LaneComplex<V, T>.Repeat(w + 4)).Store(y + 3 * to);
        ((e0 - o0) * LaneComplex<V, T>.Repeat(w + 6)).Store(y + 4 * to);
        ((e1 - o1) * LaneComplex<V, T>.Repeat(w + 8)).Store(y + 5 * to);
        (LaneComplex<V, T>.PlusTurned(e2, o2) * LaneComplex<V, T>.Repeat(w + 10)).Store(y + 6 * to);
        ((e3 + o3) * LaneComplex<V, T>.Repeat(w + 12)).Store(y + 7 * to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (LaneComplex<V, T> Sum, LaneComplex<V, T> Difference) Pair<V, T>(T* x, nint apart)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        var a = LaneComplex<V, T>.Load(x);
        var b = LaneComplex<V, T>.Load(x + apart);
        return (a + b, a - b);
    }
}
