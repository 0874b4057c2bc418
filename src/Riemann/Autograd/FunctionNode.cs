using Riemann.FSharp;

namespace Riemann;

/// <summary>A <see cref="Function"/> that ran. Its values are those of <see cref="OutputNode"/>s.</summary>
internal sealed class FunctionNode(
    Function function,
    FunctionContext context,
    TapeNode?[] sources,
    Aval[] inputs,
    Aval[] outputs
) : GatheringNode
{
    private FunctionContext? context = context;

    public override bool IsReleased => context is null;

    public override int Sources => IsReleased ? 0 : sources.Length;

    public override TapeNode? Source(int operand) => sources[operand];

    public override int Outputs => outputs.Length;

    public override void Pull(BackwardPass pass, CoreTensor cotangent)
    {
        var gathered = pass.Gathered(this);
        Tensor?[] gradients;
        using (pass.EnterUserCode())
            gradients = function.Backwards(context!, inputs, gathered, outputs);
        for (var i = 0; i < sources.Length; i++)
            if (sources[i] is { } source && gradients[i] is { } gradient)
                pass.Receive(source, pass.CreateGraph ? gradient.Operand : gradient.Primal);
    }

    public override void Release()
    {
        context = null;
        Array.Clear(sources);
    }
}
