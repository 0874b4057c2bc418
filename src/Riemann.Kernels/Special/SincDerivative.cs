namespace Riemann.Kernels;

/// <summary>
/// The derivatives of s(u) = sin(u) / u, u = pi x, by x. From u s' + s = cos(u), differentiated n - 1 times, the
/// n-th is (sin(u + n pi / 2) - n s(n - 1)) / u; near 0 that cancels, and the power series of s is differentiated.
/// </summary>
internal readonly struct SincDerivative : IOrderedFunction
{
    public static double Invoke(double x, int order)
    {
        var u = Math.PI * x;
        if (double.IsInfinity(x))
            return 0;
        return Math.Pow(Math.PI, order) * (Math.Abs(u) < order + 0.5 ? Series(u, order) : Recurrence(x, u, order));
    }

    private static double Recurrence(double x, double u, int order)
    {
        var (sine, cosine) = double.SinCosPi(x);
        var derivative = sine / u;
        for (var n = 1; n <= order; n++)
        {
            // The next derivative of the sine.
            (sine, cosine) = (cosine, -sine);
            derivative = (sine - n * derivative) / u;
        }
        return derivative;
    }

    // The sum of (-1)^k u^(2k - n) / ((2k + 1) (2k - n)!) over 2k >= n.
    private static double Series(double u, int order)
    {
        var odd = order % 2;
        // u^m / m! with m = 2k - n.
        var term = odd == 0 ? 1.0 : u;
        var sign = (order + odd) / 2 % 2 == 0 ? 1.0 : -1.0;
        var sum = 0.0;
        for (var m = odd; ; m += 2)
        {
            var next = sum + sign * term / (m + order + 1);
            if (next == sum && m > order || double.IsNaN(next))
                return next;
            sum = next;
            sign = -sign;
            term *= u * u / ((m + 1.0) * (m + 2.0));
        }
    }
}
