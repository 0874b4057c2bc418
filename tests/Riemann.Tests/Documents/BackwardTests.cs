using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 002, gradients by Backward and by Grad.</summary>
public class BackwardTests
{
    [Fact, Block("002", 1, "tracking from the start")]
    public void A_tensor_tracks_gradients_where_asked()
    {
        Assert.False(Tensor.From(new[] { 1.0, 2.0, 3.0 }).RequiresGrad);
        Assert.True(Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true).RequiresGrad);
    }

    [Fact, Block("002", 2, "tracking switched on later")]
    public void Tracking_is_switched_on_later()
    {
        var x = Tensor.From(new[] { 1.0, 2.0, 3.0 });
        Assert.False(x.RequiresGrad);

        x.RequiresGradInPlace(true);

        Assert.True(x.RequiresGrad);
    }

    [Fact, Block("002", 3, "a scalar output")]
    public void Gradients_of_a_scalar_output()
    {
        var x = Tensor.From(2.0, requiresGrad: true);
        var y = Tensor.From(3.0, requiresGrad: true);
        var z = x * y + x.Pow(2.0);

        z.Backward();

        Assert.Equal(7.0, x.Grad!.Item());
        Assert.Equal(2.0, y.Grad!.Item());
    }

    [Fact, Block("002", 4, "a non-scalar output")]
    public void Gradients_of_a_vector_take_a_gradient()
    {
        var x = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);
        var y = x * 2.0;

        y.Backward(Tensor.From(new[] { 1.0, 1.0, 1.0 }));

        Assert.Equal([2.0, 2.0, 2.0], x.Grad!.ToArray<double>());
    }

    [Fact, Block("002", 5, "retained gradients")]
    public void An_intermediate_keeps_its_gradient_where_asked()
    {
        var x = Tensor.From(2.0, requiresGrad: true);
        var y = x * 3;
        var z = y.Pow(2);
        y.RetainGrad();

        z.Backward();

        Assert.Equal(36.0, x.Grad!.Item());
        Assert.Equal(12.0, y.Grad!.Item());
    }

    [Fact, Block("002", 6, "Grad by some tensors")]
    public void Grad_returns_gradients_and_leaves_Grad_alone()
    {
        var x = Tensor.From(2.0, requiresGrad: true);
        var y = Tensor.From(3.0, requiresGrad: true);
        var z = Tensor.From(4.0, requiresGrad: true);
        var w = x * y + z;

        var gradients = Autograd.Grad(w, [x, y]);

        Assert.Equal([3.0, 2.0], gradients.Select(gradient => gradient!.Item()));
        Assert.Null(x.Grad);
    }

    [Fact, Block("002", 7, "Grad of a non-scalar output")]
    public void Grad_of_a_vector_takes_a_gradient()
    {
        var x = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);
        var y = x * 2;

        var gradient = Autograd.Grad(y, x, Tensor.From(new[] { 1.0, 1.0, 1.0 }));

        Assert.Equal([2.0, 2.0, 2.0], gradient.ToArray<double>());
    }

    [Fact, Block("002", 8, "gradients accumulate")]
    public void Gradients_accumulate_until_they_are_cleared()
    {
        var x = Tensor.From(1.0, requiresGrad: true);

        (x * 2.0).Backward();
        Assert.Equal(2.0, x.Grad!.Item());

        (x * 3.0).Backward();
        Assert.Equal(5.0, x.Grad!.Item());

        x.Grad!.ZeroInPlace();
        Assert.Equal(0.0, x.Grad!.Item());
    }
}
