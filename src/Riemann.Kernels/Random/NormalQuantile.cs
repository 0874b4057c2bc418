using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The inverse of the normal distribution function, accurate to about 1 part in 10^16: algorithm AS 241
/// (PPND16) of Wichura (1988), "The percentage points of the normal distribution", Applied Statistics 37.
/// </summary>
/// <remarks>
/// Only + - * / and the square root are used, never a fused multiply-add or a library's logarithm, so that the
/// same bits come out on every platform and for every vector width.
/// </remarks>
internal static class NormalQuantile
{
    /// <summary>The z with P(Z &lt;= z) = 0.5 + q, for -0.5 &lt; q &lt; 0.5. Odd in q to the last bit.</summary>
    public static Vector<double> Of(Vector<double> q)
    {
        var magnitude = Vector.Abs(q);
        var quantile = Central(magnitude);
        var isTail = Vector.GreaterThan(magnitude, Vector.Create(0.425));
        if (isTail != Vector<long>.Zero)
            quantile = Ratio.Select(isTail, Tail(Vector.Create(0.5) - magnitude), quantile);
        return Vector.CopySign(quantile.Numerator / quantile.Denominator, q);
    }

    private static Ratio Central(Vector<double> q)
    {
        var r = Vector.Create(0.180625) - q * q;
        var numerator = Vector.Create(2509.0809287301226727);
        numerator = numerator * r + Vector.Create(33430.575583588128105);
        numerator = numerator * r + Vector.Create(67265.770927008700853);
        numerator = numerator * r + Vector.Create(45921.953931549871457);
        numerator = numerator * r + Vector.Create(13731.693765509461125);
        numerator = numerator * r + Vector.Create(1971.5909503065514427);
        numerator = numerator * r + Vector.Create(133.14166789178437745);
        numerator = numerator * r + Vector.Create(3.387132872796366608);
        var denominator = Vector.Create(5226.495278852854561);
        denominator = denominator * r + Vector.Create(28729.085735721942674);
        denominator = denominator * r + Vector.Create(39307.89580009271061);
        denominator = denominator * r + Vector.Create(21213.794301586595867);
        denominator = denominator * r + Vector.Create(5394.1960214247511077);
        denominator = denominator * r + Vector.Create(687.1870074920579083);
        denominator = denominator * r + Vector.Create(42.313330701600911252);
        denominator = denominator * r + Vector<double>.One;
        return new Ratio(q * numerator, denominator);
    }

    private static Ratio Tail(Vector<double> probability)
    {
        var r = Vector.SquareRoot(-Log(probability));
        var near = NearTail(r - Vector.Create(1.6));
        var isFar = Vector.GreaterThan(r, Vector.Create(5.0));
        return isFar == Vector<long>.Zero ? near : Ratio.Select(isFar, FarTail(r - Vector.Create(5.0)), near);
    }

    private static Ratio NearTail(Vector<double> r)
    {
        var numerator = Vector.Create(7.7454501427834140764e-4);
        numerator = numerator * r + Vector.Create(2.27238449892691845833e-2);
        numerator = numerator * r + Vector.Create(2.4178072517745061177e-1);
        numerator = numerator * r + Vector.Create(1.27045825245236838258);
        numerator = numerator * r + Vector.Create(3.64784832476320460504);
        numerator = numerator * r + Vector.Create(5.7694972214606914055);
        numerator = numerator * r + Vector.Create(4.6303378461565452959);
        numerator = numerator * r + Vector.Create(1.42343711074968357734);
        var denominator = Vector.Create(1.05075007164441684324e-9);
        denominator = denominator * r + Vector.Create(5.475938084995344946e-4);
        denominator = denominator * r + Vector.Create(1.51986665636164571966e-2);
        denominator = denominator * r + Vector.Create(1.4810397642748007459e-1);
        denominator = denominator * r + Vector.Create(6.8976733498510000455e-1);
        denominator = denominator * r + Vector.Create(1.6763848301838038494);
        denominator = denominator * r + Vector.Create(2.05319162663775882187);
        denominator = denominator * r + Vector<double>.One;
        return new Ratio(numerator, denominator);
    }

    private static Ratio FarTail(Vector<double> r)
    {
        var numerator = Vector.Create(2.01033439929228813265e-7);
        numerator = numerator * r + Vector.Create(2.71155556874348757815e-5);
        numerator = numerator * r + Vector.Create(1.2426609473880784386e-3);
        numerator = numerator * r + Vector.Create(2.6532189526576123093e-2);
        numerator = numerator * r + Vector.Create(2.9656057182850489123e-1);
        numerator = numerator * r + Vector.Create(1.7848265399172913358);
        numerator = numerator * r + Vector.Create(5.4637849111641143699);
        numerator = numerator * r + Vector.Create(6.6579046435011037772);
        var denominator = Vector.Create(2.04426310338993978564e-15);
        denominator = denominator * r + Vector.Create(1.4215117583164458887e-7);
        denominator = denominator * r + Vector.Create(1.8463183175100546818e-5);
        denominator = denominator * r + Vector.Create(7.868691311456132591e-4);
        denominator = denominator * r + Vector.Create(1.48753612908506148525e-2);
        denominator = denominator * r + Vector.Create(1.3692988092273580531e-1);
        denominator = denominator * r + Vector.Create(5.9983220655588793769e-1);
        denominator = denominator * r + Vector<double>.One;
        return new Ratio(numerator, denominator);
    }

    /// <summary>
    /// The natural logarithm of a positive normal number, 2^e m with m in [sqrt(1/2), sqrt(2)): e log 2 plus
    /// log m = 2 artanh((m - 1) / (m + 1)), by the series of artanh, whose argument is below 0.172.
    /// </summary>
    private static Vector<double> Log(Vector<double> x)
    {
        // Subtracting the bits of sqrt(1/2) makes the exponent field change where m passes it.
        var bits = Vector.AsVectorInt64(x) - Vector.Create(BitConverter.DoubleToInt64Bits(0.70710678118654752440));
        var exponent = bits >> 52;
        var m = Vector.AsVectorDouble(Vector.AsVectorInt64(x) - (exponent << 52));
        var z = (m - Vector<double>.One) / (m + Vector<double>.One);
        var square = z * z;
        var series = Vector.Create(1.0 / 21);
        for (var odd = 19; odd >= 3; odd -= 2)
            series = series * square + Vector.Create(1.0 / odd);
        var logM = Vector.Create(2.0) * z + Vector.Create(2.0) * z * square * series;
        return Vector.ConvertToDouble(exponent) * Vector.Create(0.69314718055994530942) + logM;
    }

    /// <summary>A fraction not yet divided: one division serves all three approximations.</summary>
    private readonly record struct Ratio(Vector<double> Numerator, Vector<double> Denominator)
    {
        public static Ratio Select(Vector<long> condition, Ratio a, Ratio b) =>
            new(
                Vector.ConditionalSelect(condition, a.Numerator, b.Numerator),
                Vector.ConditionalSelect(condition, a.Denominator, b.Denominator)
            );
    }
}
