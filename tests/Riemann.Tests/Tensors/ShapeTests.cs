using Xunit;
using static Riemann.Functional;

namespace Riemann.Tests.Tensors;

public class ShapeTests
{
    private static readonly Tensor x = Tensor.Arange(24).Reshape(2, 3, 4);

    [Fact]
    public void Shapes()
    {
        Assert.Equal([6, 4], x.View(-1, 4).Shape);
        Assert.Equal([24], x.Flatten().Shape);
        Assert.Equal([2, 12], x.Flatten(1).Shape);
        Assert.Equal([6, 4], x.Flatten(0, 1).Shape);
        Assert.Equal([6, 4], x.Flatten(-3, -2).Shape);
        Assert.Equal([2, 3, 4], x.Flatten(1, 1).Shape);
        Assert.Equal([1], Tensor.From(1.0).Flatten().Shape);
        Assert.Equal([2, 3, 2, 2], x.Unflatten(-1, 2, -1).Shape);
        Assert.Equal([4, 2, 3], x.Permute(2, 0, 1).Shape);
        Assert.Equal([2, 4, 3], x.T.Shape);
        Assert.Equal([3, 2, 4], x.Transpose(0, 1).Shape);
        Assert.Equal([3, 4, 2], x.MoveAxis(0, -1).Shape);
        Assert.Equal([2, 1, 3, 4], x.Unsqueeze(1).Shape);
        Assert.Equal([2, 3, 4], x.Unsqueeze(1).Squeeze(1).Shape);
        Assert.Equal([2, 3, 4], x.Unsqueeze(0).Unsqueeze(-1).Squeeze().Shape);
        Assert.Equal([5, 2, 3, 4], x.Expand(5, -1, -1, -1).Shape);
        Assert.Equal([2, 3, 4], Tensor.Ones(4).ExpandAs(x).Shape);
        Assert.Equal(24, x.Numel());
        Assert.Equal(4, x.Size(-1));
        Assert.Equal(x[1, 2, 3].Item(), x.Permute(2, 0, 1)[3, 1, 2].Item());
    }

    [Fact]
    public void Joining_and_splitting()
    {
        var a = Tensor.From(new[] { 1, 2, 3, 4, 5 });
        Assert.Equal([2, 2, 1], a.Split(2).Select(part => part.Length));
        Assert.Equal([2, 2], a[..4].Split(2).Select(part => part.Length));
        Assert.Empty(a[..0].Split(2));
        Assert.Equal([1, 4], a.Split([1, 4]).Select(part => part.Length));
        Assert.Equal([3, 2], a.Chunk(2).Select(part => part.Length));
        Assert.Equal([1, 2, 3, 4, 5], a.Unbind().Select(part => (int)part));
        Assert.Equal([1, 2, 3, 4, 5], Concatenate(a.Split(2)).ToArray<int>());
        Assert.Equal([2, 5], Stack([a, a]).Shape);
        Assert.Equal([5, 2], Tensor.Stack([a, a], axis: 1).Shape);
        Assert.Equal([2, 3, 8], Tensor.Concatenate([x, x], axis: -1).Shape);
        Assert.Equal([3, 3], Tensor.BlockDiag(Tensor.Ones(1, 1), Tensor.Ones(2, 2)).Shape);
        Assert.Equal([2, 3], Tensor.Meshgrid(Tensor.Ones(2), Tensor.Ones(3))[0].Shape);
        Wrong.Says("Split: the length of the parts is 0\n  hint  1 or more", () => a.Split(0));
        Wrong.Says("concatenate: there is nothing to join\n  hint  at least one tensor", () => Concatenate([]));
    }

    [Fact]
    public void Other_places()
    {
        var a = Tensor.From(new[] { 1, 2, 3 });
        Assert.Equal([3, 2, 1], a.Flip().ToArray<int>());
        Assert.Equal([3, 1, 2], a.Roll(1).ToArray<int>());
        Assert.Equal([1, 1, 2, 2, 3, 3], a.RepeatInterleave(2, 0).ToArray<int>());
        Assert.Equal([1, 2, 3, 1, 2, 3], a.Tile(2).ToArray<int>());
        Assert.Equal([7, 1, 2, 3, 7, 7], a.Pad([(1, 2)], value: 7).ToArray<int>());
        Assert.Equal([2, 1, 2, 3, 2], a.Pad([(1, 1)], PaddingMode.Reflect).ToArray<int>());
        Assert.Equal([1, 1, 2, 3, 3], a.Pad([(1, 1)], PaddingMode.Replicate).ToArray<int>());
        Assert.Equal([3, 1, 2, 3, 1], a.Pad([(1, 1)], PaddingMode.Circular).ToArray<int>());
        Assert.Equal(
            new[,]
            {
                { 1, 2 },
                { 2, 3 },
            },
            a.Unfold(0, 2, 1).ToArray2D<int>()
        );
        var m = Tensor.From(
            new[,]
            {
                { 1, 2 },
                { 3, 4 },
            }
        );
        Assert.Equal(
            new[,]
            {
                { 2, 4 },
                { 1, 3 },
            },
            m.Rot90().ToArray2D<int>()
        );
        Assert.Equal(
            new[,]
            {
                { 1, 0 },
                { 3, 4 },
            },
            m.Tril().ToArray2D<int>()
        );
        Assert.Equal(
            new[,]
            {
                { 1, 2 },
                { 0, 4 },
            },
            m.Triu().ToArray2D<int>()
        );
        Assert.Equal([1, 4], m.Diagonal().ToArray<int>());
        Assert.Equal([2], m.Diagonal(1).ToArray<int>());
        Assert.Equal(
            new[,]
            {
                { 1, 0 },
                { 0, 4 },
            },
            m.Diagonal().DiagEmbed().ToArray2D<int>()
        );
        Assert.Equal(
            new[,]
            {
                { 8, 2 },
                { 3, 9 },
            },
            m.DiagonalScatter(Tensor.From(new[] { 8, 9 })).ToArray2D<int>()
        );
    }

    [Fact]
    public void Elements_by_index()
    {
        var m = Tensor.From(
            new[,]
            {
                { 1, 2 },
                { 3, 4 },
            }
        );
        var places = Tensor.From(
            new[,]
            {
                { 1L },
                { 0 },
            }
        );
        Assert.Equal([2, 3], m.Gather(1, places).ToArray<int>());
        Assert.Equal([2, 4, 1, 3], m.T.IndexSelect(0, Tensor.From(new[] { 1, 0 })).ToArray<int>());
        Assert.Equal([3, 4], m.MaskedSelect(m > 2).ToArray<int>());
        var source = Tensor.From(
            new[,]
            {
                { 10 },
                { 20 },
            }
        );
        Assert.Equal([1, 10, 20, 4], m.Scatter(1, places, source).ToArray<int>());
        Assert.Equal([1, 12, 23, 4], m.ScatterAdd(1, places, source).ToArray<int>());
    }

    [Fact]
    public void Axes_that_are_not_there_are_refused()
    {
        Wrong.Says("Flatten: axis 2 comes after axis 0\n  hint  the outer axis comes first", () => x.Flatten(2, 0));
        Wrong.Says("Size: there is no axis 3\n  hint  the shape is [2; 3; 4]", () => x.Size(3));
        Wrong.Says(
            "reshape: 24 elements do not fill 25 places\n  from  [2; 3; 4]   to    [5; 5]\n  rule  the number of elements stays the same",
            () => x.Reshape(5, 5)
        );
        Wrong.Says(
            "squeeze: axis 1 has length 3\n  tensor [2; 3; 4]\n  rule  the axis has length 1",
            () => x.Squeeze(1)
        );
    }
}
