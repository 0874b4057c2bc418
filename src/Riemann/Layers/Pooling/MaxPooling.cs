namespace Riemann;

/// <summary>What poolings that take the largest elements have in common.</summary>
public abstract class MaxPooling : Module
{
    private readonly bool returnIndices;

    private protected MaxPooling(bool returnIndices) => this.returnIndices = returnIndices;

    private protected abstract Tensor Largest(Tensor input);

    private protected abstract (Tensor, Tensor) LargestWithIndices(Tensor input);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => returnIndices ? base.Forward(input) : Largest(input);

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        if (!returnIndices || inputs is not [{ } input])
            return base.ForwardAll(inputs);
        var (output, indices) = LargestWithIndices(input);
        return [output, indices];
    }

    /// <summary>
    /// The largest elements and where in its plane each was, by way of the module's hooks. Raises where the module was
    /// not made with <c>returnIndices: true</c>.
    /// </summary>
    public (Tensor Output, Tensor Indices) CallWithIndices(Tensor input)
    {
        if (!returnIndices)
            throw Failure.Value(GetName(), "the module gives no indices", $"new {GetName()}(.., returnIndices: true)");
        var outputs = CallAll(input);
        return (outputs[0], outputs[1]);
    }
}
