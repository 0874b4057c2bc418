using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Arrays made from values and rules, and read again.</summary>
public class MakingTests
{
    [Fact]
    public void ValuesGoInAndComeOut()
    {
        var x = NDArray.Of<int>([1, 2, 3, 4, 5, 6], Shape.Of(2, 3));
        Assert.Equal((DType.Int32, 2, 6, true), (x.DType, x.Rank, x.Length, x.IsContiguous));
        Assert.Equal([1, 2, 3, 4, 5, 6], x.ToArray<int>());
        Assert.Equal((4.0, 4L), (x.ToDouble(3), x.ToInt64(3)));
    }

    [Fact]
    public void ValuesAreCopied()
    {
        double[] values = [1, 2];
        var x = NDArray.Of<double>(values, Shape.Of(2));
        values[0] = 9;
        x.ToArray<double>()[1] = 9;
        Assert.Equal([1, 2], x.ToArray<double>());
    }

    [Fact]
    public void LargeArraysAreAlignedAndKeepTheirValues()
    {
        var values = Enumerable.Range(0, 100_003).Select(i => (float)i).ToArray();
        var x = NDArray.Of<float>(values, Shape.Of(values.Length));
        Assert.Equal(values, x.ToArray<float>());
        unsafe
        {
            fixed (float* first = x.Span<float>())
                Assert.Equal(0, (nint)first % 64);
        }
        GC.KeepAlive(x);
    }

    [Fact]
    public void WrongCountsTypesAndPlacesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => NDArray.Of<float>([1, 2, 3], Shape.Of(2)));
        Assert.Throws<ArgumentException>(() => NDArray.Of<char>(['a'], Shape.Of(1)));
        var x = NDArray.Of<float>([1, 2], Shape.Of(2));
        Assert.Throws<ArgumentException>(() => x.ToArray<double>());
        Assert.Throws<ArgumentException>(() => x.Item<float>());
        Assert.Throws<ArgumentException>(() => NDArray.Scalar(DType.Float32, 1).Item<int>());
        Assert.Throws<ArgumentOutOfRangeException>(() => x.ToDouble(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.ToInt64(-1));
    }

    [Fact]
    public void ScalarsHaveNoAxes()
    {
        foreach (var dtype in Samples.All)
        {
            var x = NDArray.Scalar(dtype, 1);
            Assert.Equal((0, 1, dtype), (x.Rank, x.Length, x.DType));
            Assert.Equal((1.0, 1L), (x.ToDouble(0), x.ToInt64(0)));
        }
        Assert.Equal(2.5f, NDArray.Scalar(DType.Float32, 2.5).Item<float>());
        Assert.Equal(int.MaxValue, NDArray.Scalar(DType.Int32, 1e20).Item<int>());
        Assert.True(NDArray.Scalar(DType.Bool, double.NaN).Item<bool>());
    }

    [Fact]
    public void OneValueEverywhereTakesOneElement()
    {
        var x = NDArray.Full(DType.Float64, Shape.Of(1000, 1000, 1000), 0.5);
        Assert.Equal([0, 0, 0], x.Strides.ToArray());
        Assert.False(x.IsContiguous);
        Assert.Equal(0.5, x.ToDouble(x.Length - 1));
        Assert.Equal(0, NDArray.Full(DType.Float64, Shape.Of(0), 0.5).Length);
        Assert.True(NDArray.Full(DType.Float64, Shape.Of(1, 1), 0.5).IsContiguous);
    }

    [Fact]
    public void WideIntegersAreExact()
    {
        const long odd = (1L << 62) + 1;
        Assert.Equal([odd, odd], NDArray.Full(DType.Int64, Shape.Of(2), odd).ToArray<long>());
        Assert.Equal(1, NDArray.Full(DType.Int32, Shape.Scalar, odd).Item<int>());
        Assert.Equal(1, NDArray.Full(DType.UInt8, Shape.Scalar, odd).Item<byte>());
        Assert.Equal((double)odd, NDArray.Full(DType.Float64, Shape.Scalar, odd).Item<double>());
        Assert.True(NDArray.Full(DType.Bool, Shape.Scalar, odd).Item<bool>());
    }

    [Fact]
    public void FloatsReadAsIntegersSaturate()
    {
        var x = NDArray.Of<double>([double.NaN, 1e300, -1e300, -2.7], Shape.Of(4));
        Assert.Equal([0, long.MaxValue, long.MinValue, -2], Enumerable.Range(0, 4).Select(x.ToInt64));
    }

    [Fact]
    public void RangesCount()
    {
        Assert.Equal([1, 1.5, 2], Creation.Arange(DType.Float64, 3, 1, 0.5).ToArray<double>());
        Assert.Equal([3, 2, 1, 0, -1], Creation.Arange(DType.Int32, 5, 3, -1).ToArray<int>());
        Assert.Equal([false, true, true], Creation.Arange(DType.Bool, 3, 0, 1).ToArray<bool>());
        Assert.Equal(0, Creation.Arange(DType.Float32, 0, 3, 1).Length);
        var many = Creation.Arange(DType.Float32, 1_000_001, 0, 1e-6).ToArray<float>();
        Assert.Equal((float)(777_777 * 1e-6), many[777_777]);
    }

    [Fact]
    public void TheIdentityHasOnesOnItsDiagonal()
    {
        foreach (var dtype in Samples.All)
        {
            var eye = Creation.Eye(dtype, 3, 3);
            Assert.Equal((dtype, Shape.Of(3, 3)), (eye.DType, eye.Shape));
            Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Samples.Read(eye));
            Assert.Equal(Shape.Of(0, 0), Creation.Eye(dtype, 0, 0).Shape);
        }
    }
}
