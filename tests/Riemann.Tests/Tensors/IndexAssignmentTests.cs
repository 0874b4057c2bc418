using Xunit;

namespace Riemann.Tests.Tensors;

public class IndexAssignmentTests
{
    [Fact]
    public void Every_form_of_index_is_assigned_to()
    {
        var x = Tensor.Zeros([3, 4], DType.Float64);
        x[0] = 1;
        x[^1, ..2] = Tensor.From(new[] { 2.0, 3 });
        x[.., 3] = 4.5f;
        x[x.Eq(1)] = 9;
        x[new[] { 1, 1 }, new[] { 0, 2 }] = Tensor.From(new[] { 6.0, 7 });
        x[1, TensorIndex.Step(1..4, 2)] += 0.5;
        Assert.Equal(
            new[,]
            {
                { 9, 9, 9, 4.5 },
                { 6, 0.5, 7, 5 },
                { 2, 3, 0, 4.5 },
            },
            x.ToArray2D<double>()
        );
        x[TensorIndex.NewAxis, 0] = Tensor.Zeros([1, 4]);
        Assert.Equal([0.0, 0, 0, 0], x[0].ToArray<double>());
        x[TensorIndex.Ellipsis] = -1;
        Assert.Equal(-12, x.Sum().Item());
        x[1..1] = 100;
        Assert.Equal(-12, x.Sum().Item());
    }

    [Fact]
    public void Values_take_the_element_type()
    {
        var x = Tensor.Zeros(3);
        x[0] = 0.5;
        x[1] = 2;
        x[2] = true;
        Assert.Equal([0.5f, 2, 1], x.ToArray<float>());
        var n = Tensor.Arange(3);
        n[0] = 7;
        Assert.Equal([7L, 1, 2], n.ToArray<long>());
        Wrong.Says(
            "x[...] = value: float64 values for a tensor of int64\n  hint  Long() cuts them to whole numbers, and Double() makes the tensor one of floats",
            () => n[0] = 0.5
        );
    }

    [Fact]
    public void Gradients_flow_to_the_values_and_to_what_stays()
    {
        var x = Tensor.From(new[] { 1.0, 2, 3 }, requiresGrad: true);
        var value = Tensor.From(5.0, requiresGrad: true);
        var y = x * 2;
        y[..2] = value * 3;
        (y * Tensor.From(new[] { 1.0, 10, 100 })).Sum().Backward();
        Assert.Equal([0.0, 0, 200], x.Grad!.ToArray<double>());
        Assert.Equal(33, value.Grad!.Item());
    }

    [Fact]
    public void A_tensor_without_history_gets_that_of_the_value()
    {
        var value = Tensor.From(5.0, requiresGrad: true);
        var y = Tensor.Zeros([2], DType.Float64);
        y[0] = value * value;
        Assert.True(y.RequiresGrad);
        y.Sum().Backward();
        Assert.Equal(10, value.Grad!.Item());
    }

    [Fact]
    public void What_was_read_before_stays()
    {
        var x = Tensor.Zeros(2);
        var before = x[0];
        x[0] = 1;
        Assert.Equal(0, before.Item());
    }

    [Fact]
    public void Sums_by_index()
    {
        var x = Tensor.Zeros([3], DType.Float64);
        var y = x.IndexAdd(Tensor.From(new[] { 1.0, 2, 4 }), new[] { 0, 0, 2 });
        Assert.Equal([3.0, 0, 4], y.ToArray<double>());
        Assert.Equal([0.0, 0, 0], x.ToArray<double>());
    }

    [Fact]
    public void Leaves_and_wrong_shapes_are_refused()
    {
        var leaf = Tensor.From(new[] { 1.0, 2 }, requiresGrad: true);
        Wrong.Says(
            "x[...] = value: a leaf that requires gradients was changed in place\n  hint  change a computed tensor or a Clone, or do it inside NoGrad",
            () => leaf[0] = 5
        );
        using (new NoGrad())
            leaf[0] = 5;
        Assert.Equal([5.0, 2], leaf.ToArray<double>());
        Assert.True(leaf.IsLeaf && leaf.RequiresGrad);
        Wrong.Says(
            "set: the operand does not stretch to the shape\n  from  [3]   to    [2]\n  rule  aligned at the last axis, lengths are equal or the operand's is 1",
            () => Tensor.Zeros(4)[..2] = Tensor.Zeros(3)
        );
    }
}
