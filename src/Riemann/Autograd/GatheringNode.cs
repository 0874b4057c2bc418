namespace Riemann;

/// <summary>A step that gave several values and gets all their cotangents at once. Its values are those of <see cref="OutputNode"/>s.</summary>
internal abstract class GatheringNode(TapeNode?[] sources) : TapeNode
{
    private bool isReleased;

    /// <summary>How many values the step gave.</summary>
    public abstract int Outputs { get; }

    public override bool IsReleased => isReleased;

    public override int Sources => isReleased ? 0 : sources.Length;

    public override TapeNode? Source(int operand) => sources[operand];

    /// <summary>The gradients of the operands, given those of the values, null for one that nothing depends on.</summary>
    protected abstract Tensor?[] Gradients(CoreTensor?[] cotangents);

    public override void Pull(BackwardPass pass, CoreTensor cotangent)
    {
        var gathered = pass.Gathered(this);
        Tensor?[] gradients;
        using (pass.EnterUserCode())
            gradients = Gradients(gathered);
        for (var i = 0; i < sources.Length; i++)
            if (sources[i] is { } source && gradients[i] is { } gradient && pass.Wants(source))
                pass.Receive(source, pass.CreateGraph ? gradient.Operand : gradient.Primal);
    }

    public override void Release()
    {
        isReleased = true;
        Array.Clear(sources);
    }
}

/// <summary>One of the values of a step that gave several.</summary>
internal sealed class OutputNode(GatheringNode step, int output) : TapeNode
{
    public override int Sources => 1;

    public override TapeNode? Source(int operand) => step;

    public override void Pull(BackwardPass pass, CoreTensor cotangent) => pass.Receive(step, output, cotangent);
}
