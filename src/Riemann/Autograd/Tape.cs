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
    public static CoreTensor Track(CoreTensor primal, TapeNode? node) =>
        node is null ? primal : new CoreTensor(null, new TapeTracer(primal, node));

    /// <summary>The value without the tape's knowledge of it.</summary>
    public static CoreTensor Primal(CoreTensor value) => value.Tracer is TapeTracer tracer ? tracer.Primal : value;

    /// <summary>The values without the tape's knowledge of them.</summary>
    public static CoreTensor[] Primals(CoreTensor[] values)
    {
        var primals = new CoreTensor[values.Length];
        for (var i = 0; i < primals.Length; i++)
            primals[i] = Primal(values[i]);
        return primals;
    }

    /// <inheritdoc/>
    public override CoreTensor Process(Primitive primitive, CoreTensor[] operands)
    {
        var result = PrimitiveModule.apply(primitive, Primals(operands));
        // Integers and truth values carry no derivative.
        return result.DType.IsFloat() ? Track(result, new OperationNode(primitive, operands, result)) : result;
    }

    /// <inheritdoc/>
    public override NDArray Read(CoreTensor value) => Primal(value).Read();
}

/// <summary>A value and the node that it came from.</summary>
internal sealed class TapeTracer(CoreTensor primal, TapeNode node) : Tracer(Tape.Instance, primal.Aval)
{
    public CoreTensor Primal => primal;

    public TapeNode Node => node;

    /// <inheritdoc/>
    public override Microsoft.FSharp.Core.FSharpValueOption<CoreTensor> Inner =>
        Microsoft.FSharp.Core.FSharpValueOption<CoreTensor>.Some(primal);

    /// <inheritdoc/>
    public override Tracer Over(CoreTensor inner) => new TapeTracer(inner, node);

    /// <inheritdoc/>
    public override bool IsPulled => true;
}
