using Riemann;

/// <summary>1 / (1 + exp(-x)) with the derivative s (1 - s), from what the forward computation kept.</summary>
internal sealed class Sigmoid : Function
{
    protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
    {
        var output = 1 / (1 + (-inputs[0]).Exp());
        context.SaveForBackward(output);
        return [output];
    }

    protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs)
    {
        var output = context.SavedTensors[0];
        return [gradOutputs[0] * output * (1 - output)];
    }
}
