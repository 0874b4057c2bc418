using System.Numerics;
using static Riemann.Kernels.Tests.DoubleDouble;

namespace Riemann.Kernels.Tests;

/// <summary>The trigonometric functions and their inverses, to about 30 digits, for arguments of any size.</summary>
internal static class ExactTrigonometry
{
    // pi / 2 in units of 2 to the power -Bits.
    private const int Bits = 1280;
    private static readonly BigInteger WholeHalfPi = HalfPiByMachin();
    private static readonly double First = (double)(WholeHalfPi >> (Bits - 52)) / (1L << 52);
    private static readonly DoubleDouble Rest = Small(WholeHalfPi - Whole(First));
    private static readonly double Last = Small(WholeHalfPi - Whole(First) - Whole(Rest.High) - Whole(Rest.Low)).High;

    private static readonly DoubleDouble HalfPi = First + Rest;

    // (-1)^k / (2 k + 1)! and (-1)^k / (2 k)!, highest k first.
    private static readonly DoubleDouble[] SineTerms = Terms(1);
    private static readonly DoubleDouble[] CosineTerms = Terms(0);

    public static DoubleDouble Sin(double x) => SinCos(x).Sin;

    public static DoubleDouble Cos(double x) => SinCos(x).Cos;

    public static DoubleDouble Tan(double x)
    {
        var (sin, cos) = SinCos(x);
        return x == 0 ? x : sin / cos;
    }

    public static DoubleDouble Atan(DoubleDouble x)
    {
        var start = Math.Atan(x.High);
        if (x.High == 0 || !double.IsFinite(x.High))
            return double.IsInfinity(x.High) ? Math.CopySign(1, x.High) * HalfPi : start;
        var (sin, cos) = SinCos(start);
        // For the largest x, x cos would overflow in the product.
        return Math.Abs(x.High) > 1e200
            ? Math.CopySign(1, x.High) * HalfPi - 1 / x.High
            : start + (x * cos - sin) / (cos + x * sin);
    }

    public static DoubleDouble Atan2(double y, double x)
    {
        if (x == 0 || y == 0 || !double.IsFinite(x) || !double.IsFinite(y))
            return Math.Atan2(y, x);
        var (up, across) = (Math.Abs(y), Math.Abs(x));
        var angle = up > across ? HalfPi - Atan(across / (DoubleDouble)up) : Atan(up / (DoubleDouble)across);
        angle = x < 0 ? 2 * HalfPi - angle : angle;
        return y < 0 ? -angle : angle;
    }

    public static DoubleDouble Asin(DoubleDouble x)
    {
        if (x.High == 0 || !(Math.Abs(x.High) <= 1))
            return Math.Asin(x.High);
        if (Math.Abs(x.High) > 0.7)
        {
            var asin = HalfPi - 2 * Asin(Sqrt((1 - Abs(x)) / 2));
            return x.High < 0 ? -asin : asin;
        }
        var start = Math.Asin(x.High);
        var (sin, cos) = SinCos(start);
        return start + (x - sin) / cos;
    }

    public static DoubleDouble Acos(double x) => x > 0.5 ? 2 * Asin(Sqrt((1 - (DoubleDouble)x) / 2)) : HalfPi - Asin(x);

    private static (DoubleDouble Sin, DoubleDouble Cos) SinCos(double x)
    {
        if (x == 0 || !double.IsFinite(x))
            return (Math.Sin(x), Math.Cos(x));
        var r = Reduce(x, out var quarters);
        var (sin, cos) = Series(r);
        return quarters switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    // x = n pi / 2 + r.
    private static DoubleDouble Reduce(double x, out int quarters)
    {
        if (Math.Abs(x) < 1 << 30)
        {
            var n = Math.Round(x / First);
            quarters = (int)n & 3;
            return x - Product(n, First) - Product(n, Rest.High) - Product(n, Rest.Low) - n * Last;
        }
        var whole = Whole(x);
        var turns = BigInteger.Divide(2 * whole + WholeHalfPi * whole.Sign, 2 * WholeHalfPi);
        quarters = (int)(turns & 3);
        return Small(whole - turns * WholeHalfPi);
    }

    private static (DoubleDouble Sin, DoubleDouble Cos) Series(DoubleDouble r)
    {
        var square = r * r;
        return (r * Polynomial(square, SineTerms), Polynomial(square, CosineTerms));
    }

    private static DoubleDouble[] Terms(int odd)
    {
        var terms = new DoubleDouble[15];
        DoubleDouble term = 1;
        for (var k = 0; k < terms.Length; k++)
        {
            terms[^(k + 1)] = term;
            term /= -(2 * k + 1 + odd) * (2 * k + 2 + odd);
        }
        return terms;
    }

    private static BigInteger Whole(double x)
    {
        var exponent = Math.ILogB(x) - 52;
        var digits = new BigInteger(Math.ScaleB(x, -exponent));
        return exponent + Bits >= 0 ? digits << (exponent + Bits) : digits >> (-exponent - Bits);
    }

    // A whole number of units as a sum of doubles.
    private static DoubleDouble Small(BigInteger units)
    {
        var shift = Math.Max((int)units.GetBitLength() - 160, 0);
        var digits = units >> shift;
        var high = (double)digits;
        var low = (double)(digits - new BigInteger(high));
        return new(Math.ScaleB(high, shift - Bits), Math.ScaleB(low, shift - Bits));
    }

    // pi / 4 = 4 atan(1 / 5) - atan(1 / 239) (J. Machin, 1706).
    private static BigInteger HalfPiByMachin()
    {
        const int guard = 64;
        var one = BigInteger.One << (Bits + guard);
        return (2 * (4 * AtanOfInverse(one, 5) - AtanOfInverse(one, 239))) >> guard;
    }

    private static BigInteger AtanOfInverse(BigInteger one, int n)
    {
        var (sum, power) = (BigInteger.Zero, one / n);
        for (var k = 1; !power.IsZero; k += 2, power /= -n * n)
            sum += power / k;
        return sum;
    }
}
