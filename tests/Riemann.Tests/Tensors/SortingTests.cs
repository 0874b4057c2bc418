using Xunit;

namespace Riemann.Tests.Tensors;

public class SortingTests
{
    private static readonly Tensor x = Tensor.From(new[] { 3.0, 1, 2, 1 });

    private static void Is<T>(T[] expected, Tensor actual)
        where T : unmanaged => Assert.Equal(expected, actual.ToArray<T>());

    [Fact]
    public void Order()
    {
        var (values, indices) = x.Sort();
        Is([1.0, 1, 2, 3], values);
        Is([1L, 3, 2, 0], indices);
        Is([3.0, 2, 1, 1], x.Sort(descending: true).Values);
        Is([0L, 2, 1, 3], x.ArgSort(descending: true));
        Is([3.0, 2], x.TopK(2).Values);
        Is([0L, 2], x.TopK(2).Indices);
        Assert.Equal(2, x.KthValue(3).Values.Item());
        Assert.Equal(2, x.KthValue(3).Indices.Item());
    }

    [Fact]
    public void Searching()
    {
        Is([1.0, 2, 3], x.Unique());
        var (values, inverse, counts) = x.UniqueWithCounts();
        Is([1.0, 2, 3], values);
        Is([2L, 0, 1, 0], inverse);
        Is([2L, 1, 1], counts);
        var sorted = Tensor.From(new[] { 1.0, 2, 2, 3 });
        Is([1L], sorted.SearchSorted(Tensor.From(new[] { 2.0 })));
        Is([3L], sorted.SearchSorted(Tensor.From(new[] { 2.0 }), right: true));
        Assert.Equal(
            new[,]
            {
                { 0L },
                { 2L },
            },
            (x > 1).NonZero().ToArray2D<long>()
        );
    }

    [Fact]
    public void Running()
    {
        Is([3.0, 4, 6, 7], x.CumSum(0));
        Is([3.0, 3, 6, 6], x.CumProd(0));
        Is([3.0, 3, 3, 3], x.CumMax(0).Values);
        Is([3.0, 1, 1, 1], x.CumMin(0).Values);
        Is([0L, 0, 0, 0], x.CumMax(0).Indices);
        Is([-2.0, 1, -1], x.Diff());
        Is([3.0, -2], x.Diff(2));
        Is([1L, 1, 2], Tensor.From(new[] { true, false, true }).CumSum(0));
        Assert.Equal(Math.Log(Math.Exp(3) + Math.E), x.LogCumSumExp(0)[1].Item(), 12);
    }
}
