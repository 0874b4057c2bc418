using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 002, scopes that say whether gradients are recorded.</summary>
public class GradModeTests
{
    private readonly Tensor x = Tensor.From(new[] { 1.0, 2.0, 3.0 }, requiresGrad: true);

    [Fact, Block("002", 9, "is_grad_enabled")]
    public void The_mode_can_be_asked_for()
    {
        Assert.True(GradMode.IsGradEnabled);
        using (new NoGrad())
            Assert.False(GradMode.IsGradEnabled);
    }

    [Fact, Block("002", 10, "no_grad as a context")]
    public void NoGrad_records_nothing()
    {
        using (new NoGrad())
            Assert.False((x * 2.0).RequiresGrad);
    }

    [Fact, Block("002", 11, "no_grad around a function")]
    public void NoGrad_goes_around_a_function()
    {
        var inference = NoGrad.Around((Tensor x) => x * 2.0);

        Assert.False(inference(x).RequiresGrad);
        Assert.True(GradMode.IsGradEnabled);
    }

    [Fact, Block("002", 12, "enable_grad as a context")]
    public void EnableGrad_records_inside_NoGrad()
    {
        using (new NoGrad())
        {
            Assert.False(GradMode.IsGradEnabled);
            using (new EnableGrad())
            {
                Assert.True(GradMode.IsGradEnabled);
                Assert.True((x * 2.0).RequiresGrad);
            }
            Assert.False(GradMode.IsGradEnabled);
        }
    }

    [Fact, Block("002", 13, "enable_grad around a function")]
    public void EnableGrad_goes_around_a_training_step()
    {
        var step = EnableGrad.Around(
            (Tensor x) =>
            {
                var loss = (x * x).Sum();
                loss.Backward();
                return loss;
            }
        );

        using (new NoGrad())
            Assert.Equal(14.0, step(x).Item());

        Assert.Equal([2.0, 4.0, 6.0], x.Grad!.ToArray<double>());
    }

    [Fact, Block("002", 14, "set_grad_enabled as a context")]
    public void SetGradEnabled_takes_the_mode()
    {
        using (new SetGradEnabled(false))
            Assert.False((x * 2.0).RequiresGrad);
        using (new SetGradEnabled(true))
            Assert.True((x * 2.0).RequiresGrad);
    }

    [Fact, Block("002", 15, "set_grad_enabled around functions")]
    public void SetGradEnabled_goes_around_functions()
    {
        var inference = SetGradEnabled.Around(false, (Tensor x) => x * 2.0);
        var train = SetGradEnabled.Around(true, (Tensor x) => x * 2.0);

        Assert.False(inference(x).RequiresGrad);
        Assert.True(train(x).RequiresGrad);
    }

    [Fact, Block("002", 16, "nested contexts")]
    public void Scopes_nest()
    {
        Tensor y1,
            y2,
            y3;
        using (new NoGrad())
        {
            y1 = x * 2.0;
            using (new EnableGrad())
                y2 = x * 3.0;
            y3 = x * 4.0;
        }

        Assert.Equal([false, true, false], new[] { y1, y2, y3 }.Select(y => y.RequiresGrad));
    }
}
