using Xunit;

namespace Riemann.Kernels.Tests.Optimisers;

[Collection("threads")]
public class AdamStepTests
{
    private static readonly AdamStep Step = new(0.9, 0.99, 0.01, 1e-8, 0.1, 0.25);

    private static NDArray Random(long seed, DType dtype, params int[] shape) =>
        Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, seed), Shape.Of(shape), dtype);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(67)]
    public void AStepFollowsTheFormula(int length)
    {
        var (p, g) = (Random(1, DType.Float64, length), Random(2, DType.Float64, length));
        var (m, v) = (Random(3, DType.Float64, length), Elementwise.Square(Random(4, DType.Float64, length)));
        var (parameter, mean, square) = Step.Apply(p, g, m, v);
        for (var i = 0; i < length; i++)
        {
            var gradient = g.ToDouble(i) + 0.1 * p.ToDouble(i);
            var expectedMean = 0.9 * m.ToDouble(i) + (1 - 0.9) * gradient;
            var expectedSquare = 0.99 * v.ToDouble(i) + (1 - 0.99) * gradient * gradient;
            var expected = 0.75 * p.ToDouble(i) - 0.01 * expectedMean / (Math.Sqrt(expectedSquare) + 1e-8);
            Assert.Equal(expectedMean, mean.ToDouble(i), 1e-14);
            Assert.Equal(expectedSquare, square.ToDouble(i), 1e-14);
            Assert.Equal(expected, parameter.ToDouble(i), 1e-14);
        }
    }

    [Fact]
    public void StridedOperandsAreReadInTheirOrder()
    {
        var (p, g) = (Random(1, DType.Float32, 3, 5).Permute([1, 0]), Random(2, DType.Float32, 5, 3));
        var zero = NDArray.Full(DType.Float32, p.Shape, 0.0);
        var expected = Step.Apply(p.Contiguous(), g, zero.Contiguous(), zero.Contiguous());
        var found = Step.Apply(p, g, zero, zero);
        Assert.Equal(expected.Parameter.ToArray<float>(), found.Parameter.ToArray<float>());
    }

    [Fact]
    public void TheBitsDoNotDependOnTheThreads()
    {
        var operands = new NDArray[4];
        for (var i = 0; i < 4; i++)
            operands[i] = Elementwise.Square(Random(i, DType.Float32, 200_003));
        var before = ForkJoin.Threads;
        try
        {
            ForkJoin.Threads = 1;
            var expected = Step.Apply(operands[0], operands[1], operands[2], operands[3]).Parameter.ToArray<float>();
            foreach (var threads in new[] { 2, 3, 5 })
            {
                ForkJoin.Threads = threads;
                var found = Step.Apply(operands[0], operands[1], operands[2], operands[3]).Parameter.ToArray<float>();
                Assert.Equal(expected, found);
            }
        }
        finally
        {
            ForkJoin.Threads = before;
        }
    }
}
