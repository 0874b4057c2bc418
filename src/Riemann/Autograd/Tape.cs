using Riemann.FSharp;
using Riemann.Kernels;

namespace Riemann;

/// <summary>
/// The trace behind <see cref="Tensor.Backward"/>: one that never ends and lies further out than every functional
/// transformation. It records each primitive that touches a tensor with gradients, with the very rules of the functional
/// core, so that facade and core compose in both directions.
/// </summary>
internal sealed class Tape : Trace
{
    private Tape()
        : base("Backward", Lease.Outermost()) { }

    public static Tape Instance { get; } = new();

    /// <summary>The value as one that leads back to the node, or as it is where there is none.</summary>
    public static CoreTensor Track(CoreTensor primal, TapeNode? node, int output = 0) =>
        node is null ? primal : new CoreTensor(null, new TapeTracer(primal, node, output));

    /// <summary>The value without the tape's knowledge of it.</summary>
    public static CoreTensor Primal(CoreTensor value) => value.Tracer is TapeTracer tracer ? tracer.Primal : value;

    /// <inheritdoc/>
    public override CoreTensor Process(Primitive primitive, CoreTensor[] operands)
    {
        var primals = Array.ConvertAll(operands, Primal);
        var result = PrimitiveModule.apply(primitive, primals);
        // Integers and truth values carry no derivative.
        return result.DType.IsFloat() ? Track(result, new OperationNode(primitive, operands, result)) : result;
    }

    /// <inheritdoc/>
    public override NDArray Read(CoreTensor value) => Primal(value).Read();
}

/// <summary>A value and the output of the node that it came from.</summary>
internal sealed class TapeTracer(CoreTensor primal, TapeNode node, int output) : Tracer(Tape.Instance, primal.Aval)
{
    public CoreTensor Primal => primal;

    public TapeNode Node => node;

    public int Output => output;

    /// <inheritdoc/>
    public override Microsoft.FSharp.Core.FSharpValueOption<CoreTensor> Inner =>
        Microsoft.FSharp.Core.FSharpValueOption<CoreTensor>.Some(primal);

    /// <inheritdoc/>
    public override Tracer Over(CoreTensor inner) => new TapeTracer(inner, node, output);
}
