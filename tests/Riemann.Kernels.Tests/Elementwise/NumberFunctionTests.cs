using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The functions of one number that integers have too.</summary>
public class NumberFunctionTests
{
    [Fact]
    public void IntegersWrap()
    {
        var x = NDArray.Of<int>([int.MinValue, -3, 0, 7], Shape.Of(4));
        Assert.Equal([int.MinValue, 3, 0, -7], Elementwise.Negate(x).ToArray<int>());
        Assert.Equal([int.MinValue, 3, 0, 7], Elementwise.Abs(x).ToArray<int>());
        Assert.Equal([0, 9, 0, 49], Elementwise.Square(x).ToArray<int>());
        Assert.Equal([0, 0, 0, 7], Elementwise.Relu(x).ToArray<int>());
        Assert.Equal([-1, -1, 0, 1], Elementwise.Sign(x).ToArray<int>());
    }

    [Fact]
    public void TheLeastIntegerIsItsOwnMagnitudeAtEveryPlace()
    {
        for (var length = 0; length <= 67; length++)
        {
            var x = NDArray.Full(DType.Int64, Shape.Of(length), long.MinValue).Contiguous();
            Assert.All(Elementwise.Abs(x).ToArray<long>(), v => Assert.Equal(long.MinValue, v));
        }
    }

    [Fact]
    public void BytesHaveNoSign()
    {
        var x = NDArray.Of<byte>([0, 1, 200, 255], Shape.Of(4));
        Assert.Equal([0, 255, 56, 1], Elementwise.Negate(x).ToArray<byte>());
        Assert.Equal([0, 1, 200, 255], Elementwise.Abs(x).ToArray<byte>());
        Assert.Equal([0, 1, 1, 1], Elementwise.Sign(x).ToArray<byte>());
        Assert.Equal([0, 1, 200, 255], Elementwise.Relu(x).ToArray<byte>());
    }

    [Fact]
    public void EveryLengthAndTypeAgreesWithDoubles()
    {
        foreach (var dtype in Samples.Numbers)
            for (var length = 0; length <= 67; length++)
            {
                var x = Samples.Small(dtype, length, length);
                Assert.Equal(Array.ConvertAll(Samples.Read(x), v => v * v), Samples.Read(Elementwise.Square(x)));
                Assert.Equal(Array.ConvertAll(Samples.Read(x), Math.Abs), Samples.Read(Elementwise.Abs(x)));
                Assert.Equal(
                    Array.ConvertAll(Samples.Read(x), v => (double)Math.Sign(v)),
                    Samples.Read(Elementwise.Sign(x))
                );
            }
    }

    [Fact]
    public void TruthValuesHaveNoMagnitude() =>
        Assert.Throws<ArgumentException>(() => Elementwise.Abs(NDArray.Scalar(DType.Bool, 1)));
}
