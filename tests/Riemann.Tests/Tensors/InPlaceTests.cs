using Xunit;

namespace Riemann.Tests.Tensors;

public class InPlaceTests
{
    private static readonly Tensor two = Tensor.From(new[] { 2.0, 2 });

    private static void Is(double[] expected, Tensor actual) => Assert.Equal(expected, actual.ToArray<double>());

    private static Tensor Fresh => Tensor.From(new[] { 1.0, 4 });

    [Fact]
    public void Arithmetic()
    {
        Is([3, 6], Fresh.AddInPlace(two));
        Is([21, 24], Fresh.AddInPlace(two, alpha: 10));
        Is([2, 5], Fresh.AddInPlace(1));
        Is([-1, 2], Fresh.SubInPlace(two));
        Is([-19, -16], Fresh.SubInPlace(two, alpha: 10));
        Is([0, 3], Fresh.SubInPlace(1));
        Is([2, 8], Fresh.MulInPlace(two));
        Is([3, 12], Fresh.MulInPlace(3));
        Is([0.5, 2], Fresh.DivInPlace(two));
        Is([0.25, 1], Fresh.DivInPlace(4));
        Is([1, 16], Fresh.PowInPlace(two));
        Is([1, 16], Fresh.PowInPlace(2));
        Is([41, 44], Fresh.AddCMulInPlace(two, two, 10));
        Is([11, 14], Fresh.AddCDivInPlace(two, two, 10));
        Is([1.5, 3], Fresh.LerpInPlace(two, 0.5));
    }

    [Fact]
    public void Values()
    {
        Is([0, 0], Fresh.ZeroInPlace());
        Is([7, 7], Fresh.FillInPlace(7));
        Is([2, 2], Fresh.CopyInPlace(two));
        Is([3, 3], Fresh.CopyInPlace(Tensor.From(3)));
        Is([1, 3], Fresh.ClampInPlace(max: 3));
        Is([9, 4], Fresh.MaskedFillInPlace(Fresh < 2, 9));
        Assert.All(Fresh.BernoulliInPlace().ToArray<double>(), value => Assert.True(value is 0 or 1));
    }

    [Fact]
    public void A_tensor_and_what_it_was_detached_from_change_together()
    {
        var x = Fresh;
        var shared = x.Detach();
        x.AddInPlace(1);
        Is([2, 5], shared);
    }

    [Fact]
    public void Saved_values_stay_what_they_were()
    {
        var x = Tensor.From(new[] { 3.0 }, requiresGrad: true);
        var y = x * 2;
        var z = y * y;
        y.ZeroInPlace();
        z.Sum().Backward();
        Is([24], x.Grad!);
    }

    [Fact]
    public void Shapes_types_and_leaves_stay()
    {
        Wrong.Says(
            "AddInPlace: the result would be [2; 2] float64, the tensor is [2] float64\n  hint  an in-place operation keeps the shape and the element type",
            () =>
                Fresh.AddInPlace(
                    Tensor.From(
                        new[,]
                        {
                            { 1.0 },
                            { 2 },
                        }
                    )
                )
        );
        Wrong.Says(
            "ExpInPlace: a leaf that requires gradients was changed in place\n  hint  change a computed tensor or a Clone, or do it inside NoGrad",
            () => Fresh.RequiresGradInPlace().ExpInPlace()
        );
    }
}
