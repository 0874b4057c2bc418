using System.Collections.Immutable;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Addresses near and past 2^31: arrays of a billion elements with stride 0, which take no memory.</summary>
public class LargeShapeTests
{
    private static readonly NDArray Billion = NDArray
        .Of<long>([1, 2, 3, 4], Shape.Of(4, 1))
        .BroadcastTo(Shape.Of(4, 250_000_000));

    [Fact]
    public void ElementsOfBroadcastViewsAreRead()
    {
        Assert.Equal(1, Billion.ToInt64(249_999_999));
        Assert.Equal(2, Billion.ToInt64(250_000_000));
        Assert.Equal(4, Billion.ToInt64(999_999_999));
        var back = Billion.Slice([3, 249_999_999], [4, 250_000_000], [-1, -1]);
        Assert.Equal((4L, 1L), (back.ToInt64(0), back.ToInt64(999_999_999)));
        var shaped = Billion.Reshape(Shape.Of(2, 2, 25_000, 10_000)).Permute([3, 1, 0, 2]);
        Assert.Equal(4, shaped.ToInt64(999_999_999));
        Assert.Equal(3, Billion.Slice([2, 249_999_990], [1, 3], [1, 2]).Contiguous().ToInt64(2));
    }

    [Fact]
    public void BroadcastViewsAreReduced()
    {
        var part = Billion.Slice([0, 0], [4, 20_000_000], [1, 5]);
        Assert.Equal([20_000_000, 40_000_000, 60_000_000, 80_000_000], Reduction.Sum(part, [1], false).ToArray<long>());
        Assert.Equal([1, 2, 3, 4], Reduction.Max(part, [1], false).ToArray<long>());
        Assert.Equal([0, 0, 0, 0], Reduction.ArgMax(part, 1, false).ToArray<long>());
    }

    [Fact]
    public void MoreElementsThanAnArrayCanHaveAreRefused()
    {
        Assert.Throws<ElementLimitException>(() => Shape.Of(65_536, 32_768));
        Assert.Throws<ElementLimitException>(() => Shape.Of(int.MaxValue, int.MaxValue, int.MaxValue));
        Assert.Equal(int.MaxValue, Shape.Of(int.MaxValue).Length);
        Assert.Equal(0, Shape.Of(int.MaxValue, int.MaxValue, 0).Length);
        Assert.Equal(0, Shape.Of(0, int.MaxValue, int.MaxValue).Length);
        Assert.Throws<ElementLimitException>(() => Indexing.Concatenate([Billion, Billion, Billion], 1));
        Assert.Throws<ElementLimitException>(() => Indexing.Concatenate([Billion, Billion, Billion], 0));
        var row = NDArray.Full(DType.Float32, Shape.Of(1, 65_536), 1.0);
        Assert.Throws<ElementLimitException>(() => Contraction.MatMul(row.Reshape(Shape.Of(65_536, 1)), row));
        Assert.Throws<ElementLimitException>(() => Elementwise.Add(row.Reshape(Shape.Of(65_536, 1)), row));
    }

    [Fact]
    public void ConvolutionsOfNoImagesMayHaveMorePlacesThanCanBeCounted()
    {
        var settings = ConvolutionSettings.Plain(2);
        var x = NDArray.Full(DType.Float32, Shape.Of(0, 1, 65_536, 65_536), 0.0);
        var w = NDArray.Full(DType.Float32, Shape.Of(1, 1, 1, 1), 1.0);
        Assert.Equal(x.Shape, Convolution.Forward(x, w, settings).Shape);
        Assert.Equal(x.Shape, Convolution.InputGradient(x, w, x.Shape, settings).Shape);
        Assert.Equal([0f], Convolution.FilterGradient(x, x, w.Shape, settings).ToArray<float>());
    }

    [Fact]
    public void DepthwiseFiltersMayReachFarIntoThePadding()
    {
        const int Far = 1 << 29;
        ImmutableArray<int> far = [Far, Far, Far];
        var settings = new ConvolutionSettings([1, 1, 1], far, far, far, 2);
        var x = NDArray.Full(DType.Float32, Shape.Of(1, 2, 1, 1, 1), 2.0);
        var w = NDArray.Full(DType.Float32, Shape.Of(2, 1, 3, 3, 3), 3.0);
        Assert.Equal([6f, 6f], Convolution.Forward(x, w, settings).ToArray<float>());
    }
}
