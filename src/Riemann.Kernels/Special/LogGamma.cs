namespace Riemann.Kernels;

/// <summary>
/// log |Gamma(x)|. Around 2 it is the series of M. Abramowitz and I. Stegun (1964), Handbook of Mathematical
/// Functions, 6.1.33, which the recurrence 6.1.15 brings other small x to; from 10 on Stirling's series 6.1.41;
/// below 0 the reflection 6.1.17.
/// </summary>
internal readonly struct LogGamma : IDoubleFunction
{
    public static double Invoke(double x) =>
        x > 0 ? OfPositive(x)
        : double.IsNaN(x) ? x
        // The poles, -infinity among them.
        : x == Math.Floor(x) ? double.PositiveInfinity
        // Gamma(x) = 1 / x in all digits, where x sin(pi x) would underflow.
        : x > -1e-17 ? -Math.Log(-x)
        : Math.Log(Math.PI / Math.Abs(x * double.SinPi(x))) - OfPositive(-x);

    private static double OfPositive(double x)
    {
        if (x >= 10)
            return Stirling(x);
        if (x > 2.5)
        {
            // Gamma(x) is the product of x - 1, x - 2, ... and Gamma of what remains, between 1.5 and 2.5.
            var product = 1.0;
            while (x > 2.5)
                product *= x -= 1;
            return Math.Log(product) + AroundTwo(x - 2);
        }
        return x >= 1.5 ? AroundTwo(x - 2)
            : x >= 0.5 ? AroundTwo(x - 1) - Log1p(x - 1)
            : AroundTwo(x) - Math.Log(x) - Log1p(x);
    }

    private static double Stirling(double x)
    {
        var r = 1 / (x * x);
        var series = Horner.Of(
            r,
            [-3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12]
        );
        const double halfLogTwoPi = 0.91893853320467274;
        // x log x overflows later than it does in parts.
        return x >= 1e300 ? x * (Math.Log(x) - 1) : (x - 0.5) * Math.Log(x) - x + (halfLogTwoPi + series / x);
    }

    // log Gamma(2 + z) for |z| <= 1/2. The coefficients are 1 - Euler's constant and (-1)^k (zeta(k) - 1) / k.
    private static double AroundTwo(double z) => z * Horner.Of(z, Coefficients);

    // The sum 1 + x is rounded; the quotient corrects for it (W. Kahan's HP-15C handbook, 1982).
    private static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }

    private static ReadOnlySpan<double> Coefficients =>
        [
            1.330476437424449e-10,
            -2.7595228851242334e-10,
            5.731367241678862e-10,
            -1.1921401405860912e-09,
            2.4836745438024785e-09,
            -5.183475041970047e-09,
            1.0838659214896955e-08,
            -2.2711094608943164e-08,
            4.7698101693639804e-08,
            -1.0043224823968099e-07,
            2.1207184805554665e-07,
            -4.492469198764566e-07,
            9.55141213040742e-07,
            -2.039215753801366e-06,
            4.374866789907488e-06,
            -9.439488275268397e-06,
            2.050721277567069e-05,
            -4.492623673813314e-05,
            9.945751278180853e-05,
            -0.00022315475845357939,
            0.0005096695247430425,
            -0.001192753911703261,
            0.0028905103307415234,
            -0.007385551028673986,
            0.020580808427784546,
            -0.0673523010531981,
            0.3224670334241132,
            0.42278433509846713,
        ];
}
