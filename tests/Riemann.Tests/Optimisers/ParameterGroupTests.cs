using Xunit;

namespace Riemann.Tests.Optimisers;

public class ParameterGroupTests
{
    private static Tensor Leaf(double value = 1) => Tensor.From(new[] { value }, requiresGrad: true);

    [Fact]
    public void Groups_have_settings_of_their_own_and_the_rest_in_common()
    {
        var (x, y) = (Leaf(), Leaf());
        var optimizer = new SGD([new ParameterGroup([x]) { Lr = 0.5 }, new([y]) { WeightDecay = 1 }], lr: 0.1);

        Assert.Equal(0.5, optimizer.ParamGroups[0].Lr);
        Assert.Equal(0.1, optimizer.ParamGroups[1].Lr);
        Assert.Equal(0, optimizer.ParamGroups[0].WeightDecay);
        (x.Grad, y.Grad) = (Tensor.From(new[] { 1.0 }), Tensor.From(new[] { 1.0 }));
        optimizer.Step();

        Assert.Equal(0.5, x.Item());
        Assert.Equal(0.8, y.Item());
    }

    [Fact]
    public void A_setting_counts_from_the_next_step_on()
    {
        var x = Leaf();
        var optimizer = new SGD([x], lr: 0.5);
        x.Grad = Tensor.From(new[] { 1.0 });
        optimizer.Step();

        optimizer.ParamGroups[0].Lr = 0.25;
        optimizer.Step();
        Assert.Equal(0.25, x.Item());

        optimizer.ParamGroups[0].Momentum = 0.5; // from here on there is a direction
        optimizer.Step();
        optimizer.Step();
        Assert.Equal(0.25 - 0.25 - 0.375, x.Item());
    }

    [Fact]
    public void Parameters_without_a_gradient_stay_and_count_no_step()
    {
        var (x, y, z) = (Leaf(), Leaf(), Leaf());
        var optimizer = new Adam([x, y], lr: 0.1);
        x.Grad = Tensor.From(new[] { 1.0 });
        optimizer.Step();
        optimizer.Step();
        Assert.Equal(1.0, y.Item());

        y.Grad = Tensor.From(new[] { 1.0 });
        optimizer.Step();

        // The first step of one is like the first step of another, whatever came before.
        var alone = new Adam([z], lr: 0.1);
        z.Grad = Tensor.From(new[] { 1.0 });
        alone.Step();
        Assert.Equal(z.Item(), y.Item());
        Assert.Equal(3, optimizer.StateDict().State[0]["step"].Item());
        Assert.Equal(1, optimizer.StateDict().State[1]["step"].Item());
    }

    [Fact]
    public void A_group_that_is_added_is_trained()
    {
        var (x, y) = (Leaf(), Leaf());
        var optimizer = new SGD([x], lr: 0.5);

        optimizer.AddParamGroup(new([y]) { Lr = 0.25 });
        y.Grad = Tensor.From(new[] { 1.0 });
        optimizer.Step();

        Assert.Equal(0.75, y.Item());
    }

    [Fact]
    public void Gradients_are_taken_away_or_set_to_zeros()
    {
        var x = Leaf();
        var optimizer = new SGD([x]);
        x.Grad = Tensor.From(new[] { 1.0 });

        optimizer.ZeroGrad(setToNone: false);
        Assert.Equal(0, x.Grad!.Item());

        optimizer.ZeroGrad();
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_step_leaves_no_trace_and_the_value_of_before_to_those_who_have_it()
    {
        var x = Leaf(2);
        var before = x.Copy();
        var loss = (x * x).Sum();
        loss.Backward(retainGraph: true);

        new SGD([x], lr: 0.5).Step();

        Assert.Equal((2.0, 0.0), (before.Item(), x.Item()));
        Assert.True(x.IsLeaf && x.RequiresGrad);
        loss.Backward(); // by the value that it was computed from
        Assert.Equal(8, x.Grad!.Item());
    }

    [Fact]
    public void The_text_lists_the_groups() =>
        Assert.Equal(
            """
            AdamW (
            Parameter Group 0
                lr: 0.001
                betas: (0.9, 0.999)
                eps: 1E-08
                weight_decay: 0.5
                amsgrad: false
                maximize: false
            )
            """,
            new AdamW([new ParameterGroup([Leaf()]) { WeightDecay = 0.5 }]).ToString()
        );
}
