using Xunit;

namespace Riemann.Tests.Optimisers;

public class ClippingTests
{
    private static Tensor[] WithGradients(params double[][] gradients) =>
        [
            .. gradients.Select(gradient =>
            {
                var x = Tensor.Zeros([gradient.Length], DType.Float64, requiresGrad: true);
                x.Grad = Tensor.From(gradient);
                return x;
            }),
        ];

    [Fact]
    public void A_norm_that_is_too_large_shrinks_to_the_bound()
    {
        Tensor[] x = [.. WithGradients([3], [4]), Tensor.Zeros([1], requiresGrad: true)];

        Assert.Equal(5, Utils.ClipGradNorm(x, 1).Item());

        Assert.Equal(0.6, x[0].Grad!.Item(), 1e-6);
        Assert.Equal(0.8, x[1].Grad!.Item(), 1e-6);
        Assert.Null(x[2].Grad);
        Assert.Equal(1, Utils.ClipGradNorm(x, 2).Item(), 1e-6);
        Assert.Equal(0.6, x[0].Grad!.Item(), 1e-6);
    }

    [Fact]
    public void The_norm_may_be_of_another_order()
    {
        var x = WithGradients([3, -4]);

        Assert.Equal(4, Utils.ClipGradNorm(x, 2, double.PositiveInfinity).Item());
        Assert.Equal([1.5, -2], x[0].Grad!.ToArray<double>().Select(element => Math.Round(element, 5)));
        Assert.Equal(3.5, Utils.ClipGradNorm(x[0], 10, normType: 1).Item(), 1e-5);
    }

    [Fact]
    public void Elements_are_held_between_bounds()
    {
        var x = WithGradients([3, -4, 0.25, double.NaN]);

        Utils.ClipGradValue(x, 0.5);

        Assert.Equal([0.5, -0.5, 0.25, double.NaN], x[0].Grad!.ToArray<double>());
    }

    [Fact]
    public void No_gradients_have_the_norm_zero() =>
        Assert.Equal(0, Utils.ClipGradNorm([Tensor.Zeros([1], requiresGrad: true)], 1).Item());

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_where_asked()
    {
        var x = WithGradients([1, double.NaN]);

        Assert.Equal(
            "Gradient.clipByNormWith: the norm of the gradient is NaN\n"
                + "  hint  look for its source with detectAnomaly, or pass over such steps with Optimiser.skipNonFinite",
            Wrong.Message(() => Utils.ClipGradNorm(x, 1, errorIfNonFinite: true))
        );
        Assert.Equal(
            "ClipGradValue: a gradient has elements that are NaN or infinite\n"
                + "  hint  look for the operation that made them, or clip with errorIfNonFinite: false",
            Wrong.Message(() => Utils.ClipGradValue(x, 0.5, errorIfNonFinite: true))
        );
        Assert.Equal(1, x[0].Grad!.ToArray<double>()[0]);
        Assert.Equal(
            "Gradient.clipByValue: bound is -1\n  hint  bound is 0 or more",
            Wrong.Message(() => Utils.ClipGradValue(x, -1))
        );
    }
}
