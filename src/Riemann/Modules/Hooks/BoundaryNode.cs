namespace Riemann;

/// <summary>Sees the gradients of several values at once, and may send others back.</summary>
/// <param name="gradients">The gradients that arrived, null for values that nothing depends on.</param>
/// <param name="createGraph">Whether the pass is recorded.</param>
internal delegate CoreTensor?[] GradientPassage(CoreTensor?[] gradients, bool createGraph);

/// <summary>
/// An identity around several values at once, so that their gradients pass one place together: it is reached when all of
/// them are there.
/// </summary>
internal sealed class BoundaryNode(TapeTracer?[] operands, GradientPassage passage) : TapeNode
{
    public override int Outputs => operands.Length;

    public override IReadOnlyList<TapeTracer?> Operands => operands;

    public override CoreTensor?[] Pull(CoreTensor?[] cotangents, bool createGraph) => passage(cotangents, createGraph);

    protected override void Forget() => Array.Clear(operands);

    /// <summary>The values behind the boundary; those without a history are the same.</summary>
    public static T[] Around<T>(T[] values, GradientPassage passage)
        where T : Tensor?
    {
        var operands = Array.ConvertAll(values, value => value?.Operand.Tracer as TapeTracer);
        if (Array.TrueForAll(operands, operand => operand is null))
            return values;
        var boundary = new BoundaryNode(operands, passage);
        return
        [
            .. values.Select(
                (value, i) =>
                    operands[i] is { } operand
                        ? (T)Tensor.Wrap(Tape.Track(operand.Primal, new PortNode(new(operand.Primal, boundary, i))))
                        : value
            ),
        ];
    }

    /// <summary>One value behind the boundary, as a step of its own that has one output as every other.</summary>
    private sealed class PortNode(TapeTracer operand) : TapeNode
    {
        private readonly TapeTracer?[] operands = [operand];

        public override IReadOnlyList<TapeTracer?> Operands => operands;

        public override CoreTensor?[] Pull(CoreTensor?[] cotangents, bool createGraph) => cotangents;

        protected override void Forget() => Array.Clear(operands);
    }
}
