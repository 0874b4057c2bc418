using System.Runtime.CompilerServices;
using Xunit;

namespace Riemann.Kernels.Tests;

public class MatMulTests
{
    private static readonly Random Random = new(3);

    [Fact]
    public void SmallExample()
    {
        var a = Values([1, 2, 3, 4, 5, 6], 2, 3);
        var b = Values([7, 8, 9, 10, 11, 12], 3, 2);
        var c = Contraction.MatMul(a, b);
        Assert.Equal(Shape.Of(2, 2), c.Shape);
        Assert.Equal(DType.Float64, c.DType);
        Assert.Equal([58, 64, 139, 154], c.Span<double>().ToArray());
    }

    [Fact]
    public void Float32()
    {
        var a = NDArray.Allocate(DType.Float32, Shape.Of(1, 2));
        var b = NDArray.Allocate(DType.Float32, Shape.Of(2, 1));
        (a.Span<float>()[0], a.Span<float>()[1]) = (2, 3);
        (b.Span<float>()[0], b.Span<float>()[1]) = (5, 7);
        Assert.Equal([31f], Contraction.MatMul(a, b).Span<float>().ToArray());
    }

    [Theory]
    [InlineData(new[] { 4, 5 }, new[] { 5, 6 })]
    [InlineData(new[] { 3, 4, 5 }, new[] { 5, 6 })]
    [InlineData(new[] { 4, 5 }, new[] { 3, 5, 6 })]
    [InlineData(new[] { 3, 4, 5 }, new[] { 3, 5, 6 })]
    [InlineData(new[] { 2, 1, 4, 5 }, new[] { 3, 5, 6 })]
    [InlineData(new[] { 2, 3, 1, 5 }, new[] { 5, 6 })]
    [InlineData(new[] { 1, 4, 5 }, new[] { 2, 3, 5, 1 })]
    [InlineData(new[] { 3, 60, 70 }, new[] { 3, 70, 80 })]
    [InlineData(new[] { 3, 220, 230 }, new[] { 3, 230, 240 })]
    [InlineData(new[] { 1, 1, 1 }, new[] { 1, 1, 1 })]
    [InlineData(new[] { 0, 4, 5 }, new[] { 1, 5, 6 })]
    [InlineData(new[] { 2, 0, 5 }, new[] { 5, 6 })]
    [InlineData(new[] { 2, 4, 0 }, new[] { 2, 0, 6 })]
    [InlineData(new[] { 2, 4, 5 }, new[] { 5, 0 })]
    public void LeadingAxesAreBroadcast(int[] a, int[] b) => Check(Randoms(a), Randoms(b));

    /// <summary>What is written past the cache: rows that begin anywhere, in a batch, reversed and with a -0.</summary>
    [Theory]
    [InlineData(2048)]
    [InlineData(2047)]
    [InlineData(3)]
    public void LargeOuterProducts(int columns)
    {
        var rows = 1 + (1 << 24) / 2 / sizeof(float) / columns;
        var a = Randoms(2, rows, 1);
        var b = Randoms(2, 1, columns);
        (a.Span<double>()[0], b.Span<double>()[0]) = (0, -1);
        foreach (var dtype in (DType[])[DType.Float32, DType.Float64])
        {
            var (left, right) = (Elementwise.Cast(a, dtype), Elementwise.Cast(b, dtype));
            var product = Contraction.MatMul(left, right);
            Assert.Equal(Shape.Of(2, rows, columns), product.Shape);
            var expected = Elementwise.Add(Elementwise.Multiply(left, right), NDArray.Full(dtype, Shape.Scalar, 0));
            Assert.True(Elementwise.Equal(expected, product).Span<byte>().IndexOf((byte)0) < 0);
            var turned = Contraction.MatMul(right.Permute([0, 2, 1]), left.Permute([0, 2, 1]));
            Assert.True(Elementwise.Equal(expected, turned.Permute([0, 2, 1])).Span<byte>().IndexOf((byte)0) < 0);
            Assert.False(double.IsNegative(product.ToDouble(0)));
        }
    }

    [Fact]
    public void ViewsOfEveryKind()
    {
        NDArray[] left = [.. Views(Randoms(3, 8, 8)), .. Views(Randoms(3, 40, 40))];
        foreach (var a in left)
        {
            foreach (var b in left)
                if (a.Shape[^1] == b.Shape[^2])
                    Check(a, b);
            Check(a, Randoms(a.Shape[^1], 9));
        }
    }

    [Fact]
    public void TransposedResultsAgree()
    {
        var a = Randoms(30, 50);
        var b = Randoms(50, 20);
        var direct = Contraction.MatMul(a, b);
        var swapped = Transposed(Contraction.MatMul(Transposed(b), Transposed(a)));
        for (var i = 0; i < 30; i++)
        for (var j = 0; j < 20; j++)
            Assert.Equal(At(direct, i, j), At(swapped, i, j), 1e-13);
    }

    [Theory]
    [InlineData(1, 40, 40)]
    [InlineData(20, 40, 20)]
    [InlineData(40, 40, 1)]
    public void NotANumberAndInfinityPropagate(int rows, int depth, int columns)
    {
        var a = Randoms(rows, depth);
        var b = Randoms(depth, columns);
        a.Span<double>()[depth - 1] = double.NaN;
        var c = Contraction.MatMul(a, b);
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < columns; j++)
            Assert.Equal(i == 0, double.IsNaN(At(c, i, j)));
        a.Span<double>()[depth - 1] = double.PositiveInfinity;
        b.Span<double>()[(depth - 1) * columns] = 0;
        c = Contraction.MatMul(a, b);
        Assert.True(double.IsNaN(At(c, 0, 0)));
        for (var j = 1; j < columns; j++)
            Assert.True(double.IsInfinity(At(c, 0, j)));
    }

    [Fact]
    public void SumOfNothingIsZero()
    {
        var c = Contraction.MatMul(Randoms(3, 0), Randoms(0, 2));
        Assert.Equal(new double[6], c.Span<double>().ToArray());
    }

    [Fact]
    public void MisuseIsReported()
    {
        var matrix = Randoms(2, 3);
        Assert.Throws<ArgumentException>(() => Contraction.MatMul(matrix, Randoms(3)));
        Assert.Throws<ArgumentException>(() => Contraction.MatMul(matrix, matrix));
        Assert.Throws<ArgumentException>(() => Contraction.MatMul(Randoms(2, 2, 3), Randoms(4, 3, 2)));
        Assert.Throws<ArgumentException>(() =>
            Contraction.MatMul(matrix, NDArray.Allocate(DType.Float32, Shape.Of(3, 2)))
        );
        Assert.Throws<ArgumentException>(() =>
            Contraction.MatMul(
                NDArray.Allocate(DType.Int32, matrix.Shape),
                NDArray.Allocate(DType.Int32, Shape.Of(3, 2))
            )
        );
    }

    /// <summary>Batches of square matrices seen through strides of all signs, zero, and larger than one.</summary>
    private static IEnumerable<NDArray> Views(NDArray x)
    {
        var (batch, side) = (x.Shape[0], x.Shape[1]);
        var half = side / 2;
        int size = side * side;
        yield return x;
        yield return Transposed(x);
        yield return x.View(Shape.Of(batch, side, half), 1, [size, side, 1]);
        yield return x.View(Shape.Of(batch, half, side), 0, [size, 2 * side, 1]);
        yield return x.View(Shape.Of(batch, half, half), 0, [size, 2 * side, 2]);
        yield return x.View(Shape.Of(batch, half, half), 0, [size, 2, 2 * side]);
        yield return x.View(Shape.Of(batch, side, side), x.Length - side, [-size, -side, 1]);
        yield return x.View(Shape.Of(batch, side, side), x.Length - 1, [-size, -side, -1]);
        yield return x.View(Shape.Of(batch, side, side), 3, [0, 0, 1]);
        yield return x.View(Shape.Of(batch, side, side), 3, [0, 1, 0]);
        yield return x.View(Shape.Of(batch, side, side), 3, [size, 0, 0]);
        yield return x.View(Shape.Of(batch, half, side), 0, [side, side, 1]);
        yield return x.View(Shape.Of(side, batch, side), 0, [side, size, 1]);
        yield return x.View(Shape.Of(side, 1, side), 0, [side, 7, 1]);
        yield return x.View(Shape.Of(side, 1, side), 0, [2, 7, side]);
    }

    private static void Check(NDArray a, NDArray b)
    {
        var leading = Shape.Broadcast(Shape.Of(a.Shape.Dimensions[..^2]), Shape.Of(b.Shape.Dimensions[..^2]));
        if (leading is null)
        {
            Assert.Throws<ArgumentException>(() => Contraction.MatMul(a, b));
            return;
        }
        var (rows, depth, columns) = (a.Shape[^2], a.Shape[^1], b.Shape[^1]);
        var actual = Contraction.MatMul(a, b);
        Assert.Equal(Shape.Of([.. leading.Dimensions, rows, columns]), actual.Shape);
        var index = 0;
        foreach (var position in Positions(leading))
        foreach (var i in Enumerable.Range(0, rows))
        foreach (var j in Enumerable.Range(0, columns))
        {
            var sum = 0.0;
            for (var k = 0; k < depth; k++)
                sum += At(a, [.. position, i, k]) * At(b, [.. position, k, j]);
            Assert.Equal(sum, actual.Span<double>()[index++], 1e-12);
        }
        Assert.Equal(actual.Length, index);
    }

    private static IEnumerable<int[]> Positions(Shape shape)
    {
        for (var index = 0; index < shape.Length; index++)
        {
            var position = new int[shape.Rank];
            for (var (axis, rest) = (shape.Rank - 1, index); axis >= 0; axis--)
                (rest, position[axis]) = Math.DivRem(rest, shape[axis]);
            yield return position;
        }
    }

    /// <summary>The element at a position of the array broadcast to the position's rank.</summary>
    private static double At(NDArray array, params ReadOnlySpan<int> position)
    {
        var offset = 0;
        for (var axis = 1; axis <= array.Rank; axis++)
            offset += array.Shape[^axis] == 1 ? 0 : array.Strides[^axis] * position[^axis];
        return Unsafe.Add(ref array.First<double>(), offset);
    }

    private static NDArray Transposed(NDArray x)
    {
        int[] shape = [.. x.Shape.Dimensions[..^2], x.Shape[^1], x.Shape[^2]];
        int[] strides = [.. x.Strides[..^2], x.Strides[^1], x.Strides[^2]];
        return x.View(Shape.Of(shape), x.Offset, strides);
    }

    private static NDArray Values(double[] values, params ReadOnlySpan<int> shape)
    {
        var array = NDArray.Allocate(DType.Float64, Shape.Of(shape));
        values.CopyTo(array.Span<double>());
        return array;
    }

    private static NDArray Randoms(params ReadOnlySpan<int> shape)
    {
        var array = NDArray.Allocate(DType.Float64, Shape.Of(shape));
        foreach (ref var value in array.Span<double>())
            value = Random.NextDouble() - 0.5;
        return array;
    }
}
