using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>The reference guide of layers, document 004: the first half of its programs.</summary>
public class ReferenceTests
{
    private static readonly Tensor x = Tensor.Ones(1, 2);
    private static readonly Tensor w = Tensor.Ones(3, 2);
    private static readonly Tensor b = Tensor.Ones(3);

    [Fact, Block("004", 1, "a layer as a function")]
    public void A_linear_layer_as_a_function()
    {
        var y = Functional.Linear(x, w, b);

        Assert.Equal([3f, 3f, 3f], y.ToArray<float>());
        Assert.Equal(y.ToArray<float>(), (x.MatMul(w.T) + b).ToArray<float>());
    }

    [Fact, Block("004", 2, "a layer as a class")]
    public void A_linear_layer_as_a_module()
    {
        var layer = new Linear(2, 3);

        var y = layer.Call(x);

        Assert.Equal([1, 3], y.Shape);
        Assert.True(y.RequiresGrad);
    }

    [Fact, Block("004", 3, "gradients of parameters")]
    public void Parameters_are_leaves_that_gradients_reach()
    {
        var layer = new Linear(2, 3);
        Assert.True(layer.Bias!.RequiresGrad);
        Assert.True(layer.Bias.IsLeaf);
        Assert.Null(layer.Bias.Grad);

        var y = layer.Call(x);
        (y * y).Sum().Backward();

        Assert.Equal((y * 2).ToArray<float>(), layer.Bias.Grad!.ToArray<float>());
    }

    [Fact, Block("004", 4, "parameters set by hand")]
    public void Parameters_are_set_outside_the_graph()
    {
        var layer = new Linear(2, 3);
        using (new NoGrad())
        {
            layer.Weight.CopyInPlace(w);
            layer.Bias!.CopyInPlace(b);
        }
        layer.Weight.RequiresGrad = false;

        Assert.Equal([3f, 3f, 3f], layer.Call(x).ToArray<float>());
        Assert.Single(layer.Parameters(), parameter => parameter.RequiresGrad);
    }

    [Fact, Block("004", 5, "what the linear function computes")]
    public void A_linear_layer_keeps_the_axes_before_the_last()
    {
        var many = Tensor.Randn(2, 4, 2);

        var y = Functional.Linear(many, w);

        Assert.Equal([2, 4, 3], y.Shape);
        Assert.True(y.AllClose(many.MatMul(w.T)));
        Assert.Equal(2 * 3 + 3, new Linear(2, 3).Parameters().Sum(parameter => parameter.Length));
    }

    [Fact, Block("004", 6, "Embedding")]
    public void An_embedding_takes_rows_by_their_numbers()
    {
        var embedding = new Embedding(5, 2);
        var words = Tensor.From(new[] { 0, 2, 1 });

        var rows = embedding.Call(words);

        var table = embedding.Weight.ToArray<float>();
        Assert.Equal([table[0], table[1], table[4], table[5], table[2], table[3]], rows.ToArray<float>());
    }

    [Fact, Block("004", 7, "Embedding from pretrained vectors")]
    public void An_embedding_of_pretrained_vectors_is_frozen()
    {
        var weight = Tensor.From(
            new[,]
            {
                { 1f, 2.3f, 3f },
                { 4f, 5.1f, 6f },
            }
        );

        var embedding = Embedding.FromPretrained(weight);

        Assert.Equal([4f, 5.1f, 6f], embedding.Call(Tensor.From(new[] { 1 })).ToArray<float>());
        Assert.False(embedding.Weight.RequiresGrad);
        Assert.True(Embedding.FromPretrained(weight, freeze: false).Weight.RequiresGrad);
    }

    [Fact, Block("004", 8, "Conv2d")]
    public void A_convolution_finds_a_vertical_edge()
    {
        var picture = Tensor.Zeros(1, 1, 3, 4);
        picture[0, 0, .., ..2] = Tensor.Ones(3, 2);
        var conv = new Conv2d(1, 1, kernelSize: 2, bias: false);
        using (new NoGrad())
            conv.Weight.CopyInPlace(
                Tensor.From(
                    new[,]
                    {
                        { -1f, 1f },
                        { -1f, 1f },
                    }
                )
            );

        Assert.Equal("Conv2d(1, 1, kernelSize: (2, 2), stride: (1, 1), bias: false)", conv.ToString());
        Assert.Null(conv.Bias);
        Assert.Equal([0f, -2f, 0f, 0f, -2f, 0f], conv.Call(picture).ToArray<float>());
    }

    [Fact, Block("004", 9, "RNN")]
    public void A_recurrent_layer_ends_with_its_last_output()
    {
        var rnn = new RNN(2, 4);
        var sequence = Tensor.Zeros(3, 1, 2);

        var (y, last) = rnn.Call(sequence, Tensor.Zeros(1, 1, 4));

        Assert.Equal([3, 1, 4], y.Shape);
        Assert.Equal([1, 1, 4], last.Shape);
        Assert.Equal(y[-1].ToArray<float>(), last[-1].ToArray<float>());
        Assert.Equal(y.ToArray<float>(), rnn.Call(sequence).Output.ToArray<float>());
    }

    [Fact, Block("004", 10, "LSTM")]
    public void An_lstm_has_a_hidden_and_a_cell_state()
    {
        var rnn = new LSTM(10, 20, 2);
        var (h0, c0) = (Tensor.Randn(2, 3, 20), Tensor.Randn(2, 3, 20));

        var (output, (hn, cn)) = rnn.Call(Tensor.Randn(5, 3, 10), (h0, c0));

        Assert.Equal([5, 3, 20], output.Shape);
        Assert.Equal([2, 3, 20], hn.Shape);
        Assert.Equal([2, 3, 20], cn.Shape);
    }

    [Fact, Block("004", 11, "what multi-head attention computes")]
    public void Attention_is_what_its_definition_says()
    {
        var (length, sources, batch, embed, heads) = (3, 5, 2, 8, 2);
        var attention = new MultiheadAttention(embed, heads).Eval();
        var (query, memory) = (Tensor.Randn(length, batch, embed), Tensor.Randn(sources, batch, embed));
        var (weight, bias) = (attention.InProjWeight!, attention.InProjBias!);

        Tensor project(Tensor x, int part) =>
            Functional
                .Linear(x, weight[(part * embed)..((part + 1) * embed)], bias[(part * embed)..((part + 1) * embed)])
                .Reshape(-1, batch * heads, embed / heads)
                .Transpose(0, 1);
        var scores = project(query, 0).MatMul(project(memory, 1).T) / Math.Sqrt(embed / heads);
        var seen = Functional.Softmax(scores, axis: -1).MatMul(project(memory, 2));
        var joined = seen.Transpose(0, 1).Reshape(length, batch, embed);
        var expected = Functional.Linear(joined, attention.OutProj.Weight, attention.OutProj.Bias);

        var (output, weights) = attention.Call(query, memory, memory);

        Assert.Equal([batch, length, sources], weights!.Shape);
        Assert.True(output.AllClose(expected, 1e-4, 1e-5));
    }
}
