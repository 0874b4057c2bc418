using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The inverse trigonometric functions on vectors. Arguments are brought near 0 by asin(x) = pi / 2 -
/// 2 asin(sqrt((1 - x) / 2)) and atan(x) = pi / 4 + atan((x - 1) / (x + 1)) = pi / 2 - atan(1 / x) (W. Cody and
/// W. Waite, Software Manual for the Elementary Functions, 1980). The coefficients interpolate at Chebyshev nodes
/// and were computed with 60 digits.
/// </summary>
internal static class VectorArc
{
    private const double HalfPi = 1.5707963267948966;

    /// <summary>asin(x), at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Asin<V>(V x)
        where V : struct, ILanes<V>
    {
        var r = Halved(V.Abs(x), out var isFar);
        var far = V.Create(HalfPi) - (r + r - Low<V>());
        return V.Select(isFar, far, r) ^ (x & V.Create(-0.0));
    }

    /// <summary>acos(x), at most 4 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Acos<V>(V x)
        where V : struct, ILanes<V>
    {
        var sign = x & V.Create(-0.0);
        var r = Halved(V.Abs(x), out var isFar);
        var near = V.Create(HalfPi) - ((r ^ sign) - Low<V>());
        var twice = r + r;
        var behind = V.Create(2 * HalfPi) - (twice - (Low<V>() + Low<V>()));
        return V.Select(isFar, V.Select(V.SignMask(x), behind, twice), near);
    }

    /// <summary>atan(x), at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var isFar = V.Less(V.Create(2.414213562373095), magnitude);
        var isMiddle = V.Less(V.Create(0.41421356237309503), magnitude);
        var one = V.Create(1);
        var above = V.Select(isFar, V.Create(-1), V.Select(isMiddle, magnitude - one, magnitude));
        var below = V.Select(isFar, magnitude, V.Select(isMiddle, magnitude + one, one));
        var half = V.Create(0.5);
        var turns = V.Select(isFar, one, isMiddle & half);
        return Sum(turns, Near(above / below, Low<V>() * turns)) ^ (x & V.Create(-0.0));
    }

    /// <summary>The angle of the point (x, y), at most 4 ulp off, with the signs of zeros as in IEEE 754.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atan2<V>(V y, V x)
        where V : struct, ILanes<V>
    {
        var (zero, one, two) = (V.Create(0), V.Create(1), V.Create(2));
        var (across, up) = (V.Abs(x), V.Abs(y));
        var isSteep = V.Less(across, up);
        var above = V.Select(isSteep, across, up);
        var below = V.Select(isSteep, up, across);
        // 1 where both are infinite, 0 where both are 0.
        var ratio = V.Select(V.Equal(above, below), one, above / below);
        ratio = V.Select(V.Equal(above, zero), zero, ratio);
        var isMiddle = V.Less(V.Create(0.41421356237309503), ratio);
        var t = V.Select(isMiddle, (ratio - one) / (ratio + one), ratio);
        var eighth = isMiddle & V.Create(0.5);
        var angle = Sum(eighth, Near(t, Low<V>() * eighth));
        var isBehind = V.SignMask(x);
        var quarters = V.Select(isSteep, one, isBehind & two);
        var signed = angle ^ ((isSteep ^ isBehind) & V.Create(-0.0));
        var result = Sum(quarters, signed + Low<V>() * quarters) ^ (y & V.Create(-0.0));
        return V.Select(V.Equal(x, x), result, x);
    }

    // What HalfPi lacks at the precision.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Low<V>()
        where V : struct, ILanes<V> => V.Create(V.IsDouble ? 6.123233995736766e-17 : -4.371138828673793e-08);

    // turns pi / 2 + rest, the turns being a power of 2 or 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V>(V turns, V rest)
        where V : struct, ILanes<V> => V.Fma(turns, V.Create(HalfPi), rest);

    // asin(x) for x up to 0.5, beyond that asin(sqrt((1 - x) / 2)).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Halved<V>(V x, out V isFar)
        where V : struct, ILanes<V>
    {
        var half = V.Create(0.5);
        isFar = V.Less(half, x);
        var z = V.Select(isFar, (V.Create(1) - x) * half, x * x);
        var s = V.Select(isFar, V.Sqrt(z), x);
        return V.Fma(s * z, Polynomial.Of(z, V.IsDouble ? AsinTerms : AsinTermsSingle), s);
    }

    // atan(t) + low for |t| at most tan(pi / 8).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V t, V low)
        where V : struct, ILanes<V>
    {
        var z = t * t;
        return t + V.Fma(t * z, Polynomial.Of(z, V.IsDouble ? AtanTerms : AtanTermsSingle), low);
    }

    // (asin(s) - s) / s^3 in powers of s^2.
    private static ReadOnlySpan<double> AsinTerms =>
        [
            0.028169218060881414,
            -0.010749050339697808,
            0.01603551434914882,
            0.0078029494773533175,
            0.011875494382636922,
            0.013929652902326633,
            0.017355259955786323,
            0.02237204763174451,
            0.03038194736709848,
            0.044642857103423646,
            0.07500000000020764,
            0.1666666666666665,
        ];

    private static ReadOnlySpan<double> AsinTermsSingle =>
        [0.03808502480387688, 0.026554541662335396, 0.045001380145549774, 0.07498855143785477, 0.16666673123836517];

    // (atan(t) - t) / t^3 in powers of t^2.
    private static ReadOnlySpan<double> AtanTerms =>
        [
            -0.019170224484694312,
            0.03922621674182299,
            -0.05085261338742964,
            0.058581129024851,
            -0.066645073011504,
            0.07692182896409087,
            -0.09090904565447815,
            0.11111111014944319,
            -0.14285714284662662,
            0.19999999999995502,
            -0.3333333333333333,
        ];

    private static ReadOnlySpan<double> AtanTermsSingle =>
        [-0.06450987607240677, 0.1074344739317894, -0.14263929426670074, 0.19999539852142334, -0.3333333134651184];
}
