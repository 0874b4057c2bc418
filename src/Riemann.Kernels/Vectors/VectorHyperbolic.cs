using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The hyperbolic functions and their inverses on vectors, through expm1 and log1p.</summary>
internal static class VectorHyperbolic
{
    /// <summary>sinh(x) = (e + e / (1 + e)) / 2 with e = exp(|x|) - 1, at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sinh<V>(V x)
        where V : struct, ILanes<V>
    {
        var (one, quarter) = (V.Create(1), V.Create(0.25));
        // A quarter of e does not overflow where the result does not.
        var expm1 = QuarterOfExp(V.Abs(x), quarter);
        var half = expm1 + expm1 / V.Fma(V.Create(4), expm1, one);
        var result = (half + half) ^ (x & V.Create(-0.0));
        return V.Select(V.Less(V.Abs(x), V.Create(V.IsDouble ? 1e-8 : 1e-4)), x, result);
    }

    /// <summary>cosh(x), at most 4 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cosh<V>(V x)
        where V : struct, ILanes<V>
    {
        var exp = QuarterOfExp(V.Abs(x), V.Create(0));
        var half = exp + V.Create(1.0 / 16) / exp;
        return half + half;
    }

    /// <summary>asinh(x) = log1p(x + x^2 / (1 + sqrt(1 + x^2))), at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Asinh<V>(V x)
        where V : struct, ILanes<V>
    {
        var one = V.Create(1);
        var magnitude = V.Abs(x);
        var square = magnitude * magnitude;
        var near = magnitude + square / (one + V.Sqrt(one + square));
        return LogOfTwice(magnitude, near) ^ (x & V.Create(-0.0));
    }

    /// <summary>acosh(x) = log1p(t + sqrt(2 t + t^2)) with t = x - 1, at most 4 ulp off; NaN below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Acosh<V>(V x)
        where V : struct, ILanes<V>
    {
        var one = V.Create(1);
        var t = x - one;
        var result = LogOfTwice(x, t + V.Sqrt(V.Fma(t, t, t + t)));
        return V.Select(V.Less(x, one), V.Create(double.NaN), result);
    }

    /// <summary>atanh(x) = log1p(2 x / (1 - x)) / 2, at most 4 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Atanh<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var result = VectorLog.Log1p((magnitude + magnitude) / (V.Create(1) - magnitude)) * V.Create(0.5);
        return V.Select(V.Less(magnitude, V.Create(V.IsDouble ? 1e-8 : 1e-4)), x, result ^ (x & V.Create(-0.0)));
    }

    // log1p(near), and log(2 x) where the square of x could overflow and 1 no longer matters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfTwice<V>(V x, V near)
        where V : struct, ILanes<V>
    {
        var isFar = V.Less(V.Create(V.IsDouble ? 1L << 60 : 1L << 40), x);
        return VectorLog.Log1p(V.Select(isFar, x, near)) + (isFar & V.Create(0.6931471805599453));
    }

    // exp(x) / 4 - less for x >= 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V QuarterOfExp<V>(V x, V less)
        where V : struct, ILanes<V>
    {
        // Just above where sinh and cosh overflow.
        var r = VectorExp.Reduce(VectorExp.Clamp(x, 0, V.IsDouble ? 710.6 : 89.6), out var n);
        var power = V.Scale(V.Create(0.25), n);
        return V.Fma(power, VectorExp.Expm1OfReduced(r), power - less);
    }
}
