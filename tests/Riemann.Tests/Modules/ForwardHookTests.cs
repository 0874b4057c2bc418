using Xunit;

namespace Riemann.Tests.Modules;

public class ForwardHookTests
{
    private static readonly Tensor Two = Tensor.From(2.0);

    [Fact]
    public void Hooks_before_change_the_inputs_one_after_the_other()
    {
        var model = new Square();
        var seen = new List<double>();
        model.RegisterForwardPreHook((_, inputs) => [inputs[0]! + 1]);
        model.RegisterForwardPreHook((_, inputs) => seen.Add(inputs[0]!.Item()));
        model.RegisterForwardPreHook((_, inputs) => [inputs[0]! * 2]);

        Assert.Equal(36.0, model.Call(Two).Item());
        Assert.Equal([3.0], seen);
        Assert.Equal(4.0, model.Forward(Two).Item());
    }

    [Fact]
    public void Hooks_after_see_the_changed_inputs_and_change_the_output()
    {
        var model = new Square();
        var seen = new List<(double, double)>();
        model.RegisterForwardPreHook((_, inputs) => [inputs[0]! + 1]);
        model.RegisterForwardHook((_, _, output) => output + 1);
        model.RegisterForwardHook((_, inputs, output) => seen.Add((inputs[0]!.Item(), output.Item())));
        model.RegisterForwardHook((_, _, _) => null);

        Assert.Equal(10.0, model.Call(Two).Item());
        Assert.Equal([(3.0, 10.0)], seen);
    }

    [Fact]
    public void Hooks_see_all_inputs_and_outputs()
    {
        var product = new Weighted();
        product.RegisterForwardPreHook((_, inputs) => [inputs[1], inputs[0]! + 1]);
        Assert.Equal(30.0, product.Call(Two, Tensor.From(5.0)).Item());

        var pair = new TwoOutputs();
        pair.RegisterForwardHookAll((_, _, outputs) => [outputs[1], outputs[0]]);
        Assert.Equal([6.0, 4.0], pair.CallAll(Two).Select(output => output.Item()));
    }

    [Fact]
    public void A_handle_takes_its_hook_away_and_no_other()
    {
        var model = new Square();
        Tensor?[]? twice(Module module, Tensor?[] inputs) => [inputs[0]! * 2];
        var first = model.RegisterForwardPreHook(twice);
        using (model.RegisterForwardPreHook(twice))
            Assert.Equal(64.0, model.Call(Two).Item());
        Assert.Equal(16.0, model.Call(Two).Item());
        first.Remove();
        first.Remove();
        Assert.Equal(4.0, model.Call(Two).Item());
    }

    [Fact]
    public void A_hook_that_is_removed_meanwhile_is_not_called_and_one_that_is_added_waits()
    {
        var model = new Square();
        var calls = new List<string>();
        HookHandle? second = null;
        model.RegisterForwardPreHook(
            (_, _) =>
            {
                calls.Add("first");
                second!.Remove();
                model.RegisterForwardPreHook((_, _) => calls.Add("added"));
            }
        );
        second = model.RegisterForwardPreHook((_, _) => calls.Add("second"));

        model.Call(Two);
        Assert.Equal(["first"], calls);
        model.Call(Two);
        Assert.Equal(["first", "first", "added"], calls);
    }

    [Fact]
    public void An_error_in_a_hook_leaves_the_module_as_it_was()
    {
        var model = new Square();
        var handle = model.RegisterForwardHook((_, _, _) => throw new InvalidOperationException("stop"));

        Assert.Throws<InvalidOperationException>(() => model.Call(Two));
        handle.Dispose();
        Assert.Equal(4.0, model.Call(Two).Item());
    }

    [Fact]
    public void Hooks_of_a_submodule_run_inside_of_those_of_the_whole()
    {
        var calls = new List<string>();
        var model = new Sequential(new Square());
        model.RegisterForwardPreHook((module, _) => calls.Add($"before {module.GetName()}"));
        model.RegisterForwardHook((module, _, _) => calls.Add($"after {module.GetName()}"));
        model[0].RegisterForwardPreHook((module, _) => calls.Add($"before {module.GetName()}"));
        model[0].RegisterForwardHook((module, _, _) => calls.Add($"after {module.GetName()}"));

        model.Call(Two);

        Assert.Equal(["before Sequential", "before Square", "after Square", "after Sequential"], calls);
    }

    [Fact]
    public void Wrong_numbers_of_tensors_are_refused()
    {
        var model = new Square();
        using (model.RegisterForwardPreHook((_, _) => [Two, Two]))
            Assert.Equal(
                """
                Square: a forward pre-hook returned 2 tensors in place of 1 inputs
                  hint  return null to change nothing, or all inputs in order
                """,
                Wrong.Message(() => model.Call(Two))
            );
        using (model.RegisterForwardHookAll((_, _, _) => []))
            Assert.Equal(
                """
                Square: a forward hook returned 0 tensors in place of 1 outputs
                  hint  return null to change nothing, or all outputs in order
                """,
                Wrong.Message(() => model.Call(Two))
            );
        var pair = new TwoOutputs();
        using (pair.RegisterForwardHook((_, _, output) => output))
            Assert.Equal(
                """
                TwoOutputs: a forward hook for one output, of a module that gives 2
                  hint  register it with RegisterForwardHookAll
                """,
                Wrong.Message(() => pair.CallAll(Two))
            );
        Assert.Equal(4.0, model.Call(Two).Item());
    }
}
