using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Mish and its slope against their definitions.</summary>
public class MishTests
{
    private static readonly double[] Values = [.. Enumerable.Range(-800, 1601).Select(i => i / 20.0)];

    private static double Power(double x) => Math.Exp(x) * (Math.Exp(x) + 2);

    private static double Mish(double x) => x > 30 ? x : x * Power(x) / (Power(x) + 2);

    private static double Slope(double x)
    {
        var (e, n) = (Math.Exp(x), Power(x));
        return x > 30 ? 1 : n / (n + 2) + x * 4 * e * (e + 1) / ((n + 2) * (n + 2));
    }

    [Fact]
    public void AreWhatTheDefinitionsSay()
    {
        foreach (var dtype in Samples.Floats)
        {
            var x = Samples.Of(dtype, Values);
            var (y, slope) = (Elementwise.Mish(x), Elementwise.MishSlope(x));
            var relative = dtype == DType.Float32 ? 1e-6 : 2e-15;
            for (var i = 0; i < Values.Length; i++)
            {
                var exact = Mish(x.ToDouble(i));
                Assert.True(Math.Abs(y.ToDouble(i) - exact) <= relative * Math.Abs(exact), $"mish({x.ToDouble(i)})");
                // The slope passes through 0 near -1.19.
                var off = Math.Abs(slope.ToDouble(i) - Slope(x.ToDouble(i)));
                Assert.True(off <= relative * Math.Max(0.1, Math.Abs(exact)), $"slope at {x.ToDouble(i)}: {off}");
            }
        }
    }

    [Fact]
    public void TheEndsAreReachedAndNaNStays()
    {
        foreach (var dtype in Samples.Floats)
        {
            double[] ends = [double.NegativeInfinity, -1e4, 0, 1e4, double.PositiveInfinity, double.NaN];
            var x = Samples.Of(dtype, ends);
            Assert.Equal([0, 0, 0, 1e4, double.PositiveInfinity, double.NaN], Samples.Read(Elementwise.Mish(x)));
            var slope = Samples.Read(Elementwise.MishSlope(x));
            Assert.Equal([0, 0, 0.6, 1], slope[..4].Select(s => Math.Round(s, 6)));
            Assert.True(double.IsNaN(slope[5]));
        }
    }
}
