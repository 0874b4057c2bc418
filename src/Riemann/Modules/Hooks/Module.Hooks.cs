namespace Riemann;

public abstract partial class Module
{
    private ModuleHooks? hooks;

    /// <summary>The module that a copy for a functional call stands for, which is the one that hooks are told of.</summary>
    private Module? original;

    private bool HasHooks => hooks is { AreEmpty: false };

    private Tensor[] CallWithHooks(Tensor?[] inputs) => hooks!.Around(original ?? this, inputs, ForwardAll);

    /// <summary>
    /// Calls <paramref name="hook"/> before each forward computation with the module and its inputs. The inputs that it
    /// returns, all of them, take the place of the given ones; null changes nothing. Hooks run in the order of their
    /// registration, each with the inputs that the one before left.
    /// </summary>
    public HookHandle RegisterForwardPreHook(Func<Module, Tensor?[], Tensor?[]?> hook) =>
        (hooks ??= new()).ForwardPre.Add(hook);

    /// <summary>Calls <paramref name="hook"/> before each forward computation with the module and its inputs.</summary>
    public HookHandle RegisterForwardPreHook(Action<Module, Tensor?[]> hook) =>
        RegisterForwardPreHook(
            (module, inputs) =>
            {
                hook(module, inputs);
                return null;
            }
        );

    /// <summary>
    /// Calls <paramref name="hook"/> after each forward computation with the module, its inputs and its output. A tensor
    /// that it returns takes the output's place; null changes nothing. For modules with one output.
    /// </summary>
    public HookHandle RegisterForwardHook(Func<Module, Tensor?[], Tensor, Tensor?> hook) =>
        RegisterForwardHookAll(
            (module, inputs, outputs) =>
                outputs is not [var output]
                    ? throw Failure.Value(
                        module.GetName(),
                        $"a forward hook for one output, of a module that gives {outputs.Length}",
                        "register it with RegisterForwardHookAll"
                    )
                : hook(module, inputs, output) is { } changed ? [changed]
                : null
        );

    /// <summary>
    /// Calls <paramref name="hook"/> after each forward computation with the module, its inputs and its output. For modules
    /// with one output.
    /// </summary>
    public HookHandle RegisterForwardHook(Action<Module, Tensor?[], Tensor> hook) =>
        RegisterForwardHook(
            (module, inputs, output) =>
            {
                hook(module, inputs, output);
                return (Tensor?)null;
            }
        );

    /// <summary>
    /// Calls <paramref name="hook"/> after each forward computation with the module, its inputs and its outputs. Outputs
    /// that it returns, all of them, take the place of the computed ones; null changes nothing.
    /// </summary>
    public HookHandle RegisterForwardHookAll(Func<Module, Tensor?[], Tensor[], Tensor[]?> hook) =>
        (hooks ??= new()).Forward.Add(hook);

    /// <summary>
    /// Calls <paramref name="hook"/> in each backward pass, when the gradients of all outputs are there, with the module and
    /// these gradients, which are null for outputs that have none. Gradients that it returns, all of them, take their place
    /// before the module's own are computed: null for one of them means zeros, null for the whole changes nothing. It is
    /// called where an input or a parameter requires gradients.
    /// </summary>
    public HookHandle RegisterFullBackwardPreHook(Func<Module, Tensor?[], Tensor?[]?> hook) =>
        (hooks ??= new()).BackwardPre.Add(hook);

    /// <summary>
    /// Calls <paramref name="hook"/> in each backward pass, when the gradients of all outputs are there, with the module and
    /// these gradients.
    /// </summary>
    public HookHandle RegisterFullBackwardPreHook(Action<Module, Tensor?[]> hook) =>
        RegisterFullBackwardPreHook(
            (module, gradOutput) =>
            {
                hook(module, gradOutput);
                return null;
            }
        );

    /// <summary>
    /// Calls <paramref name="hook"/> in each backward pass, when the gradients of all inputs are there, with the module, these
    /// gradients, null for inputs that have none, and those of the outputs. Gradients of inputs that it returns, all of them,
    /// go on in their place: null for one of them means zeros, null for the whole changes nothing. It is called where an
    /// input or a parameter requires gradients.
    /// </summary>
    public HookHandle RegisterFullBackwardHook(Func<Module, Tensor?[], Tensor?[], Tensor?[]?> hook) =>
        (hooks ??= new()).Backward.Add(hook);

    /// <summary>
    /// Calls <paramref name="hook"/> in each backward pass, when the gradients of all inputs are there, with the module, these
    /// gradients and those of the outputs.
    /// </summary>
    public HookHandle RegisterFullBackwardHook(Action<Module, Tensor?[], Tensor?[]> hook) =>
        RegisterFullBackwardHook(
            (module, gradInput, gradOutput) =>
            {
                hook(module, gradInput, gradOutput);
                return null;
            }
        );
}
