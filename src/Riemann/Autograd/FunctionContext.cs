namespace Riemann;

/// <summary>What one call of a <see cref="Function"/> keeps from <see cref="Function.Forward"/> to <see cref="Function.Backward"/>.</summary>
public sealed class FunctionContext
{
    private readonly Dictionary<string, object?> attributes = [];
    private readonly List<Tensor> notDifferentiable = [];

    internal FunctionContext(IReadOnlyList<bool> needsInputGrad) => NeedsInputGrad = needsInputGrad;

    /// <summary>For each input whether its gradient is asked for; the others' need not be computed.</summary>
    public IReadOnlyList<bool> NeedsInputGrad { get; }

    /// <summary>What was saved for the backward pass, in order.</summary>
    public IReadOnlyList<Tensor> SavedTensors => [.. Saved.Select(Tensor.Wrap)];

    /// <summary>Anything else that the backward pass needs, by name. Raises where a name was never set.</summary>
    public object? this[string name]
    {
        get =>
            attributes.TryGetValue(name, out var value)
                ? value
                : throw Failure.Value(
                    "FunctionContext",
                    $"there is no attribute {name}",
                    $"set context[\"{name}\"] in Forward"
                );
        set => attributes[name] = value;
    }

    /// <summary>
    /// Saves inputs, outputs or other tensors as they are now. Derivatives of the backward pass itself go through saved
    /// inputs and outputs.
    /// </summary>
    public void SaveForBackward(params Tensor[] tensors) => Kept = [.. tensors];

    /// <summary>Declares outputs that have no gradient.</summary>
    public void MarkNonDifferentiable(params Tensor[] outputs) => notDifferentiable.AddRange(outputs);

    internal Tensor[] Kept { get; private set; } = [];

    internal CoreTensor[] Saved { get; set; } = [];

    internal bool IsDifferentiable(Tensor output) =>
        output.IsFloat && !notDifferentiable.Exists(other => ReferenceEquals(other, output));
}
