using Xunit;

namespace Riemann.Tests.Layers;

/// <summary>What layers do in training only, and what they remember of it.</summary>
public class ModeTests
{
    [Fact]
    public void Running_statistics_learn_in_training_and_rest_in_use()
    {
        var norm = new BatchNorm1d(1, momentum: 0.5);
        var x = Tensor.From(
            new[,]
            {
                { 1f },
                { 3f },
            }
        );

        norm.Train().Call(x);
        Assert.Equal(1, norm.RunningMean!.Item());
        Assert.Equal(1.5, norm.RunningVar!.Item());
        Assert.Equal(1, norm.GetBuffer("num_batches_tracked").Item());

        var y = norm.Eval().Call(x);
        Assert.Equal(1, norm.RunningMean!.Item());
        Assert.Equal(0, y[0, 0].Item(), 1e-6);
    }

    [Fact]
    public void Without_a_momentum_running_statistics_are_means_of_all_batches()
    {
        var norm = new BatchNorm1d(1, momentum: null);

        norm.Call(
            Tensor.From(
                new[,]
                {
                    { 1f },
                    { 3f },
                }
            )
        );
        norm.Call(
            Tensor.From(
                new[,]
                {
                    { 5f },
                    { 7f },
                }
            )
        );

        Assert.Equal(4, norm.RunningMean!.Item(), 1e-6);
        Assert.Equal(2, norm.GetBuffer("num_batches_tracked").Item());
    }

    [Fact]
    public void The_functional_form_changes_the_statistics_that_it_is_given()
    {
        var (mean, variance) = (Tensor.Zeros(1), Tensor.Ones(1));
        var x = Tensor.From(
            new[,]
            {
                { 1f },
                { 3f },
            }
        );

        Functional.BatchNorm(x, mean, variance, training: true);

        Assert.Equal(0.2, mean.Item(), 1e-6);
        Assert.Equal(1.1, variance.Item(), 1e-6);
    }

    [Fact]
    public void Rows_that_are_too_long_are_shortened_in_the_table()
    {
        var embedding = Embedding.FromPretrained(
            Tensor.From(
                new[,]
                {
                    { 3f, 4f },
                    { 0.3f, 0.4f },
                }
            ),
            maxNorm: 1
        );

        embedding.Call(Tensor.From(new[] { 0, 1 }));

        Assert.Equal(1, embedding.Weight[0].Norm().Item(), 1e-5);
        Assert.Equal(0.5, embedding.Weight[1].Norm().Item(), 1e-6);
    }

    [Fact]
    public void A_pooling_and_its_inverse()
    {
        var x = Tensor.From(
            new[,,]
            {
                {
                    { 1f, 5f, 2f, 4f, 3f },
                },
            }
        );

        var (largest, places) = new MaxPool1d(2, returnIndices: true).CallWithIndices(x);

        Assert.Equal([5f, 4f], largest.ToArray<float>());
        Assert.Equal([1L, 3L], places.ToArray<long>());
        Assert.Equal([0f, 5f, 0f, 4f], new MaxUnpool1d(2).Call(largest, places).ToArray<float>());
        Assert.Equal([0f, 5f, 0f, 4f, 0f], new MaxUnpool1d(2).Call(largest, places, [5]).ToArray<float>());
    }

    [Fact]
    public void A_transposed_convolution_gives_the_size_asked_for()
    {
        var layer = new ConvTranspose2d(1, 1, 3, stride: 2);

        Assert.Equal([1, 1, 7, 7], layer.Call(Tensor.Ones(1, 1, 3, 3)).Shape);
        Assert.Equal([1, 1, 8, 7], layer.Call(Tensor.Ones(1, 1, 3, 3), (8, 7)).Shape);
    }

    [Fact]
    public void Hooks_see_every_input_of_a_layer_and_run_inside_larger_ones()
    {
        var encoder = new TransformerEncoder(new(8, 2, 4, 0), 2);
        var seen = new List<string>();
        foreach (var (name, part) in encoder.NamedModules())
            if (name.EndsWith("self_attn") || name.EndsWith("linear1"))
                part.RegisterForwardHook((_, _, _) => seen.Add(name));

        encoder.Call(Tensor.Randn(3, 2, 8));

        Assert.Equal(["layers.0.self_attn", "layers.0.linear1", "layers.1.self_attn", "layers.1.linear1"], seen);
    }
}
