using MathNet.Numerics;

namespace Riemann.Kernels;

/// <summary>The exponential integral E of an order from 1 on, for x &gt;= 0, as in MathNet.Numerics.</summary>
internal readonly struct ExponentialIntegral : IOrderedFunction
{
    public static double Invoke(double x, int order) =>
        !(x >= 0) ? double.NaN
        : x == 0 ? (order == 1 ? double.PositiveInfinity : 1.0 / (order - 1))
        : x > 750 ? 0
        : SpecialFunctions.ExponentialIntegral(x, order);
}

/// <summary>
/// The lower incomplete gamma function divided by Gamma(a), as in MathNet.Numerics; next to 0, where that gives 0, by
/// the first terms of its series.
/// </summary>
internal readonly struct RegularisedGammaP : IShapedFunction
{
    public static double Invoke(double x, double a, double _) =>
        !(x >= 0) ? double.NaN
        : x < 1e-8 ? Math.Exp(a * Math.Log(x) - LogGamma.Invoke(a + 1)) * (1 - a * x / (a + 1))
        : double.IsInfinity(x) ? 1
        : SpecialFunctions.GammaLowerRegularized(a, x);
}

/// <summary>The upper incomplete gamma function divided by Gamma(a), in the same way.</summary>
internal readonly struct RegularisedGammaQ : IShapedFunction
{
    public static double Invoke(double x, double a, double b) =>
        !(x >= 1e-8) ? 1 - RegularisedGammaP.Invoke(x, a, b)
        : double.IsInfinity(x) ? 0
        : SpecialFunctions.GammaUpperRegularized(a, x);
}

/// <summary>The incomplete beta function divided by Beta(a, b), as in MathNet.Numerics.</summary>
internal readonly struct RegularisedBeta : IShapedFunction
{
    public static double Invoke(double x, double a, double b) =>
        x >= 0 && x <= 1 ? SpecialFunctions.BetaRegularized(a, b, x) : double.NaN;
}
