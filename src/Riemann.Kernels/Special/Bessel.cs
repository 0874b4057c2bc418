using MathNet.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The Bessel function J of a whole order from 0 on, by the algorithm of D. Amos (1986, ACM TOMS 644) in
/// MathNet.Numerics; for huge x by Hankel's expansion (M. Abramowitz and I. Stegun, 1964, 9.2.5).
/// </summary>
internal readonly struct BesselJ : IOrderedFunction
{
    public static double Invoke(double x, int order) => Bessel.Sign(x, order) * OfMagnitude(Math.Abs(x), order);

    private static double OfMagnitude(double x, int order)
    {
        if (x < Bessel.Huge)
            return SpecialFunctions.BesselJ(order, x);
        if (!double.IsFinite(x))
            return double.IsNaN(x) ? x : 0;
        var (sine, cosine) = Bessel.Rotated(x, order);
        return (cosine + sine - Bessel.Second(x, order) * (sine - cosine)) / Math.Sqrt(Math.PI * x);
    }
}

/// <summary>
/// The modified Bessel function I of a whole order from 0 on, times exp(-|x|), from the same source; for huge x by
/// the expansion 9.7.1.
/// </summary>
internal readonly struct BesselIScaled : IOrderedFunction
{
    public static double Invoke(double x, int order) => Bessel.Sign(x, order) * OfMagnitude(Math.Abs(x), order);

    internal static double OfMagnitude(double x, int order) =>
        x < Bessel.Huge ? SpecialFunctions.BesselIScaled(order, x)
        : double.IsNaN(x) ? x
        : (1 - Bessel.Second(x, order)) / Math.Sqrt(2 * Math.PI) / Math.Sqrt(x);
}

/// <summary>The modified Bessel function I of a whole order from 0 on.</summary>
internal readonly struct BesselI : IOrderedFunction
{
    public static double Invoke(double x, int order) => Bessel.Sign(x, order) * OfMagnitude(Math.Abs(x), order);

    private static double OfMagnitude(double x, int order)
    {
        if (x < 700)
            return SpecialFunctions.BesselI(order, x);
        // Half of the power at a time, for exp(x) overflows before the result does.
        var half = Math.Exp(x / 2);
        return double.IsPositiveInfinity(half) ? half : BesselIScaled.OfMagnitude(x, order) * half * half;
    }
}

/// <summary>
/// The Bessel function Y of a whole order from 0 on, for positive x, from the same sources; -infinity at 0.
/// </summary>
internal readonly struct BesselY : IOrderedFunction
{
    public static double Invoke(double x, int order)
    {
        if (!(x > 0) || double.IsInfinity(x))
            return x == 0 ? double.NegativeInfinity
                : double.IsPositiveInfinity(x) ? 0
                : double.NaN;
        if (x < Bessel.Huge)
            return SpecialFunctions.BesselY(order, x);
        var (sine, cosine) = Bessel.Rotated(x, order);
        return (sine - cosine + Bessel.Second(x, order) * (cosine + sine)) / Math.Sqrt(Math.PI * x);
    }
}

/// <summary>
/// The modified Bessel function K of a whole order from 0 on, times exp(x), for positive x, from the same source; for
/// huge x by the expansion 9.7.2; infinity at 0.
/// </summary>
internal readonly struct BesselKScaled : IOrderedFunction
{
    public static double Invoke(double x, int order) =>
        !(x > 0) ? (x == 0 ? double.PositiveInfinity : double.NaN)
        : x < Bessel.Huge ? SpecialFunctions.BesselKScaled(order, x)
        : (1 + Bessel.Second(x, order)) * Math.Sqrt(Math.PI / 2) / Math.Sqrt(x);
}

/// <summary>The modified Bessel function K of a whole order from 0 on.</summary>
internal readonly struct BesselK : IOrderedFunction
{
    public static double Invoke(double x, int order) =>
        x > 0 && x < 700 ? SpecialFunctions.BesselK(order, x) : BesselKScaled.Invoke(x, order) * Math.Exp(-x);
}

file static class Bessel
{
    /// <summary>From here on two terms of the expansions are enough.</summary>
    public const double Huge = 5e8;

    /// <summary>Functions of odd order are odd, the others even.</summary>
    public static double Sign(double x, int order) => order % 2 != 0 && x < 0 ? -1 : 1;

    /// <summary>The coefficient of the second term, over x.</summary>
    public static double Second(double x, int order) => (4.0 * order * order - 1) / (8 * x);

    /// <summary>
    /// Sine and cosine of x - order pi / 2. Their sum and difference are those of another pi / 4 less, times the root
    /// of 2, and no digit of x is lost.
    /// </summary>
    public static (double Sine, double Cosine) Rotated(double x, int order)
    {
        var (sine, cosine) = Math.SinCos(x);
        for (var i = order % 4; i > 0; i--)
            (sine, cosine) = (-cosine, sine);
        return (sine, cosine);
    }
}
