using Xunit;

namespace Riemann.Tests.Data;

public class DatasetTests
{
    private static TensorDataset Five() => new(Tensor.Arange(10).Float().Reshape(5, 2), Tensor.Arange(5));

    [Fact]
    public void A_data_set_is_a_list_of_its_examples()
    {
        IReadOnlyList<(Tensor, Tensor)> data = new Numbered(3);

        Assert.Equal(3, data.Count);
        Assert.Equal([0L, 1, 2], data.Select(example => example.Item2.Item<long>()));
    }

    [Fact]
    public void Tensors_are_taken_apart_along_the_first_axis()
    {
        var (input, target) = Five()[3];

        Assert.Equal([6, 7], input.ToArray<float>());
        Assert.Equal(3, target.Item());
        Assert.Equal([], target.Shape);
    }

    [Fact]
    public void A_batch_of_tensors_is_what_its_examples_are_side_by_side()
    {
        var data = Five();
        foreach (
            int[] indices in (int[][])
                [
                    [1, 2, 3],
                    [4, 0, 0, 2],
                    [2],
                ]
        )
        {
            var (inputs, targets) = data.GetBatch(indices);
            Assert.True(inputs.Equal(Tensor.Stack([.. indices.Select(i => data[i].Item1)])));
            Assert.True(targets.Equal(Tensor.Stack([.. indices.Select(i => data[i].Item2)])));
        }
    }

    [Fact]
    public void Examples_have_no_gradient()
    {
        var data = new TensorDataset(Tensor.Ones([3, 2], requiresGrad: true), Tensor.Arange(3));

        Assert.False(data[0].Item1.RequiresGrad);
        Assert.False(data.GetBatch([0, 2]).Item1.RequiresGrad);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void There_is_no_other_example(int index)
    {
        Assert.Contains($"there is no example {index} of 5", Wrong.Message(() => Five()[index]));
        Assert.Contains($"there is no example {index} of 5", Wrong.Message(() => Five().GetBatch([0, index])));
    }

    [Fact]
    public void Tensors_must_hold_as_many_examples() =>
        Assert.Contains(
            "every tensor has the examples along axis 0, the same number in each",
            Wrong.Message(() => new TensorDataset(Tensor.Zeros(3, 2), Tensor.Zeros(4)))
        );

    [Fact]
    public void A_subset_has_the_chosen_examples()
    {
        var data = new Subset(Five(), [4, 1, 1]);

        Assert.Equal([4L, 1, 1], data.Select(example => example.Item2.Item<long>()));
        Assert.Equal([1L, 4], data.GetBatch([2, 0]).Item2.ToArray<long>());
        Assert.Contains("there is no example 3 of 3", Wrong.Message(() => data[3]));
        Assert.Contains("there is no example 5 of 5", Wrong.Message(() => new Subset(Five(), [0, 5])));
    }

    [Fact]
    public void A_split_has_every_example_in_one_part()
    {
        var data = new Numbered(11);
        var parts = data.RandomSplit([0.6, 0.3, 0.1], seed: 2);
        long[] numbers(Subset part) => [.. part.Select(example => example.Item2.Item<long>())];

        Assert.Equal([7, 3, 1], parts.Select(part => part.Count));
        Assert.Equal(Enumerable.Range(0, 11).Select(i => (long)i), parts.SelectMany(numbers).Order());
        Assert.Equal(numbers(parts[0]), numbers(data.RandomSplit([0.6, 0.3, 0.1], seed: 2)[0]));
        Assert.NotEqual(numbers(parts[0]), numbers(data.RandomSplit([0.6, 0.3, 0.1], seed: 3)[0]));
        Assert.Contains("numbers of 0 or more that add up to 1", Wrong.Message(() => data.RandomSplit([0.5, 0.6])));
    }

    [Fact]
    public void An_empty_data_set_splits_into_empty_ones() =>
        Assert.All(new Numbered(0).RandomSplit([0.5, 0.5]), part => Assert.Empty(part));
}
