namespace Riemann.Tests.Modules;

internal sealed class Square : Module
{
    public override Tensor Forward(Tensor input) => input * input;
}

internal sealed class TwoLayers : Module
{
    public Linear First { get; set; } = new(3, 4);

    private readonly Square _square = new();

    public Linear? Second = new(4, 2, bias: false);

    public Square? Extra { get; set; }

    public override Tensor Forward(Tensor input) => Second!.Call(_square.Call(First.Call(input)));
}

internal sealed class Counter : Module
{
    public Counter()
    {
        RegisterBuffer("running_mean", Tensor.Zeros(2));
        RegisterBuffer("scratch", Tensor.Zeros(2), persistent: false);
    }

    public Parameter Scale { get; set; } = new(Tensor.Ones(2));

    public override Tensor Forward(Tensor input)
    {
        using (new NoGrad())
            GetBuffer("running_mean").AddInPlace(1);
        return input * Scale;
    }
}

internal sealed class TwoOutputs : Module
{
    protected override Tensor[] ForwardAll(Tensor?[] inputs) => [inputs[0]! * 2, inputs[0]! * 3];
}

internal sealed class Weighted : Module
{
    public Parameter Scale { get; set; } = new(Tensor.From(2.0));

    public override Tensor Forward(Tensor first, Tensor second) => first * second * Scale;

    public override Tensor Forward(Tensor first, Tensor second, Tensor third) => first * second + third;
}
