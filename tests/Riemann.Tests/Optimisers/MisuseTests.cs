using Xunit;

namespace Riemann.Tests.Optimisers;

public class MisuseTests
{
    private static readonly Tensor x = Tensor.From(new[] { 1.0, 2.0 }, requiresGrad: true);

    [Fact]
    public void No_parameters_are_refused()
    {
        const string message =
            "Adam: there are no parameters\n  hint  pass model.Parameters(), or groups of some of them";

        Assert.Equal(message, Wrong.Message(() => new Adam(new ReLU().Parameters())));
        Assert.Equal(message, Wrong.Message(() => new Adam(Array.Empty<ParameterGroup>())));
        Assert.Equal(message, Wrong.Message(() => new Adam([new ParameterGroup([x]), new([])])));
    }

    [Fact]
    public void A_parameter_twice_is_refused()
    {
        Assert.Equal(
            "SGD: parameter 1 comes twice in its group\n  hint  each parameter once",
            Wrong.Message(() => new SGD([x, x]))
        );
        Assert.Equal(
            "SGD: parameter 0 is in another group already\n  hint  each parameter in one group",
            Wrong.Message(() => new SGD([new ParameterGroup([x]), new([x])]))
        );
    }

    [Fact]
    public void A_computed_tensor_is_refused() =>
        Assert.Equal(
            "SGD: parameter 0 was computed from others that require gradients\n"
                + "  hint  train those, or a Detach of it with RequiresGrad",
            Wrong.Message(() => new SGD([x * 2]))
        );

    [Fact]
    public void A_group_of_another_optimiser_is_refused()
    {
        var group = new ParameterGroup([x]);
        _ = new SGD([group]);

        Assert.Equal(
            "Adam: the group belongs to an optimiser, SGD\n  hint  make a group for each",
            Wrong.Message(() => new Adam([group]))
        );
    }

    [Fact]
    public void A_setting_that_the_optimiser_does_not_have_is_refused()
    {
        var group = new ParameterGroup([x]) { Betas = (0.9, 0.99) };
        Assert.Equal(
            "SGD: there is no setting betas\n"
                + "  hint  the settings are lr, momentum, dampening, weight_decay, nesterov, maximize",
            Wrong.Message(() => new SGD([group]))
        );
        Assert.Equal((0.9, 0.99), new Adam([group]).ParamGroups[0].Betas);

        var gd = new GD([x]);
        const string message = "GD: there is no setting momentum\n  hint  the settings are lr, weight_decay";
        Assert.Equal(message, Wrong.Message(() => gd.ParamGroups[0].Momentum));
        Assert.Equal(message, Wrong.Message(() => gd.ParamGroups[0].Momentum = 0.9));
        Assert.Equal(
            "GD: the setting lr is 0.01, and fast is not of its type\n  hint  a value of type Double",
            Wrong.Message(() => gd.ParamGroups[0]["lr"] = "fast")
        );
    }

    [Fact]
    public void A_setting_out_of_range_is_refused_when_it_is_made_and_when_it_is_changed()
    {
        const string message = "Optimiser.adam: LearningRate is -1\n  hint  LearningRate is 0 or more";
        Assert.Equal(message, Wrong.Message(() => new Adam([x], lr: -1)));
        Assert.Equal(message, Wrong.Message(() => new Adam([new ParameterGroup([x]) { Lr = -1 }])));
        Assert.Equal(
            "Optimiser.adam: Beta1 is 1\n  hint  Beta1 is from 0 up to 1, without 1",
            Wrong.Message(() => new Adam([x], betas: (1, 0.999)))
        );
        Assert.Equal(
            "Optimiser.sgd: Nesterov with this momentum and dampening\n  hint  Nesterov needs momentum and no dampening",
            Wrong.Message(() => new SGD([x], nesterov: true))
        );

        var y = Tensor.From(1.0, requiresGrad: true);
        var adam = new Adam([y]);
        (y * y).Backward();
        adam.ParamGroups[0].Lr = -1;
        Assert.Equal(message, Wrong.Message(adam.Step));
        Assert.Equal(1, y.Item());
    }

    [Fact]
    public void A_closure_must_return_one_number()
    {
        var optimizer = new SGD([x]);

        Assert.Equal(
            "SGD: the closure returned a tensor of shape [2], not one number\n  hint  reduce the loss with Sum or Mean",
            Wrong.Message(() => optimizer.Step(() => x * 2))
        );
        Assert.Equal(
            "SGD: the closure returned null\n  hint  return the loss, one number",
            Wrong.Message(() => optimizer.Step(() => null!))
        );
        Assert.Equal(
            "SGD: the closure is null\n  hint  a function that computes the loss and its gradients",
            Wrong.Message(() => optimizer.Step(null!))
        );
    }

    [Fact]
    public void An_optimiser_without_an_update_says_so()
    {
        var y = Tensor.From(1.0, requiresGrad: true);
        (y * y).Backward();

        Assert.Equal(
            "Idle: there is no update of parameters\n  hint  override Update, or Step",
            Wrong.Message(new Idle([y]).Step)
        );
    }

    private sealed class Idle(IEnumerable<Tensor> parameters) : Optimizer(parameters, []);
}
