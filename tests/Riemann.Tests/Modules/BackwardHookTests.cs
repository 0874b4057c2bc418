using Xunit;

namespace Riemann.Tests.Modules;

public class BackwardHookTests
{
    private static Tensor Three => Tensor.From(3.0, requiresGrad: true);

    [Fact]
    public void Hooks_run_before_and_after_with_the_gradients()
    {
        var (model, x) = (new Square(), Three);
        var calls = new List<(string, double, double)>();
        model.RegisterFullBackwardHook((_, input, output) => calls.Add(("after", input[0]!.Item(), output[0]!.Item())));
        model.RegisterFullBackwardPreHook((_, output) => calls.Add(("before", 0, output[0]!.Item())));

        (model.Call(x) * 5).Backward();

        Assert.Equal([("before", 0.0, 5.0), ("after", 30.0, 5.0)], calls);
        Assert.Equal(30.0, x.Grad!.Item());
    }

    [Fact]
    public void Each_hook_sees_what_the_one_before_returned()
    {
        var (model, x) = (new Square(), Three);
        var seen = new List<double>();
        model.RegisterFullBackwardPreHook((_, output) => [output[0]! * 2]);
        model.RegisterFullBackwardPreHook((_, output) => [output[0]! + 1]);
        model.RegisterFullBackwardHook((_, input, output) => [input[0]! + output[0]!]);
        model.RegisterFullBackwardHook((_, input, output) => seen.AddRange([input[0]!.Item(), output[0]!.Item()]));

        model.Call(x).Backward();

        Assert.Equal([21.0, 3.0], seen);
        Assert.Equal(21.0, x.Grad!.Item());
    }

    [Fact]
    public void Null_for_a_gradient_means_zeros()
    {
        var (model, x, y) = (new Weighted(), Three, Three);
        using (model.RegisterFullBackwardHook((_, input, _) => [null, input[1]]))
            model.Call(x, y).Backward();
        Assert.Equal(0.0, x.Grad!.Item());
        Assert.Equal(6.0, y.Grad!.Item());
        Assert.Equal(9.0, model.Scale.Grad!.Item());

        (x.Grad, model.Scale.Grad) = (null, null);
        using (model.RegisterFullBackwardPreHook((_, _) => [null]))
            model.Call(x, y).Backward();
        Assert.Equal(0.0, x.Grad!.Item());
        Assert.Equal(0.0, model.Scale.Grad!.Item());
    }

    [Fact]
    public void Hooks_wait_for_the_gradients_of_all_outputs_and_inputs()
    {
        var (pair, x) = (new TwoOutputs(), Three);
        var calls = new List<double?[]>();
        pair.RegisterFullBackwardHook(
            (_, input, output) => calls.Add([input[0]?.Item(), output[0]?.Item(), output[1]?.Item()])
        );
        var outputs = pair.CallAll(x);
        (outputs[0] + outputs[1] * 10).Backward();
        pair.CallAll(x)[1].Backward();

        Assert.Equal(
            [
                [32.0, 1.0, 10.0],
                [3.0, null, 1.0],
            ],
            calls
        );
        Assert.Equal(35.0, x.Grad!.Item());
    }

    [Fact]
    public void An_input_without_gradient_has_null()
    {
        var (model, x) = (new Weighted(), Three);
        var seen = new List<Tensor?>();
        model.RegisterFullBackwardHook((_, input, _) => seen.AddRange(input));

        model.Call(Tensor.From(4.0), x).Backward();

        Assert.Null(seen[0]);
        Assert.Equal(8.0, seen[1]!.Item());
    }

    [Fact]
    public void Hooks_run_for_the_sake_of_parameters_but_not_for_nothing()
    {
        var calls = 0;
        var (model, plain) = (new Weighted(), new Square());
        foreach (Module module in new Module[] { model, plain })
        {
            module.RegisterFullBackwardPreHook((_, _) => calls++);
            module.RegisterFullBackwardHook((_, input, _) => Assert.All(input, Assert.Null));
        }
        model.Call(Tensor.From(4.0), Tensor.From(5.0)).Backward();
        Assert.Equal(1, calls);
        Assert.Equal(20.0, model.Scale.Grad!.Item());

        model.RequiresGradInPlace(false);
        (model.Call(Tensor.From(4.0), plain.Call(Tensor.From(5.0))) * Three).Backward();
        Assert.Equal(1, calls);
        using (new NoGrad())
            Assert.False(plain.Call(Three).RequiresGrad);
    }

    [Fact]
    public void The_same_module_twice_calls_its_hooks_for_each_call()
    {
        var (model, x) = (new Square(), Three);
        var seen = new List<double>();
        model.RegisterFullBackwardHook((_, input, output) => seen.AddRange([output[0]!.Item(), input[0]!.Item()]));

        model.Call(model.Call(x)).Backward();

        Assert.Equal([1.0, 18.0, 18.0, 108.0], seen);
    }

    [Fact]
    public void Gradients_through_hooks_are_differentiated_again()
    {
        var (model, x) = (new Square(), Three);
        var passes = 0;
        model.RegisterFullBackwardPreHook((_, output) => [output[0]! * x]);
        model.RegisterFullBackwardHook((_, _, _) => passes++);

        // The hook makes 2x · x of the slope 2x, which the second pass, through the hooks too, differentiates.
        var slope = Autograd.Grad(model.Call(x), x, createGraph: true);
        Assert.Equal(18.0, slope.Item());
        Assert.Equal(1, passes);
        Assert.Equal(12.0, Autograd.Grad(slope, x).Item());
        Assert.Equal(2, passes);
    }

    [Fact]
    public void Hooks_are_removed_by_their_handles_even_meanwhile()
    {
        var (model, x) = (new Square(), Three);
        var calls = new List<string>();
        HookHandle? second = null;
        model.RegisterFullBackwardHook(
            (_, _, _) =>
            {
                calls.Add("first");
                second!.Remove();
            }
        );
        second = model.RegisterFullBackwardHook((_, _, _) => calls.Add("second"));
        var y = model.Call(x);
        y.Backward(retainGraph: true);
        y.Backward();

        Assert.Equal(["first", "first"], calls);
        Assert.Equal(12.0, x.Grad!.Item());
    }

    [Fact]
    public void An_error_in_a_hook_leaves_everything_usable()
    {
        var (model, x) = (new Square(), Three);
        using (model.RegisterFullBackwardHook((_, _, _) => throw new InvalidOperationException("stop")))
            Assert.Throws<InvalidOperationException>(() => model.Call(x).Backward());

        model.Call(x).Backward();
        Assert.Equal(6.0, x.Grad!.Item());
        Assert.True(GradMode.IsGradEnabled);
    }

    [Fact]
    public void Wrong_gradients_are_refused()
    {
        var model = new Weighted();
        using (model.RegisterFullBackwardHook((_, input, _) => [input[0]]))
            Assert.Equal(
                """
                Weighted: a full backward hook returned 1 tensors in place of 2 input gradients
                  hint  return null to change nothing, or all input gradients in order
                """,
                Wrong.Message(() => model.Call(Three, Three).Backward())
            );
        using (model.RegisterFullBackwardPreHook((_, output) => [output[0], output[0]]))
            Assert.Equal(
                """
                Weighted: a full backward pre-hook returned 2 tensors in place of 1 output gradients
                  hint  return null to change nothing, or all output gradients in order
                """,
                Wrong.Message(() => model.Call(Three, Three).Backward())
            );
        using (model.RegisterFullBackwardPreHook((_, _) => [Tensor.Ones(2)]))
            Assert.Equal(
                """
                Weighted: a full backward pre-hook returned [2] float32 for a gradient of [] float64
                  hint  a gradient has the shape and element type of its tensor
                """,
                Wrong.Message(() => model.Call(Three, Three).Backward())
            );
    }
}
