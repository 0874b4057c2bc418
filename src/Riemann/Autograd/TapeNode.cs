namespace Riemann;

/// <summary>
/// One step of a recorded computation: what it was computed from, and how a cotangent goes back. Nodes point backwards
/// only, so what leads nowhere is collected.
/// </summary>
internal abstract class TapeNode
{
    private static long latest;

    /// <summary>Larger than that of every node it was computed from.</summary>
    public long Index { get; } = Interlocked.Increment(ref latest);

    /// <summary>How many values the step gave.</summary>
    public virtual int Outputs => 1;

    /// <summary>Where the step's operands came from; null for an operand that needs no gradient.</summary>
    public abstract IReadOnlyList<TapeTracer?> Operands { get; }

    /// <summary>What waits for the gradient of an output: leaves, retained gradients and hooks; null for none.</summary>
    public GradientSink? Sink { get; set; }

    /// <summary>True once a backward pass let go of what it needed.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>
    /// The cotangents of the operands given those of the outputs, null for an output that nothing depends on. With
    /// <paramref name="createGraph"/> the pull is recorded too.
    /// </summary>
    public abstract CoreTensor?[] Pull(CoreTensor?[] cotangents, bool createGraph);

    /// <summary>Lets go of what only a backward pass needs.</summary>
    public void Release()
    {
        if (Operands.Count == 0)
            return;
        IsReleased = true;
        Forget();
    }

    /// <summary>Drops the saved values.</summary>
    protected abstract void Forget();
}

/// <summary>Where a gradient ends: a tensor that the user made, or one whose history was cut.</summary>
internal sealed class LeafNode : TapeNode
{
    public override IReadOnlyList<TapeTracer?> Operands => [];

    public override CoreTensor?[] Pull(CoreTensor?[] cotangents, bool createGraph) => [];

    protected override void Forget() { }
}
