global using ForwardHook = System.Func<Riemann.Module, Riemann.Tensor?[], Riemann.Tensor[], Riemann.Tensor[]?>;
global using ForwardPreHook = System.Func<Riemann.Module, Riemann.Tensor?[], Riemann.Tensor?[]?>;
global using FullBackwardHook = System.Func<Riemann.Module, Riemann.Tensor?[], Riemann.Tensor?[], Riemann.Tensor?[]?>;
global using FullBackwardPreHook = System.Func<Riemann.Module, Riemann.Tensor?[], Riemann.Tensor?[]?>;

namespace Riemann;

/// <summary>The hooks of a module, and how they see and change what goes through it.</summary>
internal sealed class ModuleHooks
{
    public HookList<ForwardPreHook> ForwardPre { get; private init; } = new();

    public HookList<ForwardHook> Forward { get; private init; } = new();

    public HookList<FullBackwardPreHook> BackwardPre { get; private init; } = new();

    public HookList<FullBackwardHook> Backward { get; private init; } = new();

    public bool AreEmpty => ForwardPre.IsEmpty && Forward.IsEmpty && BackwardPre.IsEmpty && Backward.IsEmpty;

    public ModuleHooks Copy() =>
        new()
        {
            ForwardPre = ForwardPre.Copy(),
            Forward = Forward.Copy(),
            BackwardPre = BackwardPre.Copy(),
            Backward = Backward.Copy(),
        };

    /// <summary>One call of a module with its hooks around it: what each hook returns the next one sees.</summary>
    public Tensor[] Around(Module module, Tensor?[] inputs, Func<Tensor?[], Tensor[]> forward)
    {
        foreach (var hook in ForwardPre.Now())
            if (hook(module, inputs) is { } changed)
                inputs = Complete(module, "forward pre-hook", changed, inputs.Length, "inputs");
        var backward = BackwardCall.TryBegin(module, this, inputs);
        inputs = backward?.Enter(inputs) ?? inputs;
        var outputs = forward(inputs);
        foreach (var hook in Forward.Now())
            if (hook(module, inputs, outputs) is { } changed)
                outputs = Complete(module, "forward hook", changed, outputs.Length, "outputs");
        return backward?.Leave(outputs) ?? outputs;
    }

    /// <summary>What a hook returned, if there are as many as before.</summary>
    public static T[] Complete<T>(Module module, string kind, T[] changed, int count, string what) =>
        changed.Length == count
            ? changed
            : throw Failure.Value(
                module.GetName(),
                $"a {kind} returned {changed.Length} tensors in place of {count} {what}",
                $"return null to change nothing, or all {what} in order"
            );
}
