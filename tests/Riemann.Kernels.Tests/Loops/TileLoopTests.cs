using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Elementwise loops and copies against plain loops, over shapes, layouts and numbers of threads.</summary>
public class TileLoopTests
{
    /// <summary>One tile, many tiles, short rows, long rows, and axes that merge or do not.</summary>
    public static TheoryData<int[]> Shapes =>
        [
            [1],
            [7],
            [33000],
            [3, 5],
            [130, 259],
            [11000, 3],
            [3, 11000],
            [5, 37, 201],
            [40, 33, 3, 9],
            [2, 1, 3, 1, 5, 2],
        ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void FunctionsOfTwo(int[] dimensions)
    {
        Check<float>(dimensions, Elementwise.Subtract, x => x[0] - x[1]);
        Check<double>(dimensions, Elementwise.Add, x => x[0] + x[1]);
        Check<long>(dimensions, Elementwise.Multiply, x => x[0] * x[1]);
        Check<byte>(dimensions, Elementwise.Maximum, x => Math.Max(x[0], x[1]));
        Check<float>(dimensions, Elementwise.Less, x => x[0] < x[1] ? 1 : 0);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void FunctionsOfOne(int[] dimensions)
    {
        Check<float>(dimensions, (x, _) => Elementwise.Square(x), x => x[0] * x[0]);
        Check<double>(dimensions, (x, _) => Elementwise.Negate(x), x => -x[0]);
        Check<int>(dimensions, (x, _) => Elementwise.Cast(x, DType.Float64), x => x[0]);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Selections(int[] dimensions)
    {
        Check<float>(dimensions, (x, y) => Elementwise.Select(Elementwise.Less(x, y), x, y), x => Math.Min(x[0], x[1]));
        Check<byte>(dimensions, (x, y) => Elementwise.Select(Elementwise.Less(y, x), x, y), x => Math.Max(x[0], x[1]));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Copies(int[] dimensions)
    {
        Check<float>(dimensions, (x, _) => Copied(x), x => x[0]);
        Check<double>(dimensions, (x, _) => Copied(x), x => x[0]);
        Check<byte>(dimensions, (x, _) => Copied(x), x => x[0]);
    }

    [Fact]
    public void TransposedCopiesOfEverySmallSize()
    {
        for (var rows = 1; rows < 20; rows++)
        for (var columns = 1; columns < 20; columns++)
            foreach (var x in Counting(Shape.Of(rows, columns)))
                Assert.Equal(Naive.Elements(x.Permute([1, 0])), Naive.Elements(Copied(x.Permute([1, 0]))));
    }

    [Fact]
    public void EveryPermutationOfFourAxes()
    {
        foreach (var x in Counting(Shape.Of(5, 33, 9, 12)))
        foreach (var axes in Permutations([0, 1, 2, 3]))
        {
            var view = x.Permute(axes);
            Assert.Equal(Naive.Elements(view), Naive.Elements(Copied(view)));
            ThreadCounts.Same(() => Elementwise.Cast(Copied(view), DType.Float64));
        }
    }

    [Fact]
    public void CopiesIntoPartsOfLargerArrays()
    {
        foreach (var x in Counting(Shape.Of(70, 301)))
        {
            var padded = Indexing.Place(Shape.Of(80, 610), x.Permute([0, 1]), [3, 5], [1, 2]);
            var cut = padded.Slice([3, 5], [70, 301], [1, 2]);
            Assert.Equal(Naive.Elements(x), Naive.Elements(cut));
            Assert.Equal(Naive.Elements(x).Sum(), Naive.Elements(padded).Sum());
            var turned = Indexing.Place(Shape.Of(301, 70), x.Permute([1, 0]), [300, 69], [-1, -1]);
            Assert.Equal(Naive.Elements(x).Reverse(), Naive.Elements(turned.Permute([1, 0])));
        }
    }

    [Fact]
    public void SumsInPlaceFromAnyLayout()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 12; trial++)
        {
            var shape = Shape.Of(150, 300);
            var sum = Operands.Integers<float>(random, shape);
            var x = Layouts.Integers<float>(random, shape);
            var expected = Naive.Map(shape, values => values[0] + values[1], sum, x);
            Elementwise.AddTo(sum, x);
            Assert.Equal(expected, Naive.Elements(sum));
        }
    }

    [Fact]
    public void AResultLargerThanTheCaches()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(9_000_001), 2.0);
        var y = Copied(NDArray.Full(DType.Float32, Shape.Of(9_000_001), 3.0));
        var sum = Elementwise.Add(Copied(x), y);
        Assert.Equal(5f * 9_000_001f, Reduction.Sum(sum, [0], false).Item<float>());
        Assert.Equal(-1, Indexing.FirstOutOfRange(Elementwise.Cast(sum, DType.Int32), 6));
    }

    [Fact]
    public void ExceptionsReachTheCaller()
    {
        var x = Copied(NDArray.Full(DType.Int32, Shape.Of(300, 1000), 1));
        var zeros = NDArray.Full(DType.Int32, Shape.Of(1000), 0);
        for (var trial = 0; trial < 3; trial++)
            Assert.Throws<DivideByZeroException>(() => Elementwise.FloorDivide(x, zeros));
        Assert.Throws<ArgumentException>(() => Elementwise.Add(x, NDArray.Full(DType.Int32, Shape.Of(999), 1)));
        Assert.Equal(2, Elementwise.Add(x, x).ToDouble(299_999));
    }

    [Fact]
    public void CallsFromManyThreadsAtOnce()
    {
        var random = new Random(6);
        var x = Operands.Integers<float>(random, Shape.Of(300, 400));
        var y = Operands.Integers<float>(random, Shape.Of(400, 300));
        NDArray Compute() => Reduction.Sum(Elementwise.Multiply(Copied(y.Permute([1, 0])), x), [0], false);
        var expected = Compute().ToArray<float>();
        Parallel.For(0, 64, _ => Assert.Equal(expected, Compute().ToArray<float>()));
    }

    /// <summary>A copy also of what is contiguous.</summary>
    private static NDArray Copied(NDArray x) => Copy.Of(x);

    private static IEnumerable<NDArray> Counting(Shape shape)
    {
        var counting = Creation.Arange(DType.Float64, shape.Length, 0, 1).Reshape(shape);
        return new[] { DType.Float32, DType.Float64, DType.UInt8 }.Select(dtype => Elementwise.Cast(counting, dtype));
    }

    private static IEnumerable<int[]> Permutations(int[] axes) =>
        axes.Length <= 1
            ? [axes]
            : axes.SelectMany(axis =>
                Permutations([.. axes.Where(other => other != axis)]).Select(rest => (int[])[axis, .. rest])
            );

    private static void Check<T>(
        int[] dimensions,
        Func<NDArray, NDArray, NDArray> compute,
        Func<double[], double> function
    )
        where T : unmanaged, INumber<T>
    {
        var random = new Random(dimensions.Length);
        var shape = Shape.Of(dimensions);
        for (var trial = 0; trial < 8; trial++)
        {
            var x = Layouts.Integers<T>(random, shape);
            var y = Layouts.Integers<T>(random, trial % 2 == 0 ? shape : Thinned(random, shape)).BroadcastTo(shape);
            var expected = Naive.Map(
                shape,
                values => double.CreateTruncating(T.CreateTruncating(function(values))),
                x,
                y
            );
            if (typeof(T) == typeof(byte))
                expected = [.. expected.Select(value => (double)(byte)value)];
            Assert.Equal(expected, Naive.Elements(compute(x, y)));
            ThreadCounts.Same(() => Elementwise.Cast(compute(x, y), DType.Float64));
        }
    }

    /// <summary>The shape of an operand that is repeated along some axes.</summary>
    private static Shape Thinned(Random random, Shape shape) =>
        Shape.Of([
            .. shape.Dimensions[random.Next(shape.Rank)..].ToArray().Select(length => random.Next(2) == 0 ? 1 : length),
        ]);
}
