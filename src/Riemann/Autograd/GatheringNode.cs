namespace Riemann;

/// <summary>A step that gave several values and gets all their cotangents at once. Its values are those of <see cref="OutputNode"/>s.</summary>
internal abstract class GatheringNode : TapeNode
{
    /// <summary>How many values the step gave.</summary>
    public abstract int Outputs { get; }
}

/// <summary>One of the values of a step that gave several.</summary>
internal sealed class OutputNode(GatheringNode step, int output) : TapeNode
{
    public override int Sources => 1;

    public override TapeNode? Source(int operand) => step;

    public override void Pull(BackwardPass pass, CoreTensor cotangent) => pass.Receive(step, output, cotangent);
}
