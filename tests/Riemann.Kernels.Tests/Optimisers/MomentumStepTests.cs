using Xunit;

namespace Riemann.Kernels.Tests.Optimisers;

[Collection("threads")]
public class MomentumStepTests
{
    private static NDArray Random(long seed, DType dtype, params int[] shape) =>
        Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, seed), Shape.Of(shape), dtype);

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(67, true)]
    public void AStepFollowsTheFormula(int length, bool nesterov)
    {
        var (p, g) = (Random(1, DType.Float64, length), Random(2, DType.Float64, length));
        var d = Random(3, DType.Float64, length);
        var (parameter, direction) = new MomentumStep(0.01, 0.1, 0.9, 0.7, nesterov).Apply(p, g, d);
        var plain = new MomentumStep(0.01, 0.0, 0.9, 0.7, nesterov).Apply(p, g);
        for (var i = 0; i < length; i++)
        {
            var gradient = g.ToDouble(i) + 0.1 * p.ToDouble(i);
            var expected = 0.9 * d.ToDouble(i) + 0.7 * gradient;
            var ahead = nesterov ? gradient + 0.9 * expected : expected;
            Assert.Equal(expected, direction.ToDouble(i), 1e-14);
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
        var moved = new MomentumStep(0.5, 0, 0.9, 1, false).Apply(zero, g, zero).Parameter.ToArray<float>();
        for (var i = 0; i < 40; i++)
            Assert.Equal(
                i switch
                {
                    3 => float.NaN,
                    39 => float.NegativeInfinity,
                    _ => -0.5f,
                },
                moved[i]
            );
    }

    [Fact]
    public void StridedOperandsAreReadInTheirOrder()
    {
        var step = new MomentumStep(0.5, 0.1, 0.9, 1, true);
        var (p, g) = (Random(1, DType.Float32, 3, 5).Permute([1, 0]), Random(2, DType.Float32, 5, 3));
        var one = NDArray.Full(DType.Float32, Shape.Scalar, 1.0).View(p.Shape, 0, [0, 0]);
        var expected = step.Apply(p.Contiguous(), g, one.Contiguous());
        var found = step.Apply(p, g, one);
        Assert.Equal(expected.Parameter.ToArray<float>(), found.Parameter.ToArray<float>());
        Assert.Equal(expected.Direction.ToArray<float>(), found.Direction.ToArray<float>());
    }

    [Fact]
    public void TheBitsDoNotDependOnTheThreads()
    {
        var step = new MomentumStep(0.5, 0.1, 0.9, 0.7, true);
        var (p, g, d) = (
            Random(1, DType.Float32, 200_003),
            Random(2, DType.Float32, 200_003),
            Random(3, DType.Float32, 200_003)
        );
        var before = ForkJoin.Threads;
        try
        {
            ForkJoin.Threads = 1;
            var expected = step.Apply(p, g, d).Parameter.ToArray<float>();
            foreach (var threads in new[] { 2, 3, 5 })
            {
                ForkJoin.Threads = threads;
                Assert.Equal(expected, step.Apply(p, g, d).Parameter.ToArray<float>());
            }
        }
        finally
        {
            ForkJoin.Threads = before;
        }
    }
}
