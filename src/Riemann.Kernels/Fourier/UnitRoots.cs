namespace Riemann.Kernels;

/// <summary>
/// The n-th roots of unity, exp(2 pi i k / n), within a rounding or two in float64. Any k takes two table entries and
/// one complex product, so that a long transform needs tables of the square root of its length only.
/// </summary>
internal sealed class UnitRoots
{
    private readonly int fine;
    private readonly (double Cos, double Sin)[] low;
    private readonly (double Cos, double Sin)[] high;

    public UnitRoots(int n)
    {
        fine = (int)Math.Ceiling(Math.Sqrt(n));
        low = new (double, double)[fine];
        high = new (double, double)[n / fine + 1];
        for (var k = 0; k < low.Length; k++)
            low[k] = Of(k, n);
        for (var k = 0; k < high.Length; k++)
            high[k] = Of((long)k * fine, n);
    }

    /// <summary>exp(2 pi i k / n) for k from 0 to n.</summary>
    public (double Cos, double Sin) this[int k]
    {
        get
        {
            var (coarse, rest) = Math.DivRem(k, fine);
            var (a, b) = high[coarse];
            var (c, d) = low[rest];
            return (a * c - b * d, a * d + b * c);
        }
    }

    /// <summary>exp(2 pi i k / n), computed within the first eighth of the circle.</summary>
    public static (double Cos, double Sin) Of(long k, long n)
    {
        // Positions on a circle of 8 n, so that eighths are whole numbers.
        var place = 8 * (k % n);
        if (place > 4 * n)
        {
            var (cos, sin) = UpperHalf(8 * n - place, n);
            return (cos, -sin);
        }
        return UpperHalf(place, n);
    }

    private static (double Cos, double Sin) UpperHalf(long place, long n)
    {
        var isLeft = place > 2 * n;
        if (isLeft)
            place = 4 * n - place;
        var isSteep = place > n;
        var (sin, cos) = Math.SinCos(Math.PI * (isSteep ? 2 * n - place : place) / (4 * n));
        if (isSteep)
            (sin, cos) = (cos, sin);
        return (isLeft ? -cos : cos, sin);
    }
}
