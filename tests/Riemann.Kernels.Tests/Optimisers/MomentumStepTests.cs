using Xunit;

namespace Riemann.Kernels.Tests.Optimisers;

public class MomentumStepTests
{
    private static NDArray Random(long seed, int length) =>
        Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, seed), Shape.Of(length), DType.Float64);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(67, true)]
    public void AStepFollowsTheFormula(int length, bool nesterov)
    {
        var (p, g, d) = (Random(1, length), Random(2, length), Random(3, length));
        var step = new MomentumStep(0.01, 0.9, 0.7, nesterov);
        var (parameter, slots) = step.Apply(new(p, g, [d], 0.1, false));
        var (plain, none) = step.Apply(new(p, g, [], 0, false));
        Assert.Empty(none);
        for (var i = 0; i < length; i++)
        {
            var gradient = g.ToDouble(i) + 0.1 * p.ToDouble(i);
            var expected = 0.9 * d.ToDouble(i) + 0.7 * gradient;
            var ahead = nesterov ? 0.7 * gradient + 0.9 * expected : expected;
            Assert.Equal(expected, slots[0].ToDouble(i), 1e-14);
            Assert.Equal(p.ToDouble(i) - 0.01 * ahead, parameter.ToDouble(i), 1e-14);
            Assert.Equal(p.ToDouble(i) - 0.01 * g.ToDouble(i), plain.ToDouble(i), 1e-14);
        }
    }

    [Fact]
    public void NotANumberAndInfinityStayWhereTheyAre()
    {
        var g = NDArray.Full(DType.Float32, Shape.Of(40), 1.0).Contiguous();
        (g.Span<float>()[3], g.Span<float>()[39]) = (float.NaN, float.PositiveInfinity);
        var zero = NDArray.Full(DType.Float32, g.Shape, 0.0);
        var moved = new MomentumStep(0.5, 0.9, 1, false).Apply(new(zero, g, [zero], 0, false)).Parameter;
        for (var i = 0; i < 40; i++)
            Assert.Equal(
                i switch
                {
                    3 => float.NaN,
                    39 => float.NegativeInfinity,
                    _ => -0.5f,
                },
                moved.ToArray<float>()[i]
            );
    }
}
