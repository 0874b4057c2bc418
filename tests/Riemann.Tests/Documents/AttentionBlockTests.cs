using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Attention and transformers of document 000, with fewer features.</summary>
public class AttentionBlockTests
{
    [Fact, Block("000", 60, "MultiheadAttention")]
    public void Attention_gives_its_output_and_weights()
    {
        var attention = new MultiheadAttention(embedDim: 64, numHeads: 8, batchFirst: true);
        var (query, key, value) = (Tensor.Randn(2, 10, 64), Tensor.Randn(2, 10, 64), Tensor.Randn(2, 10, 64));

        var (output, weights) = attention.Call(query, key, value);
        var (_, byHeads) = attention.Call(query, key, value, averageAttnWeights: false);
        var (same, none) = attention.Call(query, key, value, needWeights: false);

        Assert.Equal([2, 10, 64], output.Shape);
        Assert.Equal([2, 10, 10], weights!.Shape);
        Assert.Equal([2, 8, 10, 10], byHeads!.Shape);
        Assert.Null(none);
        Assert.True(output.AllClose(same, 1e-4, 1e-5));
    }

    [Fact, Block("000", 61, "attention masks")]
    public void Masks_hide_keys()
    {
        var attention = new MultiheadAttention(embedDim: 64, numHeads: 8, batchFirst: true);
        var x = Tensor.Randn(2, 10, 64);

        var (_, causal) = attention.Call(x, x, x, isCausal: true);
        Assert.Equal(0, causal!.Triu(1).Abs().Max().Item());

        var mask = Tensor.Zeros(10, 10);
        mask[0, 5..] = Tensor.Full([5], double.NegativeInfinity);
        var (_, masked) = attention.Call(x, x, x, attnMask: mask);
        Assert.Equal(0, masked![0, 0, 5..].Max().Item());
        Assert.True(masked[0, 1, 5..].Min().Item() > 0);

        var padding = Tensor.Zeros(2, 10);
        padding[0, 8..] = Tensor.Full([2], double.NegativeInfinity);
        var (_, padded) = attention.Call(x, x, x, keyPaddingMask: padding);
        Assert.Equal(0, padded![0, .., 8..].Max().Item());
        Assert.True(padded[1, .., 8..].Min().Item() > 0);
    }

    [Fact, Block("000", 62, "TransformerEncoder")]
    public void An_encoder_of_six_layers()
    {
        var layer = new TransformerEncoderLayer(
            dModel: 64,
            nhead: 8,
            dimFeedforward: 128,
            dropout: 0.1,
            batchFirst: true
        );
        var encoder = new TransformerEncoder(layer, numLayers: 6);

        Assert.Equal([2, 10, 64], encoder.Call(Tensor.Randn(2, 10, 64)).Shape);
        Assert.Equal(6 * layer.Parameters().Count, encoder.Parameters().Count);
    }

    [Fact, Block("000", 63, "TransformerDecoder")]
    public void A_decoder_of_six_layers()
    {
        var layer = new TransformerDecoderLayer(
            dModel: 64,
            nhead: 8,
            dimFeedforward: 128,
            dropout: 0.1,
            batchFirst: true
        );
        var decoder = new TransformerDecoder(layer, numLayers: 6);
        var (target, memory) = (Tensor.Randn(2, 20, 64), Tensor.Randn(2, 10, 64));

        Assert.Equal([2, 20, 64], decoder.Call(target, memory).Shape);
    }

    [Fact, Block("000", 64, "Transformer")]
    public void A_whole_transformer()
    {
        var transformer = new Transformer(
            dModel: 64,
            nhead: 8,
            numEncoderLayers: 2,
            numDecoderLayers: 2,
            dimFeedforward: 128,
            dropout: 0.1,
            batchFirst: true
        );
        var (source, target) = (Tensor.Randn(2, 10, 64), Tensor.Randn(2, 20, 64));

        var causal = Transformer.GenerateSquareSubsequentMask(20);
        var output = transformer.Call(source, target, tgtMask: causal);

        Assert.Equal([2, 20, 64], output.Shape);
        Assert.True(transformer.Eval().Call(source, target, tgtIsCausal: true).IsFinite().All().Item() != 0);
    }
}
