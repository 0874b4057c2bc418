using Xunit;

namespace Riemann.Tests.Tensors;

public class IndexingTests
{
    private static readonly Tensor x = Tensor.From(
        new[,]
        {
            { 0, 1, 2, 3 },
            { 10, 11, 12, 13 },
            { 20, 21, 22, 23 },
        }
    );

    private static void Is(int[] shape, int[] elements, Tensor part)
    {
        Assert.Equal(shape, part.Shape);
        Assert.Equal(elements, part.ToArray<int>());
    }

    [Fact]
    public void Positions()
    {
        Is([4], [0, 1, 2, 3], x[0]);
        Is([4], [20, 21, 22, 23], x[^1]);
        Is([4], [20, 21, 22, 23], x[-1]);
        Is([], [12], x[1, 2]);
        Is([], [12], x[1][2]);
        Is([3, 4], x.ToArray<int>(), x[[]]);
    }

    [Fact]
    public void Ranges()
    {
        Is([2, 4], [10, 11, 12, 13, 20, 21, 22, 23], x[1..3]);
        Is([3], [0, 10, 20], x[.., 0]);
        Is([2, 2], [11, 12, 21, 22], x[1.., 1..^1]);
        Is([0, 4], [], x[1..1]);
        Is([0, 4], [], x[3..]);
        Is([3, 2], [0, 2, 10, 12, 20, 22], x[.., TensorIndex.Step(.., 2)]);
        Is([4], [3, 2, 1, 0], x[0, TensorIndex.Step(.., -1)]);
        Is([2], [2, 1], x[0, TensorIndex.Step(1..3, -1)]);
    }

    [Fact]
    public void Masks()
    {
        Is([2], [22, 23], x[x > 21]);
        Is([2, 4], [0, 1, 2, 3, 20, 21, 22, 23], x[new[] { true, false, true }]);
        Is([3, 1], [1, 11, 21], x[.., new[] { false, true, false, false }]);
        Is([0], [], x[x < 0]);
    }

    [Fact]
    public void Integers()
    {
        Is([3, 4], [20, 21, 22, 23, 0, 1, 2, 3, 20, 21, 22, 23], x[new[] { 2, 0, -1 }]);
        Is([2], [3, 10], x[new[] { 0, 1 }, new[] { 3, 0 }]);
        Is(
            [2, 1],
            [3, 13],
            x[
                Tensor.From(
                    new[,]
                    {
                        { 0L },
                        { 1 },
                    }
                ),
                3
            ]
        );
        Is([4], [10, 11, 12, 13], x[Tensor.From(1)]);
        Is([3, 2], [1, 3, 11, 13, 21, 23], x[.., new[] { 1, 3 }]);
    }

    [Fact]
    public void New_axes_and_ellipses()
    {
        Is([1, 3, 4], x.ToArray<int>(), x[TensorIndex.NewAxis]);
        Is([3, 1, 2], [0, 1, 10, 11, 20, 21], x[.., TensorIndex.NewAxis, ..2]);
        Is([3], [3, 13, 23], x[TensorIndex.Ellipsis, 3]);
        Is([4], [20, 21, 22, 23], x[^1, TensorIndex.Ellipsis]);
        Is([], [21], x[2, TensorIndex.Ellipsis, 1]);
        Is([2, 1], [22, 23], x[x > 21, TensorIndex.NewAxis]);
        Is([3, 4, 1], x.ToArray<int>(), x[TensorIndex.Ellipsis, TensorIndex.NewAxis]);
    }

    [Fact]
    public void Rows_enumerate()
    {
        var sums = new List<int>();
        foreach (var row in x)
            sums.Add((int)row.Sum());
        Assert.Equal([6, 46, 86], sums);
    }

    [Fact]
    public void Gradients_flow_to_what_was_taken()
    {
        var y = Tensor.From(new[] { 1.0, 2, 3, 4 }, requiresGrad: true);
        (y[1..3].Sum() + 10 * y[^1] + y[new[] { 0, 0 }].Sum() + y[y > 3.5].Sum()).Backward();
        Assert.Equal([2.0, 1, 1, 11], y.Grad!.ToArray<double>());
    }

    [Fact]
    public void Places_that_are_not_there_are_refused()
    {
        Wrong.Says(
            "slice: index 3 is outside axis 0 of length 3\n  shape [3; 4]\n  rule  indices run from -3 to 2",
            () => x[3]
        );
        Wrong.Says(
            "x[...]: the range 1..9 leaves axis 1 of length 4\n  hint  a range begins at 0 or later, and ends there or later, at 4 at most",
            () => x[.., 1..9]
        );
        Wrong.Says(
            "slice: 3 slices for 2 axes\n  shape [3; 4]\n  rule  axes run from -2 to 1, each at most once",
            () => x[0, 0, 0]
        );
        Wrong.Says(
            "slice: the mask does not fit\n  mask  [2]   tensor [3; 4]\n  rule  the mask has the lengths of one axis or more from axis 0 on",
            () => x[new[] { true, false }]
        );
        Wrong.Says(
            "slice: the indices are no integers\n  indices float64\n  hint  Tensor.cast DType.Int64 them; Slice.Mask takes truth values",
            () => x[Tensor.From(new[] { 1.0 })]
        );
        Wrong.Says(
            "foreach: a tensor without axes has no rows\n  hint  Item() is its number",
            () =>
            {
                foreach (var _ in Tensor.From(1)) { }
            }
        );
    }
}
