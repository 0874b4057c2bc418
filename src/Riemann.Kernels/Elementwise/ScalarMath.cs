using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Functions of one float that the base library lacks or computes inaccurately.</summary>
internal static class ScalarMath
{
    /// <summary>
    /// exp(x) - 1. The quotient corrects the rounding of exp: W. Kahan's device, in N. Higham, Accuracy and
    /// Stability of Numerical Algorithms (2002), section 1.14.1.
    /// </summary>
    public static T Expm1<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            return T.CreateTruncating(Expm1(double.CreateTruncating(x)));
        var power = T.Exp(x);
        if (power == T.One)
            return x;
        var result = power - T.One;
        return result == -T.One || !T.IsFinite(power) ? result : result * x / T.Log(power);
    }

    /// <summary>log(1 + x), by the same device.</summary>
    public static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            return T.CreateTruncating(Log1p(double.CreateTruncating(x)));
        var sum = T.One + x;
        if (sum == T.One)
            return x;
        return T.IsFinite(sum) ? T.Log(sum) * x / (sum - T.One) : T.Log(sum);
    }

    /// <summary>The logarithm to base 2, named through the one interface that floats mean by it.</summary>
    public static T Log2<T>(T x)
        where T : unmanaged, ILogarithmicFunctions<T> => T.Log2(x);

    /// <summary>1 / (1 + exp(-x)), without overflow.</summary>
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var power = T.Exp(-T.Abs(x));
        return (x < T.Zero ? power : T.One) / (T.One + power);
    }

    /// <summary>log(1 + exp(x)), without overflow.</summary>
    public static T Softplus<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Max(x, T.Zero) + Log1p(T.Exp(-T.Abs(x)));
}
