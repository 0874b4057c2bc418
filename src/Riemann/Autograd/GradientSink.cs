namespace Riemann;

/// <summary>What happens to the gradient of one value on its way back: hooks that see or change it, and whether it stays.</summary>
internal sealed class GradientSink
{
    private readonly List<Func<Tensor, Tensor?>> hooks = [];

    /// <summary>The tensor whose <see cref="Tensor.Grad"/> receives the gradient, unless it is gone or keeps none.</summary>
    public WeakReference<Tensor>? Keeper { get; set; }

    public HookHandle Add(Func<Tensor, Tensor?> hook)
    {
        // A wrapper of its own, so that a hook registered twice is removed once.
        Tensor? own(Tensor gradient) => hook(gradient);
        Func<Tensor, Tensor?> registered = own;
        hooks.Add(registered);
        return new HookHandle(() => hooks.Remove(registered));
    }

    /// <summary>The gradient after all hooks.</summary>
    public CoreTensor Pass(CoreTensor gradient)
    {
        foreach (var hook in hooks.ToArray())
            if (hook(Tensor.Wrap(gradient)) is { } changed)
                gradient = Alike(gradient, changed.Operand);
        return gradient;
    }

    private static CoreTensor Alike(CoreTensor gradient, CoreTensor changed) =>
        changed.Aval.Equals(gradient.Aval)
            ? changed
            : throw Failure.Value(
                "RegisterHook",
                $"the hook returned {changed.Aval} for a gradient of {gradient.Aval}",
                "return null, or a gradient of the same shape and element type"
            );
}
