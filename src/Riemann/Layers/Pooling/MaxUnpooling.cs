namespace Riemann;

/// <summary>What the inverses of max poolings have in common.</summary>
public abstract class MaxUnpooling : Module
{
    private protected MaxUnpooling() { }

    private protected abstract Tensor Undo(Tensor input, Tensor indices, Sizes outputSize);

    /// <summary>
    /// The elements at the places of their indices, with the shortest lengths that the pooling can have had.
    /// </summary>
    public override Tensor Forward(Tensor input, Tensor indices) => Undo(input, indices, default);

    /// <summary>The elements at the places of their indices, with the lengths in an Int64 tensor.</summary>
    public override Tensor Forward(Tensor input, Tensor indices, Tensor outputSize) =>
        Undo(input, indices, Sizes.Of(outputSize));

    /// <summary>
    /// The elements at the places of their indices, with these lengths of the spatial axes. Raises where the pooling of
    /// such an input gives none of this shape.
    /// </summary>
    public Tensor Call(Tensor input, Tensor indices, Sizes outputSize) => Call(input, indices, outputSize.ToTensor());
}
