namespace Riemann.Kernels.Tests;

/// <summary>
/// A number as the sum of two doubles that do not overlap, 106 bits in all (T. Dekker, 1971, "A floating-point technique
/// for extending the available precision", Numerische Mathematik 18).
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        var high = Sum(x.High, y.High);
        var low = Sum(x.Low, y.Low);
        var first = Ordered(high.High, high.Low + low.High);
        return Ordered(first.High, first.Low + low.Low);
    }

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        var product = Product(x.High, y.High);
        return Ordered(product.High, product.Low + (x.High * y.Low + x.Low * y.High));
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        var first = x.High / y.High;
        var rest = x - y * first;
        var second = rest.High / y.High;
        rest -= y * second;
        return Ordered(first, second) + rest.High / y.High;
    }

    /// <summary>The product of two doubles, exactly.</summary>
    public static DoubleDouble Product(double x, double y)
    {
        var product = x * y;
        return new(product, Math.FusedMultiplyAdd(x, y, -product));
    }

    public static DoubleDouble Abs(DoubleDouble x) => x.High < 0 ? -x : x;

    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        if (!(x.High > 0))
            return Math.Sqrt(x.High);
        var root = Math.Sqrt(x.High);
        return root + (x - Product(root, root)) / (2 * root);
    }

    /// <summary>x times 2 to the power n.</summary>
    public static DoubleDouble Scale(DoubleDouble x, int n) => new(Math.ScaleB(x.High, n), Math.ScaleB(x.Low, n));

    /// <summary>The polynomial with these coefficients, highest first.</summary>
    public static DoubleDouble Polynomial(DoubleDouble x, ReadOnlySpan<DoubleDouble> coefficients)
    {
        DoubleDouble sum = 0;
        foreach (var coefficient in coefficients)
            sum = sum * x + coefficient;
        return sum;
    }

    private static DoubleDouble Sum(double x, double y)
    {
        var sum = x + y;
        var part = sum - x;
        return new(sum, x - (sum - part) + (y - part));
    }

    // The sum of two doubles of which the first is the larger.
    private static DoubleDouble Ordered(double x, double y)
    {
        var sum = x + y;
        return new(sum, y - (sum - x));
    }
}
