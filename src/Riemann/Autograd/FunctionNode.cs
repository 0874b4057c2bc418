using Riemann.FSharp;

namespace Riemann;

/// <summary>A <see cref="Function"/> that ran.</summary>
internal sealed class FunctionNode(
    Function function,
    FunctionContext context,
    TapeNode?[] sources,
    Aval[] inputs,
    Aval[] outputs
) : GatheringNode(sources)
{
    private FunctionContext? context = context;

    public override int Outputs => outputs.Length;

    protected override Tensor?[] Gradients(CoreTensor?[] cotangents) =>
        function.Backwards(context!, inputs, cotangents, outputs);

    public override void Release()
    {
        base.Release();
        context = null;
    }
}
