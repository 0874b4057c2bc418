using Riemann;

/// <summary>Two convolutions that keep the size of a digit, and a linear layer.</summary>
internal sealed class SimpleCnn : Module
{
    public Conv2d Conv1 { get; } = new(1, 16, kernelSize: 3, padding: 1);

    public ReLU Relu { get; } = new();

    public Conv2d Conv2 { get; } = new(16, 32, kernelSize: 3, padding: 1);

    public Linear Fc { get; } = new(32 * 28 * 28, 10);

    public override Tensor Forward(Tensor input)
    {
        var x = Conv2.Call(Relu.Call(Conv1.Call(input)));
        return Fc.Call(x.View(x.Size(0), -1));
    }
}
