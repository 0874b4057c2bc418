using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>Examples that lie along the first axis of two tensors. Batches are taken from them at once, without gradient.</summary>
public class TensorDataset : Dataset
{
    private readonly Core.Dataset<Tuple<CoreTensor, CoreTensor>> examples;

    /// <summary>The examples in these tensors. Raises where one holds more than the other.</summary>
    public TensorDataset(Tensor inputs, Tensor targets)
        : this(Loading.Pairs(inputs.Primal, targets.Primal)) { }

    private protected TensorDataset(Core.Dataset<Tuple<CoreTensor, CoreTensor>> examples) => this.examples = examples;

    /// <inheritdoc/>
    public override int Count => examples.Count;

    /// <summary>An example by its number, from 0. Raises for a number that no example has.</summary>
    public override (Tensor, Tensor) this[int index] => Pair(examples[index]);

    /// <inheritdoc/>
    public override (Tensor, Tensor) GetBatch(int[] indices) => Pair(Loading.Gather(examples, indices));
}
