namespace Riemann.Tests.Optimisers;

/// <summary>A small network, its data, and its training by the facade.</summary>
internal static class Practice
{
    public static readonly Tensor Inputs = Tensor.Arange(24).Float().Sin().Reshape(8, 3);
    public static readonly Tensor Targets = Tensor.Arange(8).Float().Cos().Reshape(8, 1);

    /// <summary>The same network every time, whatever other tests draw meanwhile.</summary>
    public static Sequential Model()
    {
        var model = new Sequential(new Linear(3, 5), new Tanh(), new Linear(5, 1));
        using (new NoGrad())
            foreach (var parameter in model.Parameters())
                parameter.CopyInPlace(Tensor.Arange(parameter.Length).Double().Sin().Reshape(parameter.Shape) / 2);
        return model;
    }

    public static Tensor Loss(Module model) => Functional.MseLoss(model.Call(Inputs), Targets);

    /// <summary>Takes steps, after each of which a scheduler may take one.</summary>
    public static void Train(Module model, Optimizer optimizer, int steps, Action? afterStep = null)
    {
        for (var i = 0; i < steps; i++)
        {
            optimizer.ZeroGrad();
            Loss(model).Backward();
            optimizer.Step();
            afterStep?.Invoke();
        }
    }

    /// <summary>A closure that computes the loss and its gradients.</summary>
    public static Func<Tensor> Closure(Module model, Optimizer optimizer) =>
        () =>
        {
            optimizer.ZeroGrad();
            var loss = Loss(model);
            loss.Backward();
            return loss;
        };

    /// <summary>Every number of the parameters, one after the other.</summary>
    public static float[] Numbers(Module model) =>
        [.. model.Parameters().SelectMany(parameter => parameter.Flatten().ToArray<float>())];
}
