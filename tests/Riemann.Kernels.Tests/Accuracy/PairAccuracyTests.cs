using System.Numerics;
using Xunit;
using Xunit.Abstractions;

namespace Riemann.Kernels.Tests;

/// <summary>Powers and angles on vectors against exact values, and their special cases bit by bit.</summary>
public class PairAccuracyTests(ITestOutputHelper output)
{
    private const int Block = 1 << 12;

    private static readonly double[] Special =
    [
        .. new[] { 0, 1e-300, 1e-40, 0.5, 1, 1.5, 2, 3, 4, 1e5 + 1, 1e300, double.PositiveInfinity }.SelectMany(v =>
            new[] { v, -v }
        ),
        double.NaN,
    ];

    private delegate (double X, double Y) Arguments(Random random, bool isDouble);

    [Fact]
    public void PowersAreWithinTheirBound() => CheckPowers(30);

    [LongTheory]
    [InlineData(100_000_000 / Block)]
    public void ManyPowersAreWithinTheirBound(int blocks) => CheckPowers(blocks);

    [Fact]
    public void AnglesAreWithinTheirBound() =>
        Check<Elementwise.Atan2Function>("atan2", 30, 4, AnyPair, ExactTrigonometry.Atan2, Math.Atan2);

    [LongTheory]
    [InlineData(100_000_000 / Block)]
    public void ManyAnglesAreWithinTheirBound(int blocks) =>
        Check<Elementwise.Atan2Function>("atan2", blocks, 4, AnyPair, ExactTrigonometry.Atan2, Math.Atan2);

    [Fact]
    public void SpecialPowersAreThoseOfIeee754() => CheckSpecial<Elementwise.PowerFunction>(Math.Pow, 1);

    [Fact]
    public void SpecialAnglesAreThoseOfIeee754() => CheckSpecial<Elementwise.Atan2Function>(Math.Atan2, 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0.5)]
    [InlineData(-1)]
    public void ShortWaysEndWhereTheLongOneDoes(double exponent)
    {
        foreach (var dtype in Samples.Floats)
        {
            var x = Samples.Of(dtype, [.. Special, .. Samples.Values(200)]);
            var y = Elementwise.Power(x, NDArray.Scalar(dtype, exponent));
            for (var i = 0; i < x.Length; i++)
            {
                var exact = Math.Pow(x.ToDouble(i), exponent);
                Assert.True(Ulp.Error(dtype, y.ToDouble(i), exact) <= 2, $"{x.ToDouble(i)} ** {exponent}");
                Assert.True(double.IsNaN(exact) || double.IsNegative(exact) == double.IsNegative(y.ToDouble(i)));
            }
        }
    }

    private void CheckPowers(int blocks)
    {
        Check<Elementwise.PowerFunction>("power", blocks, 2, PowerPair, ExactExponential.Power, Math.Pow);
        Check<Elementwise.PowerFunction>("power near 1", blocks, 2, NearOne, ExactExponential.Power, Math.Pow);
    }

    // All powers between the least and the largest number are about as likely.
    private static (double X, double Y) PowerPair(Random random, bool isDouble)
    {
        var logarithm = Magnitude(random, 1e-3, isDouble ? 1000 : 126);
        return (Math.Pow(2, logarithm), Spread(random, isDouble) / logarithm);
    }

    private static (double X, double Y) NearOne(Random random, bool isDouble)
    {
        var x = 1 + Magnitude(random, isDouble ? 1e-15 : 1e-6, 0.5);
        return (x, Spread(random, isDouble) / Math.Log2(x));
    }

    private static (double X, double Y) AnyPair(Random random, bool isDouble) =>
        (Magnitude(random, 1e-6, 1e6), Magnitude(random, 1e-6, 1e6));

    // A power of 2 from below the least number to above the largest.
    private static double Spread(Random random, bool isDouble) =>
        (random.NextDouble() * 2 - 1) * (isDouble ? 1076 : 151);

    private static double Magnitude(Random random, double least, double most)
    {
        var magnitude = least * Math.Pow(most / least, random.NextDouble());
        return random.Next(2) == 0 ? magnitude : -magnitude;
    }

    private void Check<TFunction>(
        string name,
        int blocks,
        double ulps,
        Arguments arguments,
        Func<double, double, DoubleDouble> exact,
        Func<double, double, double> inDouble
    )
        where TFunction : IVectorPairFunction
    {
        var gate = new Lock();
        var (worst, worstSingle) = (Worst.Rounded, Worst.Rounded);
        Parallel.For(
            0,
            blocks,
            seed =>
            {
                var random = new Random(seed);
                var doubles = Measure<TFunction, double>(
                    Enumerable.Range(0, Block).Select(_ => arguments(random, true)).ToArray(),
                    (x, y, z) => Ulp.Error(z, exact(x, y))
                );
                var singles = Measure<TFunction, float>(
                    Enumerable.Range(0, Block).Select(_ => arguments(random, false)).ToArray(),
                    (x, y, z) => Ulp.Error(DType.Float32, z, inDouble(x, y))
                );
                lock (gate)
                    (worst, worstSingle) = (Worst.Of(worst, doubles), Worst.Of(worstSingle, singles));
            }
        );
        output.WriteLine($"| {name} | float64 | {worst.Error:f3} | {worst.X:g17}, {worst.Y:g17} |");
        output.WriteLine($"| {name} | float32 | {worstSingle.Error:f3} | {worstSingle.X:g9}, {worstSingle.Y:g9} |");
        Assert.True(worst.Error <= ulps, $"{name}({worst.X:g17}, {worst.Y:g17}) is {worst.Error:f3} ulp off");
        Assert.True(worstSingle.Error <= ulps, $"{name}({worstSingle.X}, {worstSingle.Y}): {worstSingle.Error:f3} ulp");
    }

    private static Worst Measure<TFunction, T>((double X, double Y)[] pairs, Func<double, double, double, double> error)
        where TFunction : IVectorPairFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Array.ConvertAll(pairs, p => T.CreateTruncating(p.X));
        var y = Array.ConvertAll(pairs, p => T.CreateTruncating(p.Y));
        var z = new T[pairs.Length];
        var worst = Worst.Rounded;
        foreach (var isWide in Accuracy.Widths)
        {
            Invoke<TFunction, T>(isWide, x, y, z);
            for (var i = 0; i < z.Length; i++)
            {
                var (a, b) = (double.CreateTruncating(x[i]), double.CreateTruncating(y[i]));
                worst = Worst.Of(worst, new(error(a, b, double.CreateTruncating(z[i])), a, b));
            }
        }
        return worst;
    }

    private static void CheckSpecial<TFunction>(Func<double, double, double> reference, double ulps)
        where TFunction : IVectorPairFunction
    {
        CheckSpecial<TFunction, double>(DType.Float64, reference, ulps);
        CheckSpecial<TFunction, float>(DType.Float32, reference, ulps);
    }

    private static void CheckSpecial<TFunction, T>(DType dtype, Func<double, double, double> reference, double ulps)
        where TFunction : IVectorPairFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var all = Array.ConvertAll(Special, T.CreateTruncating);
        var z = new T[all.Length];
        foreach (var isWide in Accuracy.Widths)
        foreach (var y in all)
        {
            Invoke<TFunction, T>(isWide, all, Enumerable.Repeat(y, all.Length).ToArray(), z);
            for (var i = 0; i < z.Length; i++)
            {
                var (found, exact) = (
                    double.CreateTruncating(z[i]),
                    reference(double.CreateTruncating(all[i]), double.CreateTruncating(y))
                );
                var isRight =
                    Ulp.Error(dtype, found, exact) <= ulps
                    && (double.IsNaN(exact) || double.IsNegative(exact) == double.IsNegative(found));
                Assert.True(isRight, $"f({all[i]}, {y}) = {found:g17}, not {exact:g17}; {dtype}, wide: {isWide}");
            }
        }
    }

    private static void Invoke<TFunction, T>(bool isWide, T[] x, T[] y, T[] z)
        where TFunction : IVectorPairFunction
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (isWide)
            VectorPairMap<TFunction>.Run<T, Lanes512<T>>(x, y, z);
        else
            VectorPairMap<TFunction>.Run<T, LanesNative<T>>(x, y, z);
    }
}
