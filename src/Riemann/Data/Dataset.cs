using Riemann.Bridge;

namespace Riemann;

/// <summary>
/// Examples for training, by number: what a network is given, and what it should say. A subclass overrides
/// <c>Count</c> and the indexer.
/// </summary>
public abstract class Dataset : Dataset<(Tensor, Tensor)>
{
    /// <summary>
    /// The examples with these numbers side by side, along a new first axis of both tensors. Subclasses that can take many
    /// at once override it. Raises where examples differ in shape or element type.
    /// </summary>
    public virtual (Tensor, Tensor) GetBatch(int[] indices) => Pair(Loading.Stack(Array.ConvertAll(indices, Example)));

    /// <summary>
    /// Parts with these fractions of the examples, such as <c>[0.8, 0.2]</c>, each example in one of them, by chance: the
    /// same ones for the same seed. What rounding leaves over goes to the first parts. Raises unless the fractions are 0 or
    /// more and add up to 1.
    /// </summary>
    public Subset[] RandomSplit(double[] fractions, long? seed = null) =>
        Array.ConvertAll(Loading.Split(Count, fractions, Random.KeyOf(seed)), indices => new Subset(this, indices));

    private protected Tuple<CoreTensor, CoreTensor> Example(int index)
    {
        var (input, target) = this[index];
        return Tuple.Create(input.Primal, target.Primal);
    }

    private protected static (Tensor, Tensor) Pair(Tuple<CoreTensor, CoreTensor> example) =>
        (Tensor.Wrap(example.Item1), Tensor.Wrap(example.Item2));
}
