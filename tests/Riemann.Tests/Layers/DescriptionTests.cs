using Xunit;

namespace Riemann.Tests.Layers;

/// <summary>How layers print, and what they say to wrong use.</summary>
public class DescriptionTests
{
    [Fact]
    public void Layers_print_their_settings()
    {
        (string Text, Module Layer)[] cases =
        [
            ("ReLU()", new ReLU()),
            ("LeakyReLU(negativeSlope: 0.01)", new LeakyReLU()),
            ("GELU(approximate: Tanh)", new GELU(GeluApproximation.Tanh)),
            ("Softmax(axis: 1)", new Softmax(1)),
            ("PReLU(numParameters: 3)", new PReLU(3)),
            ("Bilinear(in1Features: 2, in2Features: 3, outFeatures: 4, bias: false)", new Bilinear(2, 3, 4, false)),
            ("Flatten(startAxis: 1, endAxis: -1)", new Flatten()),
            ("Unflatten(axis: 1, unflattenedSize: (2, -1))", new Unflatten(1, 2, -1)),
            ("Dropout2d(p: 0.5)", new Dropout2d()),
            ("Embedding(5, 3, paddingIdx: 4, maxNorm: 2)", new Embedding(5, 3, -1, 2)),
            ("Conv2d(3, 64, kernelSize: (3, 3), stride: (1, 1), padding: (1, 1))", new Conv2d(3, 64, 3, padding: 1)),
            (
                "Conv1d(4, 8, kernelSize: (3,), stride: (1,), padding: same, groups: 2, bias: false, paddingMode: Circular)",
                new Conv1d(4, 8, 3, padding: "same", groups: 2, bias: false, paddingMode: PaddingMode.Circular)
            ),
            (
                "ConvTranspose2d(4, 2, kernelSize: (3, 3), stride: (2, 2), outputPadding: (1, 1))",
                new ConvTranspose2d(4, 2, 3, 2, outputPadding: 1)
            ),
            ("MaxPool2d(kernelSize: 2, stride: 2, padding: 0, dilation: 1, ceilMode: false)", new MaxPool2d(2)),
            ("AvgPool2d(kernelSize: (2, 3), stride: 1, padding: 0)", new AvgPool2d((2, 3), 1)),
            ("AdaptiveAvgPool2d(outputSize: (7, null))", new AdaptiveAvgPool2d((7, null))),
            ("BatchNorm2d(64, eps: 1E-05, momentum: 0.1, affine: true, trackRunningStats: true)", new BatchNorm2d(64)),
            ("LayerNorm((128,), eps: 1E-05, affine: true, bias: true)", new LayerNorm(128)),
            ("GroupNorm(2, 4, eps: 1E-05, affine: true)", new GroupNorm(2, 4)),
            ("LSTM(10, 20, numLayers: 2, bidirectional: true)", new LSTM(10, 20, 2, bidirectional: true)),
            ("RNNCell(3, 4, nonlinearity: Relu)", new RNNCell(3, 4, nonlinearity: RnnNonlinearity.Relu)),
            ("KANLinear(inFeatures: 2, outFeatures: 3, gridSize: 5, splineOrder: 3)", new KANLinear(2, 3)),
            ("CrossEntropyLoss()", new CrossEntropyLoss()),
        ];

        Assert.All(cases, entry => Assert.Equal(entry.Text, entry.Layer.ToString()));
    }

    [Fact]
    public void Wrong_settings_and_inputs_get_the_core_s_messages()
    {
        Assert.Equal(
            "Conv2d.apply: the layer takes 3 channels over 2 spatial axes\n"
                + "  input [1; 4; 8; 8]   weight [2; 3; 3; 3]\n"
                + "  rule  [batch; channels; ..] or [channels; ..]",
            Wrong.Message(() => new Conv2d(3, 2, 3).Call(Tensor.Ones(1, 4, 8, 8)))
        );
        Assert.Equal(
            "MultiheadAttention.init: 10 features do not divide into 3 heads\n  hint  NumHeads is positive and divides EmbedDim",
            Wrong.Message(() => new MultiheadAttention(10, 3))
        );
        Assert.Equal(
            "Dropout.apply: a probability of 1.5\n  hint  from 0, where all stays, to 1, where nothing does",
            Wrong.Message(() => new Dropout(1.5).Call(Tensor.Ones(2)))
        );
        Assert.Equal(
            "Loss.crossEntropy: label 1 is 3\n  hint  predicted has 3 classes: labels run from 0 to 2",
            Wrong.Message(() => new CrossEntropyLoss().Call(Tensor.Ones(2, 3), Tensor.From(new[] { 0L, 3L })))
        );
        Assert.Equal(
            "padding: there is no padding \"full\"\n  hint  \"same\", \"valid\", or numbers",
            Wrong.Message(() => new Conv2d(3, 2, 3, padding: "full"))
        );
        Assert.Equal(
            "MaxPool2d: the module gives no indices\n  hint  new MaxPool2d(.., returnIndices: true)",
            Wrong.Message(() => new MaxPool2d(2).CallWithIndices(Tensor.Ones(1, 1, 4, 4)))
        );
        Assert.Equal(
            "TransformerEncoder: an encoder of 0 layers\n  hint  one or more",
            Wrong.Message(() => new TransformerEncoder(new(4, 2), 0))
        );
    }

    [Fact]
    public void Indices_outside_and_empty_batches()
    {
        Assert.Equal(
            "Embedding.apply: index 1 is 5\n  hint  the embedding has 5 elements, counted from 0",
            Wrong.Message(() => new Embedding(5, 3).Call(Tensor.From(new[] { 0L, 5L })))
        );
        Assert.Equal([0, 3], new Linear(2, 3).Call(Tensor.Zeros(0, 2)).Shape);
        Assert.Equal([0, 3, 2, 2], new Conv2d(1, 3, 3).Call(Tensor.Zeros(0, 1, 4, 4)).Shape);
        Assert.True(double.IsNaN(new Softmax().Call(Tensor.From(new[] { double.NaN, 1.0 })).Sum().Item()));
    }
}
