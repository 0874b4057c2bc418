using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>Derivatives of functions: shapes, several inputs and outputs, nesting, and gradients through them.</summary>
public class FunctionalTests
{
    private readonly Tensor x = Tensor.From(new[] { 1.0, 2.0 }, requiresGrad: true);
    private readonly Tensor matrix = Tensor.From(
        new[,]
        {
            { 1.0, 2.0, 3.0 },
            { 4.0, 5.0, 6.0 },
        },
        requiresGrad: true
    );

    [Fact]
    public void Jacobians_have_the_shape_of_the_result_and_then_of_the_argument()
    {
        Assert.Equal([3, 2, 3], Autograd.Jacobian(m => m.Sum(0), matrix).Shape);
        Assert.Equal([2, 3], Autograd.Jacobian(m => m.Sum(), matrix).Shape);
        Assert.Equal([], Autograd.Jacobian(z => z * z, Tensor.From(3.0)).Shape);
        Assert.Equal([2, 3, 2, 3], Autograd.Hessian(m => m.Pow(3).Sum(), matrix).Shape);
    }

    [Fact]
    public void Several_inputs_and_outputs_are_outputs_by_inputs()
    {
        var jacobians = Autograd.Jacobian(
            inputs => new[] { inputs[1].MatMul(inputs[0].Reshape(2, 1)), inputs[0] * 2.0 },
            [x, matrix.T.Detach()]
        );

        Assert.Equal([3, 1, 2], jacobians[0][0].Shape);
        Assert.Equal([1.0, 4.0, 2.0, 5.0, 3.0, 6.0], jacobians[0][0].ToArray<double>());
        Assert.Equal([3, 1, 3, 2], jacobians[0][1].Shape);
        Assert.Equal([2.0, 0.0, 0.0, 2.0], jacobians[1][0].ToArray<double>());
        Assert.Equal(new double[12], jacobians[1][1].ToArray<double>());
    }

    [Fact]
    public void Hessians_of_several_inputs_are_pairs()
    {
        var hessian = Autograd.Hessian(p => (p[0] * p[0] * p[1]).Sum(), [x, Tensor.From(3.0)]);

        Assert.Equal([6.0, 0.0, 0.0, 6.0], hessian[0][0].ToArray<double>());
        Assert.Equal([2.0, 4.0], hessian[0][1].ToArray<double>());
        Assert.Equal([2.0, 4.0], hessian[1][0].ToArray<double>());
        Assert.Equal(0.0, hessian[1][1].Item());
    }

    [Fact]
    public void A_function_may_read_the_values_it_computes_with()
    {
        static Tensor f(Tensor z) => z.Sum().Item() > 0 ? z.Pow(3).Sum() : z.Sum();

        Assert.Equal([6.0, 0.0, 0.0, 12.0], Autograd.Hessian(f, x).ToArray<double>());
    }

    [Fact]
    public void Derivatives_nest()
    {
        var third = Autograd.Derivative(Autograd.Derivative(Autograd.Derivative(z => z.Pow(4))));
        Assert.Equal(48.0, third(Tensor.From(2.0)).Item());

        var hessian = Autograd.Jacobian(z => Autograd.Jacobian(w => (w * w * w).Sum(), z), x);
        Assert.Equal([6.0, 0.0, 0.0, 12.0], hessian.ToArray<double>());
    }

    [Fact]
    public void An_inner_derivative_does_not_confuse_what_it_captures()
    {
        // d/dx (x * d/dy (x + y)) = d/dx x = 1
        var outer = Autograd.Derivative(a => a * Autograd.Derivative(b => a + b)(Tensor.From(1.0)));

        Assert.Equal(1.0, outer(Tensor.From(1.0)).Item());
    }

    [Fact]
    public void Results_have_gradients_by_the_point_and_by_what_the_function_captures()
    {
        var w = Tensor.From(new[] { 3.0, 4.0 }, requiresGrad: true);
        var derivative = Autograd.Jacobian(z => (w * w * z.Pow(3)).Sum(), x);
        Assert.Equal([27.0, 192.0], derivative.ToArray<double>());

        derivative.Sum().Backward();

        Assert.Equal([18.0, 96.0], w.Grad!.ToArray<double>());
        Assert.Equal([54.0, 192.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Products_have_gradients_too()
    {
        var w = Tensor.From(2.0, requiresGrad: true);
        var v = Tensor.From(new[] { 1.0, 10.0 }, requiresGrad: true);

        var (value, product) = Autograd.Jvp(z => w * z * z, x, v);
        (product.Sum() + value.Sum()).Backward();
        Assert.Equal(2 * (1 + 2 * 10) + 1 + 4, w.Grad!.Item());
        Assert.Equal([4.0, 8.0], v.Grad!.ToArray<double>());

        w.Grad = null;
        Autograd.Vjp(z => w * z * z, x, v).Product.Sum().Backward();
        Assert.Equal(2 + 40.0, w.Grad!.Item());

        w.Grad = null;
        Autograd.Hvp(z => (w * z.Pow(3)).Sum(), x, v).Product.Sum().Backward();
        Assert.Equal(6 + 120.0, w.Grad!.Item());
    }

    [Fact]
    public void NoGrad_around_a_derivative_records_nothing_and_changes_nothing()
    {
        using (new NoGrad())
        {
            var jacobian = Autograd.Jacobian(z => x * z * z, x);
            Assert.False(jacobian.RequiresGrad);
            Assert.Equal([2.0, 0.0, 0.0, 8.0], jacobian.ToArray<double>());
        }
    }

    [Fact]
    public void Detach_is_constant_in_a_derivative()
    {
        Assert.Equal([1.0, 2.0], Autograd.Jacobian(z => (z.Detach() * z).Sum(), x).ToArray<double>());
        Assert.Equal([1.0, 2.0], Autograd.Jacobian(z => (z.Copy() * z).Sum(), x).ToArray<double>());
        Assert.Equal([0.0, 0.0], Autograd.Jacobian(z => (z * z).DetachInPlace().Sum(), x).ToArray<double>());
    }

    [Fact]
    public void In_place_operations_work_inside_a_derivative() =>
        Assert.Equal([4.0, 8.0], Autograd.Jacobian(z => (z * z).MulInPlace(2.0).Sum(), x).ToArray<double>());

    [Fact]
    public void Wrong_points_and_results()
    {
        Assert.Equal(
            """
            Jacobian: input 0 holds Int32, which has no derivative
              hint  make it Float32 or Float64 with To, or let the function capture it
            """,
            Wrong.Message(() => Autograd.Jacobian(z => z, Tensor.From(new[] { 1, 2 })))
        );
        Assert.Equal(
            """
            Hessian: the function's result has shape [2], not one number
              hint  reduce it with Sum or Mean, or ask for the Jacobian
            """,
            Wrong.Message(() => Autograd.Hessian(z => z * z, x))
        );
        Assert.Equal(
            """
            jvp: the tangent does not fit
              value [2]   tangent []
              rule  value and tangent have one shape
            """,
            Wrong.Message(() => Autograd.Jvp(z => z * z, x, Tensor.From(1.0)))
        );
        Assert.Equal(
            """
            Jvp: there are no inputs to differentiate by
              hint  pass one tensor or more
            """,
            Wrong.Message(() => Autograd.Jvp(z => z, [], []))
        );
    }
}
