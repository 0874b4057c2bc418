namespace Riemann;

/// <summary>What happens to the gradient of one value on its way back: hooks that see or change it, and whether it stays.</summary>
internal sealed class GradientSink
{
    private Func<Tensor, Tensor?>[] hooks = [];

    /// <summary>The tensor whose <see cref="Tensor.Grad"/> receives the gradient, unless it is gone or keeps none.</summary>
    public WeakReference<Tensor>? Keeper { get; set; }

    public HookHandle Add(Func<Tensor, Tensor?> hook)
    {
        // A wrapper of its own, so that a hook registered twice is removed once.
        Tensor? own(Tensor gradient) => hook(gradient);
        Func<Tensor, Tensor?> registered = own;
        Change(hooks => [.. hooks, registered]);
        return new HookHandle(() => Change(hooks => [.. hooks.Where(other => other != registered)]));
    }

    /// <summary>The gradient after all hooks that are registered now; those that hooks add see the next one.</summary>
    public CoreTensor Pass(BackwardPass pass, CoreTensor gradient)
    {
        var registered = Volatile.Read(ref hooks);
        if (registered.Length == 0)
            return gradient;
        using var _ = pass.EnterUserCode();
        foreach (var hook in registered)
            if (hook(BackwardPass.Show(gradient)) is { } changed)
                gradient = Alike(gradient, changed.Operand);
        return gradient;
    }

    private void Change(Func<Func<Tensor, Tensor?>[], Func<Tensor, Tensor?>[]> change)
    {
        lock (this)
            Volatile.Write(ref hooks, change(hooks));
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
