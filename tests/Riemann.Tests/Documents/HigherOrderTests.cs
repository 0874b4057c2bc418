using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 002, derivatives of derivatives and derivatives of functions.</summary>
public class HigherOrderTests
{
    private readonly Tensor two = Tensor.From(2.0, requiresGrad: true);
    private readonly Tensor three = Tensor.From(3.0, requiresGrad: true);
    private readonly Tensor vector = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);
    private readonly Tensor ones = Tensor.From(new[] { 1.0, 1.0, 1.0 });

    [Fact, Block("002", 23, "createGraph")]
    public void A_recorded_gradient_is_differentiated()
    {
        var y = two.Pow(3.0);

        var first = Autograd.Grad(y, two, createGraph: true);
        var second = Autograd.Grad(first, two);

        Assert.Equal(12.0, first.Item());
        Assert.Equal(12.0, second.Item());
    }

    [Fact, Block("002", 24, "D")]
    public void D_is_a_mixed_partial_derivative()
    {
        var f = two.Pow(3) * three.Pow(2);

        Assert.Equal(72.0, f.D(two, three).Item());
        Assert.Equal(72.0, f.D(two, two, three).Item());
    }

    [Fact, Block("002", 25, "HigherOrderGrad")]
    public void HigherOrderGrad_differentiates_n_times()
    {
        var y = two.Pow(3);
        Assert.Equal(12.0, Autograd.HigherOrderGrad(y, two, 2)[0].Item());
        Assert.Equal(6.0, Autograd.HigherOrderGrad(y, two, 3)[0].Item());

        var x1 = Tensor.From(1.0, requiresGrad: true);
        var z = x1.Pow(2) + two.Pow(3);
        Assert.Equal([2.0, 12.0], Autograd.HigherOrderGrad(z, [x1, two], 2).Select(d => d.Item()));
    }

    [Fact, Block("002", 26, "Jacobian")]
    public void Jacobian_of_squares_is_diagonal()
    {
        var jacobian = Autograd.Jacobian(x => x.Pow(2), vector);

        Assert.Equal([3, 3], jacobian.Shape);
        Assert.Equal([2.0, 0.0, 0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 6.0], jacobian.ToArray<double>());
    }

    [Fact, Block("002", 27, "Hessian")]
    public void Hessian_of_a_cube()
    {
        var hessian = Autograd.Hessian(x => x.Pow(3), two);

        Assert.Equal([1, 1], hessian.Shape);
        Assert.Equal(12.0, hessian.Item());
    }

    [Fact, Block("002", 28, "Derivative")]
    public void Derivative_is_a_function()
    {
        var df = Autograd.Derivative(x => x.Pow(2.0));
        Assert.Equal(4.0, df(two).Item());

        var dg = Autograd.Derivative((x, y) => x * y + x.Pow(2.0));
        var (byX, byY) = dg(two, three);
        Assert.Equal(7.0, byX.Item());
        Assert.Equal(2.0, byY.Item());
    }

    [Fact, Block("002", 29, "Jvp")]
    public void Jvp_is_the_Jacobian_times_a_vector()
    {
        var (value, product) = Autograd.Jvp(x => x.Pow(2), vector, ones);

        Assert.Equal([1.0, 4.0, 9.0], value.ToArray<double>());
        Assert.Equal([2.0, 4.0, 6.0], product.ToArray<double>());
    }

    [Fact, Block("002", 30, "Vjp")]
    public void Vjp_is_a_vector_times_the_Jacobian()
    {
        var (value, product) = Autograd.Vjp(x => x.Pow(2), vector, ones);

        Assert.Equal([1.0, 4.0, 9.0], value.ToArray<double>());
        Assert.Equal([2.0, 4.0, 6.0], product.ToArray<double>());
    }

    [Fact, Block("002", 31, "Hvp and Vhp")]
    public void Hvp_and_Vhp_are_the_same()
    {
        static Tensor f(Tensor x) => x.Pow(3).Sum();

        var (value, product) = Autograd.Hvp(f, vector, ones);
        var (same, transposed) = Autograd.Vhp(f, vector, ones);

        Assert.Equal(36.0, value.Item());
        Assert.Equal([6.0, 12.0, 18.0], product.ToArray<double>());
        Assert.Equal(value.Item(), same.Item());
        Assert.Equal(product.ToArray<double>(), transposed.ToArray<double>());
    }
}
