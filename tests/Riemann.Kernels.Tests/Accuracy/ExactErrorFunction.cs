using static Riemann.Kernels.Tests.DoubleDouble;

namespace Riemann.Kernels.Tests;

/// <summary>The error function and its complement, to about 20 digits of the result.</summary>
internal static class ExactErrorFunction
{
    private static readonly DoubleDouble TwoOverRootPi = new(1.1283791670955126, 1.533545961316588e-17);

    public static DoubleDouble Erf(double x) =>
        x == 0 || double.IsNaN(x) ? x
        : Math.Abs(x) < 5 ? Series(x)
        : Math.CopySign(1, x) * (1 - Erfc(Math.Abs(x)));

    public static DoubleDouble Erfc(double x) =>
        double.IsNaN(x) ? x
        : x > 30 ? 0
        : x > 2.5 ? Fraction(x)
        : x < -5 ? 2 - Erfc(-x)
        : 1 - Series(x);

    // 2 / sqrt(pi) exp(-x^2) times the sum of 2^n x^(2n + 1) / (2n + 1)!!, in which nothing cancels.
    private static DoubleDouble Series(double x)
    {
        var square = Product(x, x);
        (DoubleDouble sum, DoubleDouble term) = (0, x);
        for (var n = 1; Math.Abs(term.High) > 1e-33 * Math.Abs(sum.High); n++)
        {
            sum += term;
            term *= 2 * square / (2 * n + 1);
        }
        return TwoOverRootPi * ExactExponential.Exp(-square) * sum;
    }

    // Laplace's continued fraction, from its far end (M. Abramowitz and I. Stegun, 1964, 7.1.14).
    private static DoubleDouble Fraction(double x)
    {
        DoubleDouble tail = x;
        for (var k = 40 + (int)(800 / (x * x)); k > 0; k--)
            tail = x + Scale(k / tail, -1);
        return Scale(TwoOverRootPi, -1) * ExactExponential.Exp(-Product(x, x)) / tail;
    }
}
