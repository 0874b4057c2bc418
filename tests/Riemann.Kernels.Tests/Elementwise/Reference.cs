using System.Globalization;

namespace Riemann.Kernels.Tests;

/// <summary>
/// Reference functions computed in decimal arithmetic (28 digits) where doubles would lose digits, for
/// arguments of moderate size.
/// </summary>
internal static class Reference
{
    public static double Expm1(double x) =>
        Math.Abs(x) > 0.5 || double.IsNaN(x) ? Math.Exp(x) - 1
        : Math.Abs(x) < 1e-9 ? x + x * x / 2
        : x + x * (double)(Expm1OverX(x) - 1);

    public static double Log1p(double x)
    {
        if (!(Math.Abs(x) <= 0.5))
            return Math.Log(1 + x);
        if (Math.Abs(x) < 1e-9)
            return x - x * x / 2;
        var exact = new decimal(x);
        return x + x * (double)(AtanhSeries(exact / (2 + exact)) * 2 / (2 + exact) - 1);
    }

    public static double Sigmoid(double x) => x < -40 ? Math.Exp(x) : 1 / (1 + Math.Exp(-x));

    public static double Softplus(double x) =>
        double.IsNaN(x) ? x
        : x > 0 ? x + Log1p(Math.Exp(-x))
        : Log1p(Math.Exp(x));

    public static double Erf(double x) =>
        double.IsNaN(x) ? x
        : Math.Abs(x) > 6 ? Math.Sign(x)
        : Math.Abs(x) < 1e-9 ? x * 1.1283791670955126
        : Nearest(ErfSeries(x));

    /// <summary>For arguments up to 4, where the difference keeps its digits, and from 28 on.</summary>
    public static double Erfc(double x) => Math.Abs(x) <= 6 ? Nearest(1 - ErfSeries(x)) : 1 - Erf(x);

    // exp(-x^2) times the sum of 2^n x^(2n + 1) / (2n + 1)!!, in which nothing cancels.
    private static decimal ErfSeries(double x)
    {
        // By its digits, of which a conversion would keep 15.
        var exact = decimal.Parse(x.ToString("f28", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var square = exact * exact;
        var (sum, term, exp, power) = (0m, exact, 0m, 1m);
        for (var n = 0; power != 0 || term != 0; n++)
        {
            sum += term;
            exp += power;
            term *= 2 * square / (2 * n + 3);
            power *= square / (n + 1);
        }
        return sum / exp * 1.1283791670955125738961589031m;
    }

    // A conversion would be off by more than the rounding.
    private static double Nearest(decimal x) =>
        double.Parse(x.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static decimal Expm1OverX(double x)
    {
        var (sum, term, exact) = (1m, 1m, new decimal(x));
        for (var k = 2; k < 30; k++)
            sum += term *= exact / k;
        return sum;
    }

    // atanh(s) / s.
    private static decimal AtanhSeries(decimal s)
    {
        var (sum, power) = (0m, 1m);
        for (var k = 1; k < 80; k += 2)
        {
            sum += power / k;
            power *= s * s;
        }
        return sum;
    }
}
