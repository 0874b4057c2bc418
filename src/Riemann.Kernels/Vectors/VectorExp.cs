using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The exponential function and its relatives on vectors: x = n log 2 + r with |r| at most log(2) / 2, and a
/// polynomial in r (for float32 that of S. Moshier's Cephes library, 1992; for float64 Taylor's).
/// </summary>
internal static class VectorExp
{
    /// <summary>exp(x), at most 2 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : struct, ILanes<V>
    {
        x = Clamp(x, V.IsDouble ? -760 : -150, V.IsDouble ? 720 : 130);
        var r = Reduce(x, out var n);
        return V.Scale(Expm1OfReduced(r) + V.Create(1), n);
    }

    /// <summary>exp(high + low), low being a correction of at most an ulp of high, of which NaN passes alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V high, V low)
        where V : struct, ILanes<V>
    {
        var x = Clamp(high, V.IsDouble ? -760 : -150, V.IsDouble ? 720 : 130);
        // Where the result overflows or vanishes the correction may be infinite or NaN.
        low &= V.Equal(x, high);
        var r = Reduce(x, out var n) + low;
        return V.Scale(Expm1OfReduced(r) + V.Create(1), n);
    }

    /// <summary>2 to the power x, at most 2 ulp off and exact at integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp2<V>(V x)
        where V : struct, ILanes<V>
    {
        x = Clamp(x, V.IsDouble ? -1090 : -160, V.IsDouble ? 1030 : 130);
        var n = V.Round(x);
        return V.Scale(Expm1OfReduced((x - n) * V.Create(0.6931471805599453)) + V.Create(1), n);
    }

    /// <summary>exp(x) - 1, at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Expm1<V>(V x)
        where V : struct, ILanes<V>
    {
        // The most is just above where the result overflows, so that half of 2 to the power n does not.
        var clamped = Clamp(x, V.IsDouble ? -760 : -150, V.IsDouble ? 710 : 89);
        var r = Reduce(clamped, out var n);
        var half = V.Scale(V.Create(0.5), n);
        var result = V.Fma(half, Expm1OfReduced(r), half - V.Create(0.5)) * V.Create(2);
        return V.Select(V.Less(V.Abs(x), V.Create(V.IsDouble ? 1e-16 : 1e-8)), x, result);
    }

    /// <summary>tanh(x) = (exp(2x) - 1) / (exp(2x) - 1 + 2), at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : struct, ILanes<V>
    {
        var sign = x & V.Create(-0.0);
        // From 20 on the result is 1 in either precision.
        var doubled = V.Abs(x);
        doubled = V.Select(V.Less(V.Create(20), doubled), V.Create(20), doubled);
        doubled += doubled;
        var r = Reduce(doubled, out var n);
        var power = V.Scale(V.Create(1), n);
        var expm1 = V.Fma(power, Expm1OfReduced(r), power - V.Create(1));
        return (expm1 / (expm1 + V.Create(2))) ^ sign;
    }

    /// <summary>1 / (1 + exp(-x)), at most 4 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : struct, ILanes<V>
    {
        var one = V.Create(1);
        var power = Exp(V.Abs(x) ^ V.Create(-0.0));
        return V.Select(V.SignMask(x), power, one) / (one + power);
    }

    /// <summary>x between the least and the most; NaN passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Clamp<V>(V x, double least, double most)
        where V : struct, ILanes<V>
    {
        x = V.Select(V.Less(x, V.Create(least)), V.Create(least), x);
        return V.Select(V.Less(V.Create(most), x), V.Create(most), x);
    }

    /// <summary>x = n log 2 + r; the first of the two parts of log 2 is so short that its product with n is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Reduce<V>(V x, out V n)
        where V : struct, ILanes<V>
    {
        n = V.Round(x * V.Create(1.4426950408889634));
        var r = V.Fma(n, V.Create(V.IsDouble ? -6.93147180369123816490e-01 : -0.693145751953125), x);
        return V.Fma(n, V.Create(V.IsDouble ? -1.90821492927058770002e-10 : -1.428606765330187e-06), r);
    }

    /// <summary>exp(r) - 1 for |r| at most log(2) / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Expm1OfReduced<V>(V r)
        where V : struct, ILanes<V>
    {
        var square = r * r;
        if (!V.IsDouble)
        {
            var p = Polynomial.Of(
                r,
                1.9875691500e-4,
                1.3981999507e-3,
                8.3334519073e-3,
                4.1665795894e-2,
                1.6666665459e-1,
                5.0000001201e-1
            );
            return V.Fma(p, square, r);
        }
        // Even and odd powers apart: two short chains of dependent operations instead of a long one.
        var even = Polynomial.Of(square, 1.0 / 479001600, 1.0 / 3628800, 1.0 / 40320, 1.0 / 720, 1.0 / 24, 1.0 / 2);
        var odd = Polynomial.Of(square, 1.0 / 6227020800, 1.0 / 39916800, 1.0 / 362880, 1.0 / 5040, 1.0 / 120, 1.0 / 6);
        return V.Fma(V.Fma(odd, r, even), square, r);
    }
}
