namespace Riemann.Kernels;

/// <summary>
/// The derivative of log Gamma: the asymptotic series of M. Abramowitz and I. Stegun (1964), Handbook of
/// Mathematical Functions, 6.3.18, from 10 on, the recurrence 6.3.5 below, the reflection 6.3.7 below 0.
/// </summary>
internal readonly struct Digamma : IDoubleFunction
{
    public static double Invoke(double x)
    {
        if (x > 0)
            return OfPositive(x);
        // At 0 the sign of the pole is that of the zero.
        if (x == 0)
            return -1 / x;
        // The other poles have no sign: NaN.
        if (x == Math.Floor(x))
            return double.NaN;
        return OfPositive(1 - x) - Math.PI / double.TanPi(x);
    }

    private static double OfPositive(double x)
    {
        var steps = 0.0;
        for (; x < 10; x += 1)
            steps += 1 / x;
        var r = 1 / (x * x);
        var series = Horner.Of(r, [1.0 / 12, -691.0 / 32760, 1.0 / 132, -1.0 / 240, 1.0 / 252, -1.0 / 120, 1.0 / 12]);
        return Math.Log(x) - (0.5 / x + r * series) - steps;
    }
}
