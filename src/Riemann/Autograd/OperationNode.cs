using Riemann.FSharp;

namespace Riemann;

/// <summary>A primitive that ran: its operands and result are all that its rule needs.</summary>
internal sealed class OperationNode(Primitive primitive, CoreTensor[] operands, CoreTensor result) : TapeNode
{
    private CoreTensor[]? operands = operands;
    private CoreTensor? result = result;

    public override bool IsReleased => operands is null;

    public override int Sources => operands?.Length ?? 0;

    public override TapeNode? Source(int operand) => (operands![operand].Tracer as TapeTracer)?.Node;

    /// <summary>The name of the primitive, for messages.</summary>
    public override string ToString() => primitive.Name;

    public override void Pull(BackwardPass pass, CoreTensor cotangent)
    {
        // The rule runs on traced values only where its own operations are to be recorded.
        var arguments = pass.CreateGraph ? operands! : Tape.Primals(operands!);
        var value = pass.CreateGraph ? Tape.Track(result!, this) : result!;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (Source(i) is not { } source || !pass.Wants(source))
                continue;
            var map = OriginModule.derivative(primitive, arguments, value, i);
            if (!ReferenceEquals(map, LinearMapModule.zero))
                pass.Receive(source, map.Pull.Invoke(cotangent));
        }
    }

    public override void Release()
    {
        operands = null;
        result = null;
    }
}
