using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Reductions and scans have the same bits for any number of threads, and those of a plain loop within error.</summary>
public class ReductionThreadTests
{
    public static TheoryData<int[]> Shapes =>
        [
            [200_001],
            [1, 70_000],
            [70_001, 1],
            [5000, 9],
            [9, 5000],
            [3, 4099, 11],
            [130, 300],
            [40, 50, 60],
            [2050, 1, 33],
        ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SameBits(int[] dimensions)
    {
        foreach (var x in new[] { Numbers(dimensions, DType.Float32), Numbers(dimensions, DType.Float64) })
        foreach (var axes in Operands.Subsets(x.Rank).Skip(1))
        {
            ThreadCounts.Same(() => Reduction.Sum(x, axes, false));
            ThreadCounts.Same(() => Reduction.Max(x, axes, true));
            ThreadCounts.Same(() => Reduction.LogSumExp(x, axes, false));
            ThreadCounts.Same(() => Reduction.Product(Elementwise.Exp(x), axes, false));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SameBitsAlongOneAxis(int[] dimensions)
    {
        foreach (var x in new[] { Numbers(dimensions, DType.Float32), Numbers(dimensions, DType.Float64) })
            for (var axis = 0; axis < x.Rank; axis++)
            {
                ThreadCounts.Same(() => Scan.Sum(x, axis, false));
                ThreadCounts.Same(() => Scan.Product(x, axis, true));
                ThreadCounts.Same(() => Reduction.ArgMax(x, axis, false));
                ThreadCounts.Same(() => Sorting.ArgSort(x, axis, false, x.Shape[axis]));
            }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void SumsOfAViewHaveTheBitsOfItsCopy(int[] dimensions)
    {
        var x = Numbers(dimensions, DType.Float32);
        var reversed = Enumerable.Range(0, x.Rank).Reverse().ToArray();
        var view = Numbers([.. dimensions.Reverse()], DType.Float32).Permute(reversed);
        foreach (var axes in Operands.Subsets(x.Rank).Skip(1))
            Assert.Equal(
                Reduction.Sum(Copy.Of(view), axes, false).ToArray<float>(),
                Reduction.Sum(view, axes, false).ToArray<float>()
            );
    }

    [Fact]
    public void TheFirstOfManyExtremesIsFound()
    {
        var random = new Random(8);
        var shape = Shape.Of(300, 217);
        var x = Operands.Integers<float>(random, shape).ToArray<float>();
        x[5 * 217 + 3] = x[9 * 217 + 3] = float.NaN;
        x[299 * 217 + 216] = float.PositiveInfinity;
        var places = Reduction.ArgMax(NDArray.Of<float>(x, shape), 0, false).ToArray<long>();
        for (var column = 0; column < 217; column++)
        {
            var elements = Enumerable.Range(0, 300).Select(row => x[row * 217 + column]).ToArray();
            var expected = elements.Any(float.IsNaN)
                ? Array.FindIndex(elements, float.IsNaN)
                : Array.IndexOf(elements, elements.Max());
            Assert.Equal(expected, places[column]);
        }
    }

    private static NDArray Numbers(int[] dimensions, DType dtype)
    {
        var shape = Shape.Of(dimensions);
        var random = new Random(shape.Length);
        var values = new double[shape.Length];
        foreach (ref var value in values.AsSpan())
            value = random.NextDouble() - 0.5;
        return Elementwise.Cast(NDArray.Of<double>(values, shape), dtype);
    }
}
