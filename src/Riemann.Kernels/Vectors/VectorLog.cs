using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Logarithms on vectors: x = m 2^e with m near 1, f = m - 1, s = f / (2 + f), and log(1 + f) = f - f^2 / 2 +
/// s (f^2 / 2 + R(s^2)), where R is the polynomial of the FreeBSD mathematical library (K. C. Ng, 1993).
/// </summary>
internal static class VectorLog
{
    /// <summary>log(x), at most 2 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : struct, ILanes<V>
    {
        var f = Normalise(x, out var exponent) - V.Create(1);
        return Finish(Sum(f, exponent, V.Create(0)), x);
    }

    /// <summary>log(1 + x), at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1p<V>(V x)
        where V : struct, ILanes<V>
    {
        var one = V.Create(1);
        var sum = one + x;
        // What the rounding of the sum lost, relative to the sum; the larger of 1 and x is subtracted first.
        var lost = V.Select(V.Less(one, x), one - (sum - x), x - (sum - one)) / sum;
        var f = V.Split(sum, out var exponent) - one;
        var result = Finish(Sum(f, exponent, lost), sum);
        return V.Select(V.Less(V.Abs(x), V.Create(V.IsDouble ? 1e-16 : 1e-8)), x, result);
    }

    /// <summary>The logarithm to base 2, at most 2 ulp off and exact at powers of 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V>(V x)
        where V : struct, ILanes<V>
    {
        var f = Normalise(x, out var exponent) - V.Create(1);
        var natural = Sum(f, V.Create(0), V.Create(0));
        // 1 / log 2 in two parts: the product with the first is the greater error otherwise.
        var low = natural * V.Create(V.IsDouble ? 2.0355273740931033e-17 : 1.9259629911266175e-8);
        return Finish(V.Fma(natural, V.Create(1.4426950408889634), low) + exponent, x);
    }

    /// <summary>log(1 + exp(x)), at most 4 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Softplus<V>(V x)
        where V : struct, ILanes<V>
    {
        var rest = Log1p(VectorExp.Exp(V.Abs(x) ^ V.Create(-0.0)));
        return V.Select(V.SignMask(x), V.Create(0), x) + rest;
    }

    /// <summary>The mantissa near 1 and the exponent of a positive number, subnormal ones included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Normalise<V>(V x, out V exponent)
        where V : struct, ILanes<V>
    {
        var subnormal = V.Less(x, V.Create(V.IsDouble ? 2.2250738585072014e-308 : 1.1754943508222875e-38));
        var mantissa = V.Split(V.Select(subnormal, x * V.Create(V.IsDouble ? 1L << 54 : 1 << 25), x), out exponent);
        exponent -= subnormal & V.Create(V.IsDouble ? 54 : 25);
        return mantissa;
    }

    /// <summary>log(1 + f) + exponent log 2 + lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sum<V>(V f, V exponent, V lost)
        where V : struct, ILanes<V>
    {
        var s = f / (V.Create(2) + f);
        var z = s * s;
        var r = V.IsDouble
            ? Polynomial.Of(
                z,
                1.479819860511658591e-01,
                1.531383769920937332e-01,
                1.818357216161805012e-01,
                2.222219843214978396e-01,
                2.857142874366239149e-01,
                3.999999999940941908e-01,
                6.666666666666735130e-01
            )
            : Polynomial.Of(z, 0.24279078841, 0.28498786688, 0.40000972152, 0.66666662693);
        var half = f * f * V.Create(0.5);
        var low = V.Fma(exponent, V.Create(V.IsDouble ? 1.90821492927058770002e-10 : 9.0580006145e-06), lost);
        var tail = half - V.Fma(s, V.Fma(z, r, half), low);
        return V.Fma(exponent, V.Create(V.IsDouble ? 6.93147180369123816490e-01 : 6.9313812256e-01), f - tail);
    }

    /// <summary>The result, and what a logarithm is at 0, at infinity, at NaN and below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Finish<V>(V result, V x)
        where V : struct, ILanes<V>
    {
        var zero = V.Create(0);
        var atZero = V.Select(V.Equal(x, zero), V.Create(double.NegativeInfinity), x);
        var special = V.Select(V.Less(x, zero), V.Create(double.NaN), atZero);
        return V.Select(V.Less(zero, x) & V.Less(x, V.Create(double.PositiveInfinity)), result, special);
    }
}
