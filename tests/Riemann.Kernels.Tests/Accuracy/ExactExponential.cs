using static Riemann.Kernels.Tests.DoubleDouble;

namespace Riemann.Kernels.Tests;

/// <summary>The exponential function, the logarithm and what is made of them, to about 30 digits.</summary>
internal static class ExactExponential
{
    public static readonly DoubleDouble Log2 = new(0.6931471805599453, 2.3190468138462996e-17);

    private const double Log2Rest = 5.707708438416212e-34;

    // 1 / 9!, ..., 1 / 2!, 1.
    private static readonly DoubleDouble[] InverseFactorials = Inverses(9);

    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (double.IsNaN(x.High) || Math.Abs(x.High) > 800)
            return Math.Exp(x.High);
        var expm1 = Reduced(x, out var n);
        var exp = expm1 + 1;
        // In two steps, since 2 to the power n may not be representable.
        return Scale(Scale(exp, n / 2), n - n / 2);
    }

    public static DoubleDouble Expm1(DoubleDouble x)
    {
        if (IsTiny(x.High))
            return x;
        if (double.IsNaN(x.High) || Math.Abs(x.High) > 700)
            return x.High < 0 ? -1 : Exp(x);
        var expm1 = Reduced(x, out var n);
        return n == 0 ? expm1 : Scale(expm1, n) + (Math.ScaleB(1, n) - (DoubleDouble)1);
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        if (!(x.High > 0 && x.High < double.PositiveInfinity))
            return Math.Log(x.High);
        var exponent = Math.ILogB(x.High);
        var mantissa = Scale(Scale(x, -exponent / 2), -exponent + exponent / 2);
        if (mantissa.High > 1.4)
            (mantissa, exponent) = (Scale(mantissa, -1), exponent + 1);
        return Log1p(mantissa - 1) + exponent * Log2 + exponent * Log2Rest;
    }

    public static DoubleDouble Log1p(DoubleDouble x)
    {
        if (Math.Abs(x.High) > 0.5 || double.IsNaN(x.High))
            return Log(x + 1);
        if (IsTiny(x.High))
            return x;
        // One step of Newton's method.
        var sum = 1 + x.High;
        var log = sum == 1 ? x.High : Math.Log(sum) * (x.High / (sum - 1));
        return log + (x + (x + 1) * Expm1(-log));
    }

    public static DoubleDouble Power(double x, double y) => Exp(y * Log(x));

    public static DoubleDouble Cbrt(double x)
    {
        var root = Math.Cbrt(x);
        if (x == 0 || !double.IsFinite(x))
            return root;
        DoubleDouble y = root;
        return y - (y * y * y - x) / (3 * y * y);
    }

    public static DoubleDouble Sinh(double x)
    {
        if (IsTiny(x) || !double.IsFinite(x))
            return x;
        var magnitude = Math.Abs(x);
        var expm1 = magnitude < 700 ? Expm1(magnitude) : 0;
        var sinh = magnitude < 700 ? Scale(expm1 + expm1 / (expm1 + 1), -1) : Exp(magnitude - Log2);
        return x < 0 ? -sinh : sinh;
    }

    public static DoubleDouble Cosh(double x) =>
        Math.Abs(x) < 100 ? Scale(Exp(x) + Exp(-x), -1) : Exp(Math.Abs(x) - Log2);

    public static DoubleDouble Tanh(double x)
    {
        if (IsTiny(x) || double.IsNaN(x))
            return x;
        var expm1 = Expm1(2 * Math.Min(Math.Abs(x), 100));
        var tanh = expm1 / (expm1 + 2);
        return x < 0 ? -tanh : tanh;
    }

    public static DoubleDouble Asinh(double x)
    {
        if (IsTiny(x) || !double.IsFinite(x))
            return x;
        var magnitude = (DoubleDouble)Math.Abs(x);
        var square = magnitude * magnitude;
        var asinh = magnitude.High > 1e20 ? Log(magnitude) + Log2 : Log1p(magnitude + square / (1 + Sqrt(1 + square)));
        return x < 0 ? -asinh : asinh;
    }

    public static DoubleDouble Acosh(double x)
    {
        if (!(x > 1 && x < double.PositiveInfinity))
            return Math.Acosh(x);
        var t = x - (DoubleDouble)1;
        return x > 1e20 ? Log(x) + Log2 : Log1p(t + Sqrt(t * (t + 2)));
    }

    public static DoubleDouble Atanh(double x)
    {
        if (IsTiny(x) || !(Math.Abs(x) < 1))
            return IsTiny(x) ? x : Math.Atanh(x);
        var magnitude = (DoubleDouble)Math.Abs(x);
        var atanh = Scale(Log1p(2 * magnitude / (1 - magnitude)), -1);
        return x < 0 ? -atanh : atanh;
    }

    public static DoubleDouble Sigmoid(double x)
    {
        var power = Exp(-Math.Abs(x));
        return x < 0 ? power / (power + 1) : 1 / (power + 1);
    }

    public static DoubleDouble Softplus(double x) =>
        double.IsNaN(x) || x == double.PositiveInfinity ? x : Math.Max(x, 0) + Log1p(Exp(-Math.Abs(x)));

    // Where f(x) = x + O(x^2) is x to all digits, and the low parts of sums would be too small to represent.
    private static bool IsTiny(double x) => Math.Abs(x) < 1e-200;

    // exp(r) - 1 with x = n log 2 + r: Taylor's series at r / 256, then exp(2 r) - 1 = e (e + 2) eight times.
    private static DoubleDouble Reduced(DoubleDouble x, out int n)
    {
        n = (int)Math.Round(x.High / Log2.High);
        var r = x - Product(n, Log2.High) - Product(n, Log2.Low) - n * Log2Rest;
        r = Scale(r, -8);
        var expm1 = r * Polynomial(r, InverseFactorials);
        for (var i = 0; i < 8; i++)
            expm1 *= expm1 + 2;
        return expm1;
    }

    private static DoubleDouble[] Inverses(int count)
    {
        var inverses = new DoubleDouble[count];
        DoubleDouble inverse = 1;
        for (var k = 1; k <= count; k++)
            inverses[count - k] = inverse /= k;
        return inverses;
    }
}
