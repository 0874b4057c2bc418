namespace Riemann;

/// <summary>
/// An identity around several values at once, so that their gradients pass one place together: it is reached when all of
/// them are there.
/// </summary>
/// <param name="sources">Where the values came from; null for those without a history.</param>
/// <param name="passage">What becomes of the gradients, null for a value that nothing depends on.</param>
internal sealed class BoundaryNode(TapeNode?[] sources, Func<Tensor?[], Tensor?[]> passage) : GatheringNode(sources)
{
    public override int Outputs { get; } = sources.Length;

    protected override Tensor?[] Gradients(CoreTensor?[] cotangents) =>
        passage(Array.ConvertAll(cotangents, x => x is null ? null : Tensor.Wrap(x)));

    /// <summary>The values behind the boundary; those without a history are the same.</summary>
    public static T[] Around<T>(T[] values, Func<Tensor?[], Tensor?[]> passage)
        where T : Tensor?
    {
        var tracers = Array.ConvertAll(values, value => value?.Operand.Tracer as TapeTracer);
        if (Array.TrueForAll(tracers, tracer => tracer is null))
            return values;
        var boundary = new BoundaryNode(Array.ConvertAll(tracers, tracer => tracer?.Node), passage);
        T behind(T value, int i) =>
            tracers[i] is { } tracer ? (T)Tensor.Wrap(Tape.Track(tracer.Primal, new OutputNode(boundary, i))) : value;
        return [.. values.Select(behind)];
    }
}
