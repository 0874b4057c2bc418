using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class NormalQuantileTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 0.67448975019608174320)]
    [InlineData(0.425, 1.43953147093845583691)]
    [InlineData(0.4250001, 1.43953217737590048838)]
    [InlineData(0.499, 3.09023230616781327776)]
    [InlineData(0.4999999, 5.19933758218747154802)]
    [InlineData(0.49999999999, 6.70602314341474726618)]
    [InlineData(0.5 - 1.0 / (1L << 40), 7.04770025666440872535)]
    [InlineData(0.5 - 1.0 / (1L << 54), 8.29236107581359553823)]
    public void Known_values(double q, double expected)
    {
        var z = NormalQuantile.Of(Vector.Create(q))[0];
        Assert.Equal(expected, z, expected * 1e-15);
        Assert.Equal(-z, NormalQuantile.Of(Vector.Create(-q))[0]);
    }

    [Fact]
    public void Lanes_do_not_influence_each_other()
    {
        var q = new Vector<double>([0.1, -0.45, 0.499999999999, -0.5 + 1e-13, 0.3, 0.4999, 0, -0.3]);
        var z = NormalQuantile.Of(q);
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            Assert.Equal(NormalQuantile.Of(Vector.Create(q[lane]))[lane], z[lane]);
    }

    [Fact]
    public void Increases_across_the_seams_of_the_approximations()
    {
        var last = double.NegativeInfinity;
        for (var i = 1; i < 100_000; i++)
        {
            var z = NormalQuantile.Of(Vector.Create(i / 100_000.0 - 0.5))[0];
            Assert.True(z > last);
            last = z;
        }
    }
}
