using Riemann;

/// <summary>Hooks on all layers that know how large the gradients of their outputs were, and stop at one that is no number.</summary>
internal sealed class GradientMonitor : IDisposable
{
    private readonly List<HookHandle> handles = [];

    public GradientMonitor(Module model)
    {
        foreach (var (name, layer) in model.NamedChildren())
            handles.Add(layer.RegisterFullBackwardHook((_, _, gradOutput) => Look(name, gradOutput)));
    }

    /// <summary>The norm of the last gradient, by the layer's name.</summary>
    public Dictionary<string, double> Norms { get; } = [];

    public void Dispose() => handles.ForEach(handle => handle.Remove());

    private void Look(string name, Tensor?[] gradients)
    {
        foreach (var gradient in gradients.OfType<Tensor>())
        {
            Norms[name] = gradient.Norm().Item();
            if (!double.IsFinite(Norms[name]))
                throw new InvalidDataException($"the gradient of {name} is not finite");
        }
    }
}
