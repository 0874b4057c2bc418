using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Powers and roots on vectors. The logarithm is a sum of two numbers, which together have 11 bits more than one:
/// as many as y log x may have before its point. With s = (m - 1) / (m + 1), log m = 2 s + 2 s^3 / 3 + s^5 P(s^2),
/// of which the first two terms are such sums (P. Tang, 1990, "Table-driven implementation of the logarithm function",
/// ACM TOMS 16, without the table; the coefficients interpolate at Chebyshev nodes).
/// </summary>
internal static class VectorPower
{
    /// <summary>x to the power y, at most 2 ulp off, with the special cases of IEEE 754.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Power<V>(V x, V y)
        where V : struct, ILanes<V>
    {
        var (zero, one) = (V.Create(0), V.Create(1));
        var infinity = V.Create(double.PositiveInfinity);
        var magnitude = V.Abs(x);
        var log = Log(magnitude, out var low);
        var product = y * log;
        var power = VectorExp.Exp(product, V.Fma(y, low, V.Fma(y, log, zero - product)));

        var half = y * V.Create(0.5);
        var isEven = V.Equal(V.Round(half), half);
        var isWhole = V.Equal(V.Round(y), y);
        // The sign of x where y is odd, NaN where x is negative and y is not whole.
        power = V.Select(isEven, power, V.Select(isWhole, power ^ (x & V.Create(-0.0)), power));
        var isNegative = V.Less(x, zero) & V.Less(zero - infinity, x);
        power = V.Select(isNegative, V.Select(isWhole, power, V.Create(double.NaN)), power);
        // 1 to any power, -1 to an infinite one, anything to the power 0.
        var isOne = V.Equal(magnitude, one) & V.Equal(V.Abs(y), infinity);
        power = V.Select(isOne, one, power);
        power = V.Select(V.Equal(x, one), one, power);
        return V.Select(V.Equal(y, zero), one, power);
    }

    /// <summary>The logarithm to base 10, at most 1 ulp off and exact at powers of 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log10<V>(V x)
        where V : struct, ILanes<V>
    {
        var log = Log(x, out var low);
        var scale = V.Create(0.4342944819032518);
        var high = log * scale;
        var rest = V.Fma(log, scale, V.Create(0) - high);
        rest = V.Fma(log, V.Create(V.IsDouble ? 1.098319650216765e-17 : -1.0103049952192578e-08), rest);
        return VectorLog.Finish(high + V.Fma(low, scale, rest), x);
    }

    /// <summary>The cube root, at most 1 ulp off and exact at cubes; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cbrt<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var mantissa = VectorLog.Normalise(magnitude, out var exponent);
        var third = V.Create(1.0 / 3);
        var whole = V.Round(exponent * third);
        var rest = V.Fma(whole, V.Create(-3), exponent);
        var root = VectorLog.Sum(mantissa - V.Create(1), rest, V.Create(0)) * third;
        root = VectorExp.Expm1OfReduced(root) + V.Create(1);
        // One step of Newton's method; the cube is exact to twice the precision.
        var square = root * root;
        var lost = V.Fma(root, root, V.Create(0) - square);
        var excess = V.Fma(square, root, V.Create(0) - V.Scale(mantissa, rest));
        excess = V.Fma(lost, root, excess);
        root -= excess / (V.Create(3) * square);
        var result = V.Scale(root, whole) ^ (x & V.Create(-0.0));
        var isOrdinary = V.Less(V.Create(0), magnitude) & V.Less(magnitude, V.Create(double.PositiveInfinity));
        return V.Select(isOrdinary, result, x);
    }

    // log(x) for x >= 0 as a sum; at 0, infinity and NaN the first part alone is right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log<V>(V x, out V low)
        where V : struct, ILanes<V>
    {
        var (zero, one, two) = (V.Create(0), V.Create(1), V.Create(2));
        var m = VectorLog.Normalise(x, out var exponent);
        var f = m - one;
        var d = m + one;
        var inverse = one / d;
        var s = f * inverse;
        // f - s d, with what the rounding of d lost.
        var sLow = V.Fma(zero - s, m - (d - one), V.Fma(zero - s, d, f)) * inverse;
        var z = s * s;
        var zLow = V.Fma(two * s, sLow, V.Fma(s, s, zero - z));
        var cube = z * s;
        var cubeLow = V.Fma(zLow, s, V.Fma(z, sLow, V.Fma(z, s, zero - cube)));
        var twoThirds = V.Create(2.0 / 3);
        var second = cube * twoThirds;
        var secondLow = V.Fma(cube, twoThirds, zero - second);
        secondLow = V.Fma(cube, V.Create(V.IsDouble ? 3.700743415417188e-17 : -1.9868215517249155e-08), secondLow);
        secondLow = V.Fma(cubeLow, twoThirds, secondLow);
        var rest = V.Fma(cube * z, Terms(z), V.Fma(two, sLow, secondLow));

        var first = two * s;
        var sum = first + second;
        rest += second - (sum - first);
        var whole = exponent * V.Create(V.IsDouble ? 6.93147180369123816490e-01 : 0.693145751953125);
        var total = whole + sum;
        rest += sum - (total - whole);
        rest = V.Fma(exponent, V.Create(V.IsDouble ? 1.90821492927058770002e-10 : 1.428606765330187e-06), rest);
        var high = total + rest;
        low = rest - (high - total);
        var special = V.Select(V.Equal(x, zero), V.Create(double.NegativeInfinity), x);
        return V.Select(V.Less(zero, x) & V.Less(x, V.Create(double.PositiveInfinity)), high, special);
    }

    // P in powers of s^2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Terms<V>(V z)
        where V : struct, ILanes<V> =>
        V.IsDouble
            ? Polynomial.Of(
                z,
                [
                    0.107624244195648,
                    0.10456327269484514,
                    0.11766813121034213,
                    0.13333296534432942,
                    0.15384615761170173,
                    0.18181818179656925,
                    0.2222222222222843,
                    0.28571428571428564,
                    0.4,
                ]
            )
            : Polynomial.Of(z, 0.19120454788208008, 0.2220476269721985, 0.2857153117656708, 0.4000000059604645);
}
