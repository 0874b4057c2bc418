using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 002, copies with and without history, and changes in place.</summary>
public class DetachingTests
{
    private readonly Tensor x = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);

    [Fact, Block("002", 17, "detach")]
    public void A_detached_tensor_shares_its_value_without_history()
    {
        var y = x * 2.0;

        var detached = y.Detach();

        Assert.False(detached.RequiresGrad);
        Assert.Equal([2.0, 4.0, 6.0], detached.ToArray<double>());
        detached.AddInPlace(1.0);
        Assert.Equal([3.0, 5.0, 7.0], y.ToArray<double>());
    }

    [Fact, Block("002", 18, "detach_")]
    public void A_tensor_is_detached_in_place()
    {
        var y = x * 2.0;
        Assert.True(y.RequiresGrad);

        y.DetachInPlace();

        Assert.False(y.RequiresGrad);
    }

    [Fact, Block("002", 19, "clone")]
    public void Gradients_flow_through_a_clone_of_its_own()
    {
        var y = x * 2.0;
        var clone = y.Clone();

        clone.Sum().Backward();

        Assert.Equal([2.0, 2.0, 2.0], x.Grad!.ToArray<double>());
        clone.AddInPlace(1.0);
        Assert.Equal([2.0, 4.0, 6.0], y.ToArray<double>());
    }

    [Fact, Block("002", 20, "copy")]
    public void A_copy_has_neither_history_nor_shared_value()
    {
        var y = x * 2.0;

        var copy = y.Copy();

        Assert.False(copy.RequiresGrad);
        copy.AddInPlace(1.0);
        Assert.Equal([2.0, 4.0, 6.0], y.ToArray<double>());
    }

    [Fact, Block("002", 21, "the four compared")]
    public void Only_a_clone_keeps_its_history()
    {
        var x2 = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);
        Assert.True(x2.RequiresGrad);

        Assert.False(x.Detach().RequiresGrad);
        Assert.False(x2.DetachInPlace().RequiresGrad);
        Assert.True(x.Clone().RequiresGrad);
        Assert.False(x.Copy().RequiresGrad);
    }

    [Fact, Block("002", 22, "changes in place")]
    public void Changes_in_place_of_computed_tensors_have_gradients()
    {
        Assert.Throws<FSharp.RiemannException>(() => x.AddInPlace(1.0));

        var y = x * 2.0;
        y.AddInPlace(3.0);
        Assert.Equal([5.0, 7.0, 9.0], y.ToArray<double>());
        y.Sum().Backward();
        Assert.Equal([2.0, 2.0, 2.0], x.Grad!.ToArray<double>());
        x.Grad!.ZeroInPlace();

        y = x * 2.0;
        y[0] = 100.0;
        Assert.Equal([100.0, 4.0, 6.0], y.ToArray<double>());
        y.Sum().Backward();
        Assert.Equal([0.0, 2.0, 2.0], x.Grad!.ToArray<double>());

        var p = Tensor.From(2.0, requiresGrad: true);
        var q = Tensor.From(3.0, requiresGrad: true);
        var a = p * q;
        a.MulInPlace(2.0);
        var b = a + p;
        b.Backward();
        Assert.Equal(7.0, p.Grad!.Item());
        Assert.Equal(4.0, q.Grad!.Item());
    }
}
