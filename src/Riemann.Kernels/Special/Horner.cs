namespace Riemann.Kernels;

/// <summary>Polynomials of one float64 by Horner's rule, highest coefficient first.</summary>
internal static class Horner
{
    public static double Of(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
            sum = Math.FusedMultiplyAdd(sum, x, coefficient);
        return sum;
    }
}
