namespace Riemann.Kernels;

/// <summary>
/// The n-th derivative of digamma, n >= 1: (-1)^(n + 1) n! times the sum of (x + k)^-(n + 1) over k >= 0, which is
/// Hurwitz's zeta function (M. Abramowitz and I. Stegun, 1964, 6.4.10), by the formula of Euler and Maclaurin.
/// </summary>
internal readonly struct Polygamma : IOrderedFunction
{
    public static double Invoke(double x, int order)
    {
        var sum = Sum(x, order + 1);
        // A factor at a time, so that the factorial of a large order does not overflow where the result does not.
        for (var k = order; k > 1; k--)
            sum *= k;
        return order % 2 == 0 ? -sum : sum;
    }

    // The sum of (x + k)^-s over k >= 0.
    private static double Sum(double x, int s)
    {
        if (!(x <= 0))
            return Zeta(s, x);
        var fraction = x - Math.Floor(x);
        if (fraction == 0 || double.IsNaN(fraction))
            return s % 2 == 0 && fraction == 0 ? double.PositiveInfinity : double.NaN;
        // Over all whole k the sum has period 1; what this has too much are the terms with k < 0.
        var mirrored = Zeta(s, Math.Ceiling(x) - x) - Zeta(s, 1 - x);
        return Zeta(s, fraction) + (s % 2 == 0 ? mirrored : -mirrored);
    }

    private static double Zeta(int s, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        var sum = 0.0;
        for (; x < 10 + s; x += 1)
            sum += Math.Pow(x, -s);
        var power = Math.Pow(x, -s);
        sum += power * (x / (s - 1) + 0.5);
        // The derivatives of x^-s at x, with the Bernoulli numbers over factorials.
        var factor = power * s / x;
        foreach (var (index, coefficient) in Bernoulli.Index())
        {
            sum += coefficient * factor;
            factor *= (s + 2 * index + 1) * (s + 2.0 * index + 2) / (x * x);
        }
        return sum;
    }

    // B(2j) / (2j)! for j = 1, 2, ...
    private static readonly double[] Bernoulli =
    [
        1.0 / 12,
        -1.0 / 720,
        1.0 / 30240,
        -1.0 / 1209600,
        1.0 / 47900160,
        -691.0 / 1307674368000,
        1.0 / 74724249600,
        -3617.0 / 10670622842880000,
    ];
}
