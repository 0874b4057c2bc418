using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Sine, cosine and tangent on vectors: x = n pi / 2 + r with |r| at most pi / 4, pi / 2 in three parts (W. Cody and
/// W. Waite, Software Manual for the Elementary Functions, 1980); polynomials of S. Moshier's Cephes library,
/// 1992. At most 2 ulp off up to <see cref="Limit"/>.
/// </summary>
internal static class VectorSin
{
    /// <summary>sin(x); -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V>(V x)
        where V : struct, ILanes<V> => V.Select(V.Less(V.Abs(x), V.Create(1e-8)), x, Quarter(x, 0));

    /// <summary>cos(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V>(V x)
        where V : struct, ILanes<V> => Quarter(x, 1);

    /// <summary>tan(x), at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tan<V>(V x)
        where V : struct, ILanes<V>
    {
        var r = Reduce(x, out var n);
        var sine = SinOfReduced(r);
        var cosine = CosOfReduced(r);
        var odd = V.SignMask(V.ShiftLeft(n + V.Create(V.IsDouble ? 6755399441055744.0 : 12582912.0), Top<V>()));
        var quotient = V.Select(odd, V.Create(0) - cosine, sine) / V.Select(odd, sine, cosine);
        return V.Select(V.Less(V.Abs(x), V.Create(V.IsDouble ? 1e-8 : 1e-4)), x, quotient);
    }

    /// <summary>The magnitude beyond which the three parts no longer suffice.</summary>
    public static double Limit(bool isDouble) => isDouble ? 1e8 : 1e5;

    // sin(x + shift pi / 2).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Quarter<V>(V x, int shift)
        where V : struct, ILanes<V>
    {
        var r = Reduce(x, out var n);
        // The quarter turns appear in the lowest bits of this sum: the last tells sine from cosine, the one
        // before it the sign.
        var turns = n + V.Create((V.IsDouble ? 6755399441055744.0 : 12582912.0) + shift);
        var sign = V.ShiftLeft(turns, Top<V>() - 1) & V.Create(-0.0);
        var odd = V.SignMask(V.ShiftLeft(turns, Top<V>()));
        return V.Select(odd, CosOfReduced(r), SinOfReduced(r)) ^ sign;
    }

    // The place of the sign bit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Top<V>()
        where V : struct, ILanes<V> => V.IsDouble ? 63 : 31;

    // x = n pi / 2 + r.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduce<V>(V x, out V n)
        where V : struct, ILanes<V>
    {
        n = V.Round(x * V.Create(0.6366197723675814));
        var r = V.Fma(n, V.Create(V.IsDouble ? -1.5707963267948966 : -1.5707963705062866), x);
        r = V.Fma(n, V.Create(V.IsDouble ? -6.123233995736766e-17 : 4.371138828673793e-08), r);
        return V.Fma(n, V.Create(V.IsDouble ? 1.4973849048591698e-33 : 1.7151245100058819e-15), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinOfReduced<V>(V r)
        where V : struct, ILanes<V>
    {
        var z = r * r;
        var p = V.IsDouble
            ? Polynomial.Of(
                z,
                1.58962301576546568060e-10,
                -2.50507477628578072866e-8,
                2.75573136213857245213e-6,
                -1.98412698295895385996e-4,
                8.33333333332211858878e-3,
                -1.66666666666666307295e-1
            )
            : Polynomial.Of(z, -1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);
        return V.Fma(p * z, r, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosOfReduced<V>(V r)
        where V : struct, ILanes<V>
    {
        var z = r * r;
        var p = V.IsDouble
            ? Polynomial.Of(
                z,
                -1.13585365213876817300e-11,
                2.08757008419747316778e-9,
                -2.75573141792967388112e-7,
                2.48015872888517045348e-5,
                -1.38888888888730564116e-3,
                4.16666666666665929218e-2
            )
            : Polynomial.Of(z, 2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2);
        return V.Fma(z * z, p, V.Fma(z, V.Create(-0.5), V.Create(1)));
    }
}
