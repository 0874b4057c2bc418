using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>The reference guide of layers, document 004: the second half of its programs.</summary>
public class ReferenceLayerTests
{
    [Fact, Block("004", 12, "TransformerEncoder")]
    public void An_encoder_keeps_the_shape()
    {
        var (length, batch, embed) = (10, 4, 64);
        var layer = new TransformerEncoderLayer(dModel: embed, nhead: 8, dimFeedforward: 128);
        var encoder = new TransformerEncoder(layer, numLayers: 6);
        var source = Tensor.Rand(length, batch, embed);

        Assert.Equal(source.Shape, encoder.Call(source).Shape);
    }

    [Fact, Block("004", 13, "Flatten")]
    public void Flattening_makes_each_example_a_vector()
    {
        Assert.Equal([2, 60], new Flatten().Call(Tensor.Ones(2, 5, 4, 3)).Shape);
    }

    [Fact, Block("004", 14, "CosineSimilarity")]
    public void Cosines_between_the_rows_of_matrices()
    {
        var (u, v) = (Tensor.Randn(100, 128), Tensor.Randn(100, 128));

        var cosines = new CosineSimilarity(axis: 1, eps: 1e-6).Call(u, v);

        Assert.Equal([100], cosines.Shape);
        Assert.True(cosines.AllClose((u * v).Sum(1) / (u.Norm([1]) * v.Norm([1])), 1e-4, 1e-6));
    }

    [Fact, Block("004", 15, "Dropout")]
    public void Dropout_keeps_the_mean_in_training_and_everything_in_use()
    {
        Random.ManualSeed(1);
        var dropout = new Dropout(p: 0.2);
        Assert.All(dropout.Call(Tensor.Ones(10)).ToArray<float>(), y => Assert.Contains(y, new[] { 0f, 1.25f }));

        var x = Tensor.Randn(100, 100);
        dropout.Eval();
        Assert.Equal(x.ToArray<float>(), dropout.Call(x).ToArray<float>());

        dropout.Train();
        var y = dropout.Call(x);
        Assert.Equal(x.Abs().Mean().Item(), y.Abs().Mean().Item(), 0.03);
        Assert.Equal(0.2, (y * y).Lt(1e-10).To(DType.Float32).Mean().Item(), 0.02);
    }

    [Fact, Block("004", 16, "BatchNorm1d")]
    public void Batch_normalisation_makes_mean_0_and_variance_1()
    {
        Random.ManualSeed(2);
        var norm = new BatchNorm1d(2);
        var x = 2 * Tensor.Randn(100_000, 2) + 3;

        var y = norm.Call(x);

        Assert.All(y.Mean(0).ToArray<float>(), mean => Assert.Equal(0, mean, 1e-3));
        Assert.All(y.Var([0]).ToArray<float>(), variance => Assert.Equal(1, variance, 1e-3));
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], norm.StateDict().Keys);
        Assert.Equal([], norm.GetBuffer("num_batches_tracked").Shape);
        Assert.All(norm.RunningMean!.ToArray<float>(), mean => Assert.Equal(0.3, mean, 0.01));
        Assert.All(norm.RunningVar!.ToArray<float>(), variance => Assert.Equal(0.9 + 0.4, variance, 0.01));
    }

    [Fact, Block("004", 17, "Softmax")]
    public void Softmax_of_three_numbers()
    {
        var y = new Softmax(axis: 1)
            .Call(
                Tensor.From(
                    new[,]
                    {
                        { 1f, 2f, 3f },
                    }
                )
            )
            .ToArray<float>();

        Assert.Equal([0.09f, 0.2447f, 0.6652f], y, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact, Block("004", 18, "MSELoss")]
    public void The_mean_squared_error_is_the_mean_over_examples_and_outputs()
    {
        var (y, wanted) = (Tensor.Rand(10, 2), Tensor.Rand(10, 2));

        Assert.Equal((y - wanted).Pow(2).Mean().Item(), new MSELoss().Call(y, wanted).Item(), 1e-7);
        Assert.Equal((y - wanted).Pow(2).Sum().Item(), new MSELoss(Reduction.Sum).Call(y, wanted).Item(), 1e-5);
    }

    [Fact, Block("004", 19, "BCELoss")]
    public void The_binary_cross_entropy_is_its_formula()
    {
        Random.ManualSeed(3);
        var (y, wanted) = (Tensor.Rand(10, 2, 3), Tensor.Rand(10, 2, 3));

        var loss = new BCELoss().Call(y, wanted);

        Assert.Equal(-(wanted * y.Log() + (1 - wanted) * (1 - y).Log()).Mean().Item(), loss.Item(), 1e-6);
    }

    [Fact, Block("004", 20, "CrossEntropyLoss"), Block("004", 21, "its value by hand")]
    public void The_cross_entropy_weighs_classes_and_leaves_one_out()
    {
        Random.ManualSeed(4);
        var (batch, classes, length) = (10, 5, 4);
        var weight = Tensor.Rand(classes);
        var logits = Tensor.Randn(batch, classes, length);
        var labels = Tensor.RandInt(classes, [batch, length]);

        var loss = new CrossEntropyLoss(weight, ignoreIndex: 1).Call(logits, labels);

        var y = -new Softmax(axis: 1).Call(logits).Log();
        var (sum, norm) = (0.0, 0.0);
        for (var i = 0; i < batch; i++)
        for (var l = 0; l < length; l++)
        {
            var label = (int)labels[i, l].Item();
            if (label == 1)
                continue;
            sum += weight[label].Item() * y[i, label, l].Item();
            norm += weight[label].Item();
        }
        Assert.Equal(sum / norm, loss.Item(), 1e-5);
    }
}
