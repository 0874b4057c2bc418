using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>Gradients compared with differences, and graphs attached without a change of values.</summary>
public class GradCheckTests
{
    private readonly Tensor x = Tensor.From(
        new[,]
        {
            { 0.5, 2.0 },
        },
        requiresGrad: true
    );
    private readonly Func<Tensor, Tensor> wrong = Autograd.TrackGrad(x => x * x, x => x * 3.0);

    [Fact]
    public void Right_gradients_pass()
    {
        Assert.True(Autograd.GradCheck(z => z.Sin().Exp(), x));
        Assert.True(Autograd.GradCheck(inputs => [inputs[0] * inputs[1], inputs[1].Sum()], [x, x * 3.0]));
        Assert.True(Autograd.GradGradCheck(z => z.Sin().Exp(), x));
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_wrong_gradient_is_named()
    {
        Assert.Equal(
            """
            GradCheck: output 1[0, 0] by input 0[0, 0]: gradient 1.5, difference 1
              hint  look at the derivative of what is computed there; use Float64, and points where the function is smooth
            """,
            Wrong.Message(() => Autograd.GradCheck(z => [z[0] + 1.0, wrong(z[0])], [x]))
        );
        Assert.False(Autograd.GradCheck(wrong, x, raiseException: false));
    }

    [Fact]
    public void Loose_tolerances_let_it_pass() => Assert.True(Autograd.GradCheck(wrong, x, rtol: 0.6));

    [Fact]
    public void A_wrong_second_derivative_is_found()
    {
        // The gradient is right; what it says of its own derivative is not.
        var slope = Autograd.TrackGrad(z => z * 2.0, z => Tensor.OnesLike(z));
        var square = Autograd.TrackGrad(z => z * z, z => slope(z));

        Assert.True(Autograd.GradCheck(square, x));
        Assert.False(Autograd.GradGradCheck(square, x, raiseException: false));
    }

    [Fact]
    public void NaN_passes_nowhere() =>
        Assert.False(Autograd.GradCheck(z => z.Log(), Tensor.From(-1.0, requiresGrad: true), raiseException: false));

    [Fact]
    public void Without_gradients_there_is_nothing_to_check() =>
        Assert.Equal(
            """
            GradCheck: no input requires gradients
              hint  set requiresGrad on what is to be checked
            """,
            Wrong.Message(() => Autograd.GradCheck(z => z, Tensor.From(1.0)))
        );

    [Fact]
    public void A_zero_that_leads_back()
    {
        var nan = Tensor.From(new[] { double.NaN, 1.0 }, requiresGrad: true);
        var zero = Autograd.FwbwAllZero(nan);
        Assert.Equal(0.0, zero.Item());

        (zero * 5.0).Backward();

        Assert.Equal([0.0, 0.0], nan.Grad!.ToArray<double>());
    }

    [Fact]
    public void Sources_that_are_attached_have_gradients_of_zeros()
    {
        var source = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);
        var y = x * -0.0;

        Assert.Same(y, y.AttachZeroGradSources(source));

        Assert.True(double.IsNegative(y.ToArray<double>()[0]));
        y.Sum().Backward();
        Assert.Equal([0.0, 0.0, 0.0], source.Grad!.ToArray<double>());
        Assert.Equal([-0.0, -0.0], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_shared_graph_leads_to_all()
    {
        var other = Tensor.From(2.0, requiresGrad: true);
        var shared = Autograd.ShareGradMap(x * 2.0, other * 3.0);

        shared[0].Sum().Backward();

        Assert.Equal([2.0, 2.0], x.Grad!.ToArray<double>());
        Assert.Equal(0.0, other.Grad!.Item());
    }
}
