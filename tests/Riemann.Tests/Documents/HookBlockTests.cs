using Xunit;

namespace Riemann.Tests.Documents;

public class HookBlockTests
{
    private static Sequential Classifier() => new(new Linear(784, 256), new ReLU(), new Linear(256, 10));

    [Fact, Block("000", 33, "forward pre-hooks")]
    public void Hooks_before_the_forward_computation()
    {
        var linear = new Linear(10, 5);
        var printed = new List<string>();
        var first = linear.RegisterForwardPreHook(
            (module, input) =>
                printed.Add($"Input shape for module {module.GetName()}: [{string.Join(", ", input[0]!.Shape)}]")
        );
        var second = linear.RegisterForwardPreHook((_, input) => [input[0]! * 2]);

        var x = Tensor.Ones(2, 10);
        var output = linear.Call(x);
        first.Remove();
        second.Remove();

        Assert.Equal(["Input shape for module Linear: [2, 10]"], printed);
        Assert.Equal(linear.Call(x * 2).ToArray<float>(), output.ToArray<float>());
        Assert.Single(printed);
    }

    [Fact, Block("000", 34, "a forward hook")]
    public void A_hook_that_keeps_features()
    {
        var features = new List<Tensor>();
        var model = Classifier();
        var handle = model[0].RegisterForwardHook((_, _, output) => features.Add(output.Clone()));

        model.Call(Tensor.Randn(4, 784));
        handle.Remove();
        model.Call(Tensor.Randn(4, 784));

        Assert.Equal([4, 256], Assert.Single(features).Shape);
    }

    [Fact, Block("000", 35, "backward pre-hooks")]
    public void Gradients_clipped_before_the_backward_computation()
    {
        var linear = new Linear(10, 5);
        var printed = new List<string>();
        using var clipping = linear.RegisterFullBackwardPreHook((_, gradOutput) => [gradOutput[0]?.Clamp(-1, 1)]);
        using var printing = linear.RegisterFullBackwardPreHook(
            (_, gradOutput) =>
                printed.Add(
                    $"{string.Join(", ", gradOutput[0]!.Shape)}: {gradOutput[0]!.Min().Item()} to {gradOutput[0]!.Max().Item()}"
                )
        );
        var x = Tensor.Randn(2, 10).RequiresGradInPlace();

        (linear.Call(x).Sum() * 3).Backward();

        Assert.Equal(["2, 5: 1 to 1"], printed);
        Assert.All(linear.Bias!.Grad!.ToArray<float>(), slope => Assert.Equal(2f, slope));
    }

    [Fact, Block("000", 36, "a backward hook")]
    public void Gradients_seen_after_the_backward_computation()
    {
        var model = Classifier();
        var seen = new List<(string Module, int[]? Input, int[]? Output)>();
        foreach (var layer in model)
            layer.RegisterFullBackwardHook(
                (module, gradInput, gradOutput) =>
                    seen.Add((module.GetName(), gradInput[0]?.Clone().Shape, gradOutput[0]?.Clone().Shape))
            );
        var x = Tensor.Randn(4, 784).RequiresGradInPlace();

        model.Call(x).Sum().Backward();

        Assert.Equal(["Linear", "ReLU", "Linear"], seen.Select(entry => entry.Module));
        Assert.Equal(
            [
                [4, 256],
                [4, 256],
                [4, 784],
            ],
            seen.Select(entry => entry.Input!)
        );
        Assert.Equal(
            [
                [4, 10],
                [4, 256],
                [4, 256],
            ],
            seen.Select(entry => entry.Output!)
        );
    }

    [Fact, Block("000", 37, "a hook's handle")]
    public void A_handle_removes_its_hook()
    {
        var (module, calls) = (new ReLU(), 0);
        var handle = module.RegisterForwardHook(
            (_, _, _) =>
            {
                calls++;
            }
        );
        module.Call(Tensor.Ones(1));
        handle.Remove();
        module.Call(Tensor.Ones(1));

        Assert.Equal(1, calls);
    }

    [Fact, Block("000", 38, "a hook in a scope")]
    public void A_hook_lives_as_long_as_its_scope()
    {
        var (module, calls) = (new ReLU(), 0);
        using (
            module.RegisterForwardHook(
                (_, _, _) =>
                {
                    calls++;
                }
            )
        )
            module.Call(Tensor.Ones(1));
        module.Call(Tensor.Ones(1));

        Assert.Equal(1, calls);
    }

    [Fact, Block("000", 39, "several hooks")]
    public void Hooks_run_in_order_of_registration()
    {
        var (module, printed) = (new ReLU(), new List<string>());
        module.RegisterForwardPreHook((_, _) => printed.Add("Hook 1"));
        module.RegisterForwardPreHook((_, _) => printed.Add("Hook 2"));

        module.Call(Tensor.Ones(1));

        Assert.Equal(["Hook 1", "Hook 2"], printed);
    }

    private sealed class SimpleCnn : Module
    {
        public Conv2d Conv1 { get; } = new(1, 16, kernelSize: 3, padding: 1);

        private readonly ReLU relu = new();

        public Conv2d Conv2 { get; } = new(16, 32, kernelSize: 3, padding: 1);

        private readonly Linear fc = new(32 * 28 * 28, 10);

        public override Tensor Forward(Tensor x)
        {
            x = Conv2.Call(relu.Call(Conv1.Call(x)));
            return fc.Call(x.View(x.Size(0), -1));
        }
    }

    [Fact, Block("000", 40, "feature maps of a CNN")]
    public void Feature_maps_are_kept_by_name()
    {
        var activations = new Dictionary<string, Tensor>();
        Action<Module, Tensor?[], Tensor> keep(string name) => (_, _, output) => activations[name] = output.Detach();
        var model = new SimpleCnn();
        model.Conv1.RegisterForwardHook(keep("conv1"));
        model.Conv2.RegisterForwardHook(keep("conv2"));

        var output = model.Call(Tensor.Rand(28, 28).Unsqueeze(0).Unsqueeze(0));

        Assert.Equal([1, 16, 28, 28], activations["conv1"].Shape);
        Assert.Equal([1, 32, 28, 28], activations["conv2"].Shape);
        Assert.False(activations["conv1"].RequiresGrad);
        Assert.InRange(output.ArgMax(1).Item(), 0, 9);
        Assert.Equal(["conv1", "relu", "conv2", "fc"], model.NamedChildren().Select(entry => entry.Name));
    }

    private sealed class GradientChecker(double threshold)
    {
        public bool HasNanOrInf { get; private set; }

        public List<string> Warnings { get; } = [];

        public Dictionary<string, double[]> InputNorms { get; } = [];

        public void Hook(Module module, Tensor?[] gradInput, Tensor?[] gradOutput)
        {
            foreach (var gradient in gradInput.Concat(gradOutput).OfType<Tensor>())
                HasNanOrInf |= gradient.IsNaN().Any().ToArray<bool>()[0] || gradient.IsInf().Any().ToArray<bool>()[0];
            foreach (var gradient in gradOutput.OfType<Tensor>())
                if (gradient.Norm().Item() > threshold)
                    Warnings.Add($"Gradient explosion in {module.GetName()}");
            InputNorms[module.GetName()] = [.. gradInput.Select(gradient => gradient?.Norm().Item() ?? 0)];
        }
    }

    [Fact, Block("000", 41, "gradient checking")]
    public void Gradients_that_are_not_numbers_are_noticed()
    {
        var (model, checker) = (Classifier(), new GradientChecker(threshold: 100));
        foreach (var layer in model)
            layer.RegisterFullBackwardHook(checker.Hook);

        model.Call(Tensor.Randn(4, 784)).Sum().Backward();
        Assert.False(checker.HasNanOrInf);
        Assert.Empty(checker.Warnings);
        Assert.Equal(["Linear", "ReLU"], checker.InputNorms.Keys.Order());

        (model.Call(Tensor.Randn(4, 784)).Sum() * 1e4).Backward();
        Assert.Contains("Gradient explosion in Linear", checker.Warnings);
        (model.Call(Tensor.Randn(4, 784)).Sum() * double.NaN).Backward();
        Assert.True(checker.HasNanOrInf);
    }

    [Fact, Block("000", 42, "weight statistics")]
    public void Statistics_of_weights_and_activations()
    {
        var model = new Sequential(
            new Linear(784, 128),
            new ReLU(),
            new Linear(128, 64),
            new ReLU(),
            new Linear(64, 10)
        );
        var history = new List<(string Module, double OutputMean, double WeightStd, double Dead)>();
        foreach (var (_, layer) in model.NamedModules())
            if (layer is Linear linear)
                linear.RegisterForwardHook(
                    (module, _, output) =>
                        history.Add(
                            (
                                module.GetName(),
                                output.Mean().Item(),
                                linear.Weight.Std().Item(),
                                (linear.Weight.Abs() < 1e-6).Sum().Item()
                            )
                        )
                );

        model.Call(Tensor.Ones(2, 784));

        Assert.Equal(["Linear", "Linear", "Linear"], history.Select(entry => entry.Module));
        Assert.All(history, entry => Assert.InRange(entry.WeightStd, 0.01, 0.1));
        Assert.All(history, entry => Assert.InRange(entry.Dead, 0, 10));
        Assert.All(history, entry => Assert.True(double.IsFinite(entry.OutputMean)));
    }

    private sealed class MultiOutputModule : Module
    {
        protected override Tensor[] ForwardAll(Tensor?[] inputs) => [inputs[0]! * 2, inputs[0]! * 3];
    }

    [Fact, Block("000", 43, "a module with two outputs")]
    public void The_gradients_of_both_outputs_come_together()
    {
        var module = new MultiOutputModule();
        var printed = new List<string>();
        module.RegisterFullBackwardHook(
            (_, _, gradOutput) =>
                printed.AddRange(gradOutput.Select((g, i) => $"Output {i + 1} grad shape: {g!.Shape[0]}"))
        );
        var x = Tensor.Ones(4).RequiresGradInPlace();

        var outputs = module.CallAll(x);
        (outputs[0] * outputs[1]).Sum().Backward();

        Assert.Equal(["Output 1 grad shape: 4", "Output 2 grad shape: 4"], printed);
        Assert.All(x.Grad!.ToArray<float>(), slope => Assert.Equal(12f, slope));
    }

    [Fact, Block("000", 44, "safe clipping and monitoring")]
    public void Clipping_keeps_the_flow_of_gradients_and_monitoring_the_graph()
    {
        var (linear, stored) = (new Linear(3, 2), new List<Tensor?>());
        linear.RegisterFullBackwardPreHook((_, gradOutput) => Array.ConvertAll(gradOutput, g => g?.Clamp(-1, 1)));
        linear.RegisterFullBackwardHook(
            (_, _, gradOutput) => stored.AddRange(gradOutput.Select(g => g?.Detach().Clone()))
        );

        (
            linear.Call(Tensor.Ones(1, 3))
            * Tensor.From(
                new[,]
                {
                    { 5f, 0.5f },
                }
            )
        ).Sum().Backward();

        Assert.Equal([1f, 0.5f], Assert.Single(stored)!.ToArray<float>());
        Assert.Equal([1f, 0.5f], linear.Bias!.Grad!.ToArray<float>());
    }
}
