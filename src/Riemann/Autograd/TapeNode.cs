namespace Riemann;

/// <summary>
/// One step of a recorded computation, which gave one value: what it was computed from, and how a cotangent goes back.
/// Nodes point backwards only, so what leads nowhere is collected.
/// </summary>
internal abstract class TapeNode
{
    private static long latest;

    /// <summary>Larger than that of every node it was computed from.</summary>
    public long Index { get; } = Interlocked.Increment(ref latest);

    /// <summary>How many operands the step had.</summary>
    public abstract int Sources { get; }

    /// <summary>What waits for the gradient: leaves, retained gradients and hooks; null for none.</summary>
    public GradientSink? Sink { get; set; }

    /// <summary>Whether a tensor stands for the value already: another one then gets a node of its own.</summary>
    public bool IsTaken { get; set; }

    /// <summary>True once a backward pass let go of what it needed.</summary>
    public virtual bool IsReleased => false;

    /// <summary>Where an operand came from; null for one that needs no gradient.</summary>
    public abstract TapeNode? Source(int operand);

    /// <summary>Hands the cotangents of the operands to the pass, given that of the value.</summary>
    public abstract void Pull(BackwardPass pass, CoreTensor cotangent);

    /// <summary>Lets go of what only a backward pass needs.</summary>
    public virtual void Release() { }
}

/// <summary>Where a gradient ends: a tensor that the user made, or one whose history was cut.</summary>
internal sealed class LeafNode : TapeNode
{
    public override int Sources => 0;

    public override TapeNode? Source(int operand) => null;

    public override void Pull(BackwardPass pass, CoreTensor cotangent) { }
}

/// <summary>The same value under another name, with hooks and a gradient of its own.</summary>
internal sealed class AliasNode(TapeNode source) : TapeNode
{
    public override int Sources => 1;

    public override TapeNode? Source(int operand) => source;

    public override void Pull(BackwardPass pass, CoreTensor cotangent) => pass.Receive(source, cotangent);
}
