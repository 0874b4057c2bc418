using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The choice between two arrays.</summary>
public class SelectTests
{
    [Fact]
    public void TakesFromTheFirstWhereTrueAtEveryLength()
    {
        foreach (var dtype in Samples.All)
            for (var length = 0; length <= 67; length++)
            {
                var condition = Samples.Small(DType.Bool, length, length);
                var a = Samples.Of(dtype, Samples.Values(length, 1));
                var b = Samples.Of(dtype, Samples.Values(length, 2));
                var result = Elementwise.Select(condition, a, b);
                Assert.Equal(dtype, result.DType);
                for (var i = 0; i < length; i++)
                    Assert.Equal((condition.ToDouble(i) == 1 ? a : b).ToDouble(i), result.ToDouble(i));
            }
    }

    [Fact]
    public void DoesNotCareHowTheElementsLie()
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64, DType.UInt8 })
        foreach (var (_, condition) in Samples.Layouts(DType.Bool))
        foreach (var (_, a) in Samples.Layouts(dtype))
        foreach (var (_, b) in Samples.Layouts(dtype))
            Assert.Equal(
                Samples.Read(Elementwise.Select(condition.Contiguous(), a.Contiguous(), b.Contiguous())),
                Samples.Read(Elementwise.Select(condition, a, b))
            );
    }

    [Fact]
    public void StretchesAllThree()
    {
        var condition = NDArray.Of<bool>([true, false], Shape.Of(2, 1));
        var a = NDArray.Of<long>([1, 2, 3], Shape.Of(3));
        var b = NDArray.Of<long>([10, 20], Shape.Of(2, 1, 1));
        var result = Elementwise.Select(condition, a, b);
        Assert.Equal(Shape.Of(2, 2, 3), result.Shape);
        Assert.Equal([1, 2, 3, 10, 10, 10, 1, 2, 3, 20, 20, 20], result.ToArray<long>());
        var scalars = Elementwise.Select(
            NDArray.Scalar(DType.Bool, 0),
            NDArray.Scalar(DType.Float32, 1),
            NDArray.Full(DType.Float32, Shape.Of(1000), 2.0)
        );
        Assert.All(scalars.ToArray<float>(), v => Assert.Equal(2, v));
    }

    [Fact]
    public void ManyElementsAgainstOne()
    {
        const int count = 9_000_000;
        var one = NDArray.Scalar(DType.Float32, 5);
        var x = NDArray.Full(DType.Float32, Shape.Of(count), 2).Contiguous();
        var chosen = Elementwise.Select(Elementwise.Less(x, one), one, x);
        Assert.Equal(5.0 * count, Reduction.Sum(chosen, [0], false).ToDouble(0));
        Assert.Equal(7.0 * count, Reduction.Sum(Elementwise.Add(x, one), [0], false).ToDouble(0));
    }

    [Fact]
    public void TheChosenBitsAreKept()
    {
        var payload = BitConverter.Int64BitsToDouble(0x7ff8_0000_dead_beef);
        var x = NDArray.Scalar(DType.Float64, payload);
        var result = Elementwise.Select(NDArray.Scalar(DType.Bool, 1), x, NDArray.Scalar(DType.Float64, 0));
        Assert.Equal(BitConverter.DoubleToInt64Bits(payload), BitConverter.DoubleToInt64Bits(result.Item<double>()));
    }

    [Fact]
    public void OperandsMustBelongTogether()
    {
        var condition = Samples.Small(DType.Bool, 1, 3);
        var a = Samples.Small(DType.Float32, 1, 3);
        Assert.Throws<ArgumentException>(() => Elementwise.Select(a, a, a));
        Assert.Throws<ArgumentException>(() => Elementwise.Select(condition, a, Samples.Small(DType.Int32, 1, 3)));
        Assert.Throws<ArgumentException>(() => Elementwise.Select(condition, a, Samples.Small(DType.Float32, 1, 2)));
    }
}
