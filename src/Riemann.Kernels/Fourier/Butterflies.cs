using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// A transform of a few complex vectors, followed by factors: reads them <c>from</c> apart at x, writes them
/// <c>to</c> apart at y, all but the first times the pairs at w.
/// </summary>
// Bound: as many complex vectors at x and at y as the butterfly's number, and one pair of factors less at w.
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
