using Riemann.Bridge;

namespace Riemann;

/// <summary>A function with partial derivatives, element by element, that another function gives.</summary>
internal sealed class TrackedFunction(Func<Tensor[], Tensor> function, Func<Tensor[], Tensor?[]> derivatives) : Function
{
    /// <inheritdoc/>
    protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
    {
        context.SaveForBackward(inputs);
        return [function(inputs)];
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs)
    {
        Tensor[] inputs = [.. context.SavedTensors];
        Tensor? along(Tensor? slope, int i) =>
            slope is null || i >= inputs.Length
                ? slope
                : Tensor.Wrap(Transforming.SumTo((gradOutputs[0] * slope).Operand, inputs[i].Primal));
        return [.. derivatives(inputs).Select(along)];
    }
}

/// <summary>The number 0, whose gradient is zeros.</summary>
internal sealed class ZeroFunction : Function
{
    /// <inheritdoc/>
    protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
    {
        context.SaveForBackward(inputs);
        return [Tensor.Full([], 0, inputs[0].DType)];
    }

    /// <inheritdoc/>
    protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) =>
        [Tensor.ZerosLike(context.SavedTensors[0])];
}

/// <summary>What comes in, with one history for all.</summary>
internal sealed class IdentityFunction : Function
{
    /// <inheritdoc/>
    protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => inputs;

    /// <inheritdoc/>
    protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) => gradOutputs;
}
