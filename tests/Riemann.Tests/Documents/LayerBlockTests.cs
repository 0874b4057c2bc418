using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>The layers of document 000, each with the shapes that it states.</summary>
public class LayerBlockTests
{
    [Fact, Block("000", 23, "Linear")]
    public void A_linear_layer_changes_the_features()
    {
        var linear = new Linear(inFeatures: 20, outFeatures: 10);

        Assert.Equal([32, 10], linear.Call(Tensor.Randn(32, 20)).Shape);
    }

    [Fact, Block("000", 24, "Dropout")]
    public void Dropout_differs_in_training_and_use()
    {
        var dropout = new Dropout(p: 0.5);
        var x = Tensor.Randn(4, 16);

        dropout.Train();
        var inTraining = dropout.Call(x);
        dropout.Eval();
        var inUse = dropout.Call(x);

        Assert.Contains(0f, inTraining.ToArray<float>());
        Assert.Equal(x.ToArray<float>(), inUse.ToArray<float>());
    }

    [Fact, Block("000", 25, "Dropout2d"), Block("000", 26, "Dropout3d")]
    public void Dropout_of_channels_drops_them_as_a_whole()
    {
        var pictures = new Dropout2d(p: 0.5).Train().Call(Tensor.Ones(4, 16, 8, 8));
        var volumes = new Dropout3d(p: 0.5).Train().Call(Tensor.Ones(4, 16, 2, 8, 8));

        Assert.Equal([4, 16, 8, 8], pictures.Shape);
        Assert.Equal([4, 16, 2, 8, 8], volumes.Shape);
        Assert.All(pictures.Sum([2, 3]).ToArray<float>(), sum => Assert.Contains(sum, new[] { 0f, 128f }));
        Assert.All(volumes.Sum([2, 3, 4]).ToArray<float>(), sum => Assert.Contains(sum, new[] { 0f, 256f }));
    }

    [Fact, Block("000", 27, "Flatten")]
    public void Flatten_keeps_the_batch()
    {
        Assert.Equal([32, 784], new Flatten().Call(Tensor.Randn(32, 1, 28, 28)).Shape);
    }

    [Fact, Block("000", 28, "BatchNorm1d"), Block("000", 29, "BatchNorm2d"), Block("000", 30, "BatchNorm3d")]
    public void Batch_normalisations_keep_the_shape()
    {
        Assert.Equal([20, 100], new BatchNorm1d(numFeatures: 100).Call(Tensor.Randn(20, 100)).Shape);
        Assert.Equal([20, 100, 35], new BatchNorm1d(100).Call(Tensor.Randn(20, 100, 35)).Shape);
        Assert.Equal([16, 64, 8, 8], new BatchNorm2d(numFeatures: 64).Call(Tensor.Randn(16, 64, 8, 8)).Shape);
        Assert.Equal([8, 32, 4, 4, 4], new BatchNorm3d(numFeatures: 32).Call(Tensor.Randn(8, 32, 4, 4, 4)).Shape);
    }

    [Fact, Block("000", 31, "LayerNorm")]
    public void Layer_normalisation_takes_any_axes_before_its_own()
    {
        var norm = new LayerNorm(normalizedShape: 128);

        Assert.Equal([20, 128], norm.Call(Tensor.Randn(20, 128)).Shape);
        Assert.Equal([20, 10, 128], norm.Call(Tensor.Randn(20, 10, 128)).Shape);
    }

    [Fact, Block("000", 32, "Embedding")]
    public void An_embedding_with_padding()
    {
        var embedding = new Embedding(numEmbeddings: 10_000, embeddingDim: 128);
        Assert.Equal([4, 128], embedding.Call(Tensor.From(new[] { 1, 5, 10, 100 })).Shape);

        var padded = new Embedding(10_000, 128, paddingIdx: 0);
        var rows = padded.Call(Tensor.From(new[] { 0, 1, 2, 0 }));
        rows.Sum().Backward();

        Assert.All(rows[0].ToArray<float>(), value => Assert.Equal(0, value));
        Assert.All(padded.Weight.Grad![0].ToArray<float>(), slope => Assert.Equal(0, slope));
        Assert.All(padded.Weight.Grad[1].ToArray<float>(), slope => Assert.Equal(1, slope));
    }

    [Fact, Block("000", 45, "Conv1d"), Block("000", 46, "Conv2d"), Block("000", 47, "Conv3d")]
    public void Convolutions_with_padding_keep_the_lengths()
    {
        var sound = new Conv1d(inChannels: 1, outChannels: 16, kernelSize: 3, stride: 1, padding: 1);
        var image = new Conv2d(inChannels: 3, outChannels: 64, kernelSize: 3, stride: 1, padding: 1);
        var video = new Conv3d(inChannels: 3, outChannels: 16, kernelSize: 3, stride: 1, padding: 1);

        Assert.Equal([8, 16, 1000], sound.Call(Tensor.Randn(8, 1, 1000)).Shape);
        Assert.Equal([1, 64, 32, 32], image.Call(Tensor.Randn(1, 3, 32, 32)).Shape);
        Assert.Equal([1, 16, 10, 8, 8], video.Call(Tensor.Randn(1, 3, 10, 8, 8)).Shape);
    }

    [Fact, Block("000", 48, "MaxPool1d"), Block("000", 49, "MaxPool2d"), Block("000", 50, "MaxPool3d")]
    public void Max_poolings_shorten_the_axes()
    {
        Assert.Equal(
            [4, 16, 50],
            new MaxPool1d(kernelSize: 3, stride: 2, padding: 1).Call(Tensor.Randn(4, 16, 100)).Shape
        );
        Assert.Equal(
            [4, 8, 112, 112],
            new MaxPool2d(kernelSize: 2, stride: 2).Call(Tensor.Randn(4, 8, 224, 224)).Shape
        );
        Assert.Equal(
            [1, 3, 8, 32, 32],
            new MaxPool3d(kernelSize: 2, stride: 2).Call(Tensor.Randn(1, 3, 16, 64, 64)).Shape
        );
    }

    [Fact]
    [Block("000", 51, "AdaptiveMaxPool1d")]
    [Block("000", 52, "AdaptiveMaxPool2d")]
    [Block("000", 53, "AdaptiveMaxPool3d")]
    public void Adaptive_max_poolings_give_the_lengths_asked_for()
    {
        Assert.Equal([4, 16, 10], new AdaptiveMaxPool1d(outputSize: 10).Call(Tensor.Randn(4, 16, 50)).Shape);
        Assert.Equal([1, 8, 7, 7], new AdaptiveMaxPool2d(outputSize: (7, 7)).Call(Tensor.Randn(1, 8, 64, 64)).Shape);
        Assert.Equal(
            [1, 8, 4, 7, 7],
            new AdaptiveMaxPool3d(outputSize: (4, 7, 7)).Call(Tensor.Randn(1, 8, 16, 32, 32)).Shape
        );
    }

    [Fact, Block("000", 54, "AvgPool1d"), Block("000", 55, "AvgPool2d"), Block("000", 56, "AvgPool3d")]
    public void Average_poolings_shorten_the_axes()
    {
        Assert.Equal(
            [4, 16, 50],
            new AvgPool1d(kernelSize: 3, stride: 2, padding: 1).Call(Tensor.Randn(4, 16, 100)).Shape
        );
        Assert.Equal(
            [4, 8, 112, 112],
            new AvgPool2d(kernelSize: 2, stride: 2).Call(Tensor.Randn(4, 8, 224, 224)).Shape
        );
        Assert.Equal(
            [1, 8, 8, 32, 32],
            new AvgPool3d(kernelSize: 2, stride: 2).Call(Tensor.Randn(1, 8, 16, 64, 64)).Shape
        );
    }

    [Fact, Block("000", 57, "AdaptiveAvgPool1d")]
    public void An_adaptive_average_pooling_gives_one_length_for_all_inputs()
    {
        var pool = new AdaptiveAvgPool1d(outputSize: 10);

        Assert.Equal([4, 16, 10], pool.Call(Tensor.Randn(4, 16, 50)).Shape);
        Assert.Equal([4, 16, 10], pool.Call(Tensor.Randn(4, 16, 100)).Shape);
    }
}
