using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>Some examples of a data set, in an order of their own; one may come again.</summary>
public sealed class Subset : Dataset
{
    private readonly Dataset dataset;
    private readonly Core.Dataset<int> numbers;

    /// <summary>The examples with these numbers. Raises for a number that no example has.</summary>
    public Subset(Dataset dataset, IEnumerable<int> indices)
    {
        this.dataset = dataset;
        numbers = Loading.Subset(Loading.Numbers(dataset.Count), [.. indices]);
    }

    /// <inheritdoc/>
    public override int Count => numbers.Count;

    /// <summary>An example by its number in this set, from 0. Raises for a number that no example has.</summary>
    public override (Tensor, Tensor) this[int index] => dataset[numbers[index]];

    /// <inheritdoc/>
    public override (Tensor, Tensor) GetBatch(int[] indices) =>
        dataset.GetBatch(Array.ConvertAll(indices, index => numbers[index]));
}
