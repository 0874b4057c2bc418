using Riemann.FSharp;

namespace Riemann;

/// <summary>
/// One call of a module whose backward hooks wait for its gradients: the hooks before at a boundary around the outputs, the
/// hooks after at one around the inputs.
/// </summary>
internal sealed class BackwardCall
{
    private readonly Module module;
    private readonly IEnumerable<FullBackwardPreHook> before;
    private readonly IEnumerable<FullBackwardHook> after;
    private readonly bool hasAfter;
    private Aval?[] inputs = [];
    private Aval?[] outputs = [];
    private Tensor?[]? gradOutput;
    private bool hasEntrance;

    private BackwardCall(Module module, ModuleHooks hooks)
    {
        this.module = module;
        before = hooks.BackwardPre.Now();
        after = hooks.Backward.Now();
        hasAfter = !hooks.Backward.IsEmpty;
    }

    /// <summary>A call, or null where no hook waits or where no gradient will reach an input or a parameter.</summary>
    public static BackwardCall? TryBegin(Module module, ModuleHooks hooks, Tensor?[] inputs) =>
        GradMode.IsGradEnabled
        && !(hooks.BackwardPre.IsEmpty && hooks.Backward.IsEmpty)
        && (
            Array.Exists(inputs, input => input is { RequiresGrad: true })
            || module.Parameters().Any(parameter => parameter.RequiresGrad)
        )
            ? new BackwardCall(module, hooks)
            : null;

    /// <summary>The inputs for the module.</summary>
    public Tensor?[] Enter(Tensor?[] given)
    {
        inputs = Array.ConvertAll(given, input => input?.Primal.Aval);
        if (!hasAfter)
            return given;
        var entered = BoundaryNode.Around(given, PassInputs);
        hasEntrance = !ReferenceEquals(entered, given);
        return entered;
    }

    /// <summary>The outputs for the module's user.</summary>
    public Tensor[] Leave(Tensor[] given)
    {
        outputs = Array.ConvertAll(given, output => (Aval?)output.Primal.Aval);
        return BoundaryNode.Around(given, PassOutputs);
    }

    private Tensor?[] PassOutputs(Tensor?[] gradients)
    {
        foreach (var hook in before)
            if (hook(module, gradients) is { } changed)
                gradients = Completed("full backward pre-hook", changed, gradients, "output gradients", outputs);
        gradOutput = gradients;
        // Without an input that has a gradient, nothing follows to tell when the parameters have theirs.
        if (!hasEntrance)
            PassInputs(new Tensor?[inputs.Length]);
        return gradients;
    }

    private Tensor?[] PassInputs(Tensor?[] gradients)
    {
        var received = gradOutput ?? new Tensor?[outputs.Length];
        gradOutput = null;
        foreach (var hook in after)
            if (hook(module, gradients, received) is { } changed)
                gradients = Completed("full backward hook", changed, gradients, "input gradients", inputs);
        return gradients;
    }

    /// <summary>What a hook returned, with zeros where it returned null in the place of a gradient.</summary>
    private Tensor?[] Completed(string kind, Tensor?[] changed, Tensor?[] before, string what, Aval?[] forms)
    {
        ModuleHooks.Complete(module, kind, changed, before.Length, what);
        var completed = new Tensor?[before.Length];
        for (var i = 0; i < before.Length; i++)
        {
            completed[i] = changed[i] ?? (before[i] is { } gradient ? Tensor.ZerosLike(gradient) : null);
            if (completed[i] is { } own && forms[i] is { } form && !own.Primal.Aval.Equals(form))
                throw Failure.Value(
                    module.GetName(),
                    $"a {kind} returned {own.Primal.Aval} for a gradient of {form}",
                    "a gradient has the shape and element type of its tensor"
                );
        }
        return completed;
    }
}
