using Xunit;

namespace Riemann.Kernels.Tests;

public class SparseThreadTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(3)]
    public void AnyNumberOfThreadsGivesTheSameBits(int examples)
    {
        var source = new Case(1);
        var random = new Random(2);
        long[] places = [.. Enumerable.Range(0, 300 * 400).Where(_ => random.Next(12) == 0)];
        var pattern = CsrPatterns.OfPlaces(300, 400, places);
        NDArray Draw(params int[] shape) =>
            Sample<float>.Of(source, Shape.Of(shape), () => random.NextSingle() - 0.5f).Array;
        var (values, x, g) = (Draw(places.Length), Draw(examples, 400), Draw(examples, 300));
        ThreadCounts.Same(() => SparseProducts.Apply(pattern, values, x));
        ThreadCounts.Same(() => SparseProducts.ApplyTransposed(pattern, values, g));
        ThreadCounts.Same(() => SparseProducts.Sample(pattern, g, x));
    }

    [Fact]
    public void OperandsThatDoNotFitAreRefused()
    {
        var pattern = CsrPatterns.OfPlaces(2, 3, [0, 5]);
        NDArray Zeros(DType dtype, params int[] shape) => NDArray.Full(dtype, Shape.Of(shape), 0.0);
        var (values, x, g) = (Zeros(DType.Float32, 2), Zeros(DType.Float32, 4, 3), Zeros(DType.Float32, 4, 2));
        var doubles = Zeros(DType.Float64, 2);
        Assert.Throws<ArgumentException>(() => SparseProducts.Apply(pattern, values, g));
        Assert.Throws<ArgumentException>(() => SparseProducts.Apply(pattern, x, x));
        Assert.Throws<ArgumentException>(() => SparseProducts.Apply(pattern, doubles, x));
        Assert.Throws<ArgumentException>(() => SparseProducts.ApplyTransposed(pattern, values, x));
        Assert.Throws<ArgumentException>(() => SparseProducts.Sample(pattern, x, g));
        Assert.Throws<ArgumentException>(() => SparseProducts.Sample(pattern, g, Zeros(DType.Float32, 5, 3)));
        var integers = Zeros(DType.Int32, 2);
        Assert.Throws<ArgumentException>(() => SparseProducts.Apply(pattern, integers, Zeros(DType.Int32, 4, 3)));
    }
}
