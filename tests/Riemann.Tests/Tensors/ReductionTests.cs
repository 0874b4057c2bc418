using Xunit;

namespace Riemann.Tests.Tensors;

public class ReductionTests
{
    private static readonly Tensor x = Tensor.From(
        new[,]
        {
            { 3.0, 1, 2 },
            { 6, 5, 7 },
        }
    );

    private static void Is(double[] expected, Tensor actual, params int[] shape)
    {
        Assert.Equal(shape, actual.Shape);
        Assert.Equal(expected, actual.Double().ToArray<double>().Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Along_axes_or_over_everything()
    {
        Is([24], x.Sum());
        Is([6, 18], x.Sum(1), 2);
        Is([9, 6, 9], x.Sum(0, keepAxis: true), 1, 3);
        Is([24], x.Sum([0, 1], keepAxis: true), 1, 1);
        Is([1260], x.Prod());
        Is([6, 210], x.Prod(-1), 2);
        Is([4], x.Mean());
        Is([2, 6], x.Mean(1), 2);
        Is([7], x.Max());
        Is([1], x.Min());
        Is([6, 5, 7], x.Max(0), 3);
        Is([7], x.Max([0, 1]));
        Is([3, 1, 2], x.Min(0), 3);
        Is([6], (x > 0).CountNonZero());
        Is([2, 1, 1], (x > 2).CountNonZero(0), 3);
        Is([5], x.ArgMax());
        Is([1], x.ArgMin());
        Is([0, 2], x.ArgMax(1), 2);
        Is([1, 1], x.ArgMin(1, keepAxis: true), 2, 1);
        Is([Math.Round(Math.Log(Math.E + 1), 9)], Tensor.From(new[] { 1.0, 0 }).LogSumExp());
        Is(
            [3, 4],
            Tensor
                .From(
                    new byte[,]
                    {
                        { 1, 2 },
                        { 2, 2 },
                    }
                )
                .Sum(1),
            2
        );
    }

    [Fact]
    public void Statistics()
    {
        Is([5.6], x.Var());
        Is([Math.Round(14 / 3.0, 9)], x.Var(correction: 0) + 0);
        Is([1, 1], x.Var([1]), 2);
        Is([1, 1], x.Var(1), 2);
        Is([1, 0.25], x[.., ..2].Var(1, correction: 0), 2);
        Is([5.6], x.Var([0, 1], keepAxis: true), 1, 1);
        Is([1, 1], x.Std([1], keepAxis: true), 2, 1);
        Is([5], Tensor.From(new[] { 3.0, 4 }).Norm());
        Is([7], Tensor.From(new[] { 3.0, -4 }).Norm(1));
        Is([4], Tensor.From(new[] { 3.0, -4 }).Norm(double.PositiveInfinity));
        Is([4], x.Median());
        Is([2, 6], x.Median(1), 2);
        Is([2, 6], x.Median(1, keepAxis: true), 2, 1);
        Is([2.25], x.Quantile(0.25));
        Is([1, 5], x.Quantile(0, 1), 2);
        Is([1, 0.5, 0.5, 1], x.Cov(), 2, 2);
    }

    [Fact]
    public void Missing_numbers_are_left_out()
    {
        var y = Tensor.From(
            new[,]
            {
                { 1, double.NaN },
                { 2, 6 },
            }
        );
        Is([9], y.NanSum());
        Is([3], y.NanMean());
        Is([1, 4], y.NanMean(1), 2);
        Is([6], y.NanMax());
        Is([1], y.NanMin());
        Is([7], y.NanVar());
        Is([8], y[1..].NanVar(1), 1);
        Is([2], y[1..].NanStd(1, correction: 0), 1);
        Is([Math.Round(Math.Sqrt(7), 9)], y.NanStd());
        Is([2], y.NanMedian());
        Is([1, 4], y.NanQuantile(0.5, 1), 2);
        Assert.True(double.IsNaN(y.Sum().Item()));
    }

    [Fact]
    public void Counting()
    {
        var (counts, edges) = x.Histogram(3, 1, 7);
        Is([2, 1, 3], counts, 3);
        Is([1, 3, 5, 7], edges, 4);
        var labels = Tensor.From(new[] { 0L, 2, 2 });
        Is([1, 0, 2], labels.BinCount(3), 3);
        Is([0.5, 0, 3], labels.BinCount(3, Tensor.From(new[] { 0.5, 1, 2 })), 3);
    }

    [Fact]
    public void Nothing_has_no_largest_element()
    {
        Wrong.Says(
            "max: no elements to reduce over axes [0]\n  shape [0]\n  rule  the reduced axes must hold at least one element",
            () => Tensor.Zeros(0).Max()
        );
        Wrong.Says(
            "sum: there is no axis 2\n  shape [2; 3]\n  rule  axes run from -2 to 1, each at most once",
            () => x.Sum(2)
        );
        Assert.Equal(0, Tensor.Zeros(0).Sum().Item());
    }
}
