using Riemann.FSharp;

namespace Riemann;

/// <summary>A primitive that ran: its operands and result are all that its rule needs.</summary>
internal sealed class OperationNode : TapeNode
{
    private readonly Primitive primitive;
    private readonly TapeTracer?[] tracers;
    private CoreTensor[]? operands;
    private CoreTensor? result;

    public OperationNode(Primitive primitive, CoreTensor[] operands, CoreTensor result)
    {
        this.primitive = primitive;
        this.operands = operands;
        this.result = result;
        tracers = Array.ConvertAll(operands, operand => operand.Tracer as TapeTracer);
    }

    public override IReadOnlyList<TapeTracer?> Operands => tracers;

    /// <summary>The name of the primitive, for messages.</summary>
    public override string ToString() => primitive.Name;

    public override CoreTensor?[] Pull(CoreTensor?[] cotangents, bool createGraph)
    {
        var pulled = new CoreTensor?[tracers.Length];
        if (cotangents[0] is not { } cotangent)
            return pulled;
        // The rule runs on traced values only where its own operations are to be recorded.
        var arguments = createGraph ? operands! : Array.ConvertAll(operands!, Tape.Primal);
        var value = createGraph ? Tape.Track(result!, this) : result!;
        for (var i = 0; i < pulled.Length; i++)
        {
            if (tracers[i] is null)
                continue;
            var map = OriginModule.derivative(primitive, arguments, value, i);
            if (!ReferenceEquals(map, LinearMapModule.zero))
                pulled[i] = map.Pull.Invoke(cotangent);
        }
        return pulled;
    }

    protected override void Forget()
    {
        operands = null;
        result = null;
        Array.Clear(tracers);
    }
}
