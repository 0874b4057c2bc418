using System.Runtime.CompilerServices;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Views, checked by reading them element by element and as copies.</summary>
public class ViewTests
{
    private static readonly NDArray Cube = Creation.Arange(DType.Int32, 24, 0, 1).Reshape(Shape.Of(2, 3, 4));

    [Fact]
    public void PermutationsMoveTheAxes()
    {
        var x = Cube.Permute([2, 0, 1]);
        Assert.Equal(Shape.Of(4, 2, 3), x.Shape);
        Check(x, (i, j, k) => j * 12 + k * 4 + i);
        Assert.True(Cube.Permute([0, 1, 2]).IsContiguous);
        Assert.Throws<ArgumentException>(() => Cube.Permute([0, 1]));
        Assert.Throws<ArgumentException>(() => Cube.Permute([0, 1, 1]));
    }

    [Fact]
    public void SlicesStepBothWays()
    {
        Check(Cube.Slice([1, 0, 1], [1, 3, 2], [1, 1, 2]), (_, j, k) => 12 + j * 4 + 1 + 2 * k);
        Check(Cube.Slice([1, 2, 3], [2, 3, 4], [-1, -1, -1]), (i, j, k) => 23 - (i * 12 + j * 4 + k));
        var reversedTwice = Cube.Slice([1, 2, 3], [2, 3, 4], [-1, -1, -1]).Slice([1, 2, 3], [2, 3, 4], [-1, -1, -1]);
        Assert.True(reversedTwice.IsContiguous);
        Check(reversedTwice, (i, j, k) => i * 12 + j * 4 + k);
    }

    [Fact]
    public void SlicesMayBeEmptyButNotReachOutside()
    {
        Assert.Equal(Shape.Of(2, 0, 4), Cube.Slice([0, 3, 0], [2, 0, 4], [1, 1, 1]).Shape);
        Assert.Empty(Cube.Slice([0, 3, 0], [2, 0, 4], [1, 1, 1]).ToArray<int>());
        Assert.Throws<ArgumentException>(() => Cube.Slice([0, 0, 1], [2, 3, 4], [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => Cube.Slice([0, 0, 2], [2, 3, 4], [1, 1, -1]));
        Assert.Throws<ArgumentException>(() => Cube.Slice([-1, 0, 0], [1, 3, 4], [1, 1, 1]));
        Assert.Throws<ArgumentException>(() => Cube.Slice([0], [2], [1]));
    }

    [Fact]
    public void BroadcastAxesHaveStrideZero()
    {
        var x = NDArray.Of<int>([1, 2, 3], Shape.Of(3, 1)).BroadcastTo(Shape.Of(2, 3, 4));
        Assert.Equal([0, 1, 0], x.Strides.ToArray());
        Check(x, (_, j, _) => j + 1);
        Assert.Same(Cube, Cube.BroadcastTo(Shape.Of(2, 3, 4)));
        Assert.Equal(0, NDArray.Scalar(DType.Int32, 1).BroadcastTo(Shape.Of(2, 0)).Length);
        Assert.Throws<ArgumentException>(() => Cube.BroadcastTo(Shape.Of(3, 4)));
        Assert.Throws<ArgumentException>(() => Cube.BroadcastTo(Shape.Of(2, 3, 5)));
    }

    [Fact]
    public void ReshapingAContiguousArraySharesItsElements()
    {
        var x = Cube.Reshape(Shape.Of(4, 6));
        Assert.True(x.IsContiguous);
        Assert.True(SharesStorage(x, Cube));
        Assert.Equal(Cube.ToArray<int>(), x.ToArray<int>());
        Assert.Throws<ArgumentException>(() => Cube.Reshape(Shape.Of(5, 5)));
    }

    [Fact]
    public void ReshapingViewsSharesWhereTheStridesAllow()
    {
        // The inner two axes of every second outer one: they merge and split, but not with the outer one.
        var x = Creation
            .Arange(DType.Int32, 48, 0, 1)
            .Reshape(Shape.Of(4, 3, 4))
            .Slice([0, 0, 0], [2, 3, 4], [2, 1, 1]);
        ReshapesTo(x, shares: true, 2, 12);
        ReshapesTo(x, shares: true, 2, 1, 6, 2, 1);
        ReshapesTo(x, shares: true, 1, 2, 3, 2, 2);
        ReshapesTo(x, shares: false, 24);
        ReshapesTo(x, shares: false, 4, 6, 1);
        var transposed = Cube.Permute([2, 0, 1]);
        ReshapesTo(transposed, shares: true, 4, 6);
        ReshapesTo(transposed, shares: true, 2, 2, 6);
        ReshapesTo(transposed, shares: false, 8, 3);
        ReshapesTo(Cube.Slice([0, 0, 3], [2, 3, 4], [1, 1, -1]), shares: true, 6, 2, 2);
        ReshapesTo(Cube.Slice([1, 2, 3], [2, 3, 4], [-1, -1, -1]), shares: true, 24);
        ReshapesTo(NDArray.Full(DType.Int32, Shape.Of(6, 4), 3L), shares: true, 2, 12);
        ReshapesTo(NDArray.Of<int>([1, 2], Shape.Of(2, 1)).BroadcastTo(Shape.Of(2, 3)), shares: false, 6);
    }

    [Fact]
    public void RandomChainsOfViewsKeepTheirElements()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 300; trial++)
        {
            var x = Cube;
            for (var step = 0; step < 4; step++)
            {
                x = random.Next(3) switch
                {
                    0 => x.Permute(Shuffled(random, x.Rank)),
                    1 => x.Slice(
                        x.Shape.Dimensions.ToArray().Select(n => n - 1).ToArray(),
                        x.Shape.Dimensions,
                        Enumerable.Repeat(-1, x.Rank).ToArray()
                    ),
                    _ => x.Reshape(Shape.Of(x.Length / 2, 2))
                        .Reshape(Shape.Of(Shuffled(random, 3).Select(i => i + 2).ToArray())),
                };
                var copy = NDArray.Of<int>(x.ToArray<int>(), x.Shape);
                Assert.Equal(Samples.Read(copy), Samples.Read(x));
                Assert.Equal(Enumerable.Range(0, 24), x.ToArray<int>().Order());
            }
        }
    }

    [Fact]
    public void LongRowsAndColumnsAreCopiedWhole()
    {
        foreach (var dtype in Samples.All)
        {
            var x = Elementwise.Cast(Creation.Arange(DType.Int32, 70 * 301, 0, 1), dtype).Reshape(Shape.Of(70, 301));
            var transposed = x.Permute([1, 0]);
            var copy = transposed.Contiguous();
            Assert.True(copy.IsContiguous);
            for (var i = 0; i < copy.Length; i += 13)
                Assert.Equal(x.ToDouble(i % 70 * 301 + i / 70), copy.ToDouble(i));
            Assert.Same(x, x.Contiguous());
        }
    }

    private static int[] Shuffled(Random random, int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        random.Shuffle(items);
        return items;
    }

    private static void ReshapesTo(NDArray x, bool shares, params ReadOnlySpan<int> dimensions)
    {
        var y = x.Reshape(Shape.Of(dimensions));
        Assert.Equal(Shape.Of(dimensions), y.Shape);
        Assert.Equal(x.ToArray<int>(), y.ToArray<int>());
        Assert.Equal(Samples.Read(x), Samples.Read(y));
        Assert.Equal(shares, SharesStorage(x, y));
    }

    private static bool SharesStorage(NDArray x, NDArray y)
    {
        ref var first = ref Unsafe.Subtract(ref x.First<int>(), x.Offset);
        ref var second = ref Unsafe.Subtract(ref y.First<int>(), y.Offset);
        return Unsafe.AreSame(ref first, ref second);
    }

    private static void Check(NDArray x, Func<int, int, int, int> expected)
    {
        var copy = x.ToArray<int>();
        var flat = 0;
        for (var i = 0; i < x.Shape[0]; i++)
        for (var j = 0; j < x.Shape[1]; j++)
        for (var k = 0; k < x.Shape[2]; k++, flat++)
        {
            Assert.Equal(expected(i, j, k), x.ToInt64(flat));
            Assert.Equal(expected(i, j, k), copy[flat]);
        }
    }
}
