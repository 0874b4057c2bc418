using Xunit;

namespace Riemann.Kernels.Tests.Optimisers;

public class AdamStepTests
{
    private static NDArray Random(long seed, int length) =>
        Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, seed), Shape.Of(length), DType.Float64);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(67, true)]
    public void AStepFollowsTheFormula(int length, bool amsGrad)
    {
        var (p, g, m) = (Random(1, length), Random(2, length), Random(3, length));
        var (v, largest) = (Elementwise.Square(Random(4, length)), Elementwise.Square(Random(5, length)));
        var step = new AdamStep(0.9, 0.99, 0.01, 1e-8, 0.25, amsGrad);
        var (parameter, slots) = step.Apply(new(p, g, amsGrad ? [m, v, largest] : [m, v], 0.1, true));
        for (var i = 0; i < length; i++)
        {
            var gradient = -g.ToDouble(i) + 0.1 * p.ToDouble(i);
            var mean = 0.9 * m.ToDouble(i) + (1 - 0.9) * gradient;
            var square = 0.99 * v.ToDouble(i) + (1 - 0.99) * gradient * gradient;
            var divisor = amsGrad ? Math.Max(square, largest.ToDouble(i)) : square;
            var expected = 0.75 * p.ToDouble(i) - 0.01 * mean / (Math.Sqrt(divisor) + 1e-8);
            Assert.Equal(mean, slots[0].ToDouble(i), 1e-14);
            Assert.Equal(square, slots[1].ToDouble(i), 1e-14);
            Assert.Equal(divisor, slots[^1].ToDouble(i), 1e-14);
            Assert.Equal(expected, parameter.ToDouble(i), 1e-14);
        }
    }
}
