using Xunit;

namespace Riemann.Tests.Documents;

public class TranslationBlockTests
{
    private sealed class TransformerTranslationModel(
        int srcVocabSize,
        int tgtVocabSize,
        int dModel,
        int nhead,
        int layers
    ) : Module
    {
        public Embedding SrcEmbedding { get; } = new(srcVocabSize, dModel);

        public Embedding TgtEmbedding { get; } = new(tgtVocabSize, dModel);

        public Embedding PosEncoding { get; } = new(100, dModel);

        public Transformer Transformer { get; } =
            new(dModel, nhead, layers, layers, dimFeedforward: 64, dropout: 0.1, batchFirst: true);

        public Linear OutputProj { get; } = new(dModel, tgtVocabSize);

        public override Tensor Forward(Tensor src, Tensor tgt) =>
            OutputProj.Call(Transformer.Call(Embedded(SrcEmbedding, src), Embedded(TgtEmbedding, tgt)));

        public Tensor Generate(Tensor src, int maxLen, long startToken = 1, long endToken = 2)
        {
            this.Eval();
            var memory = Transformer.Encoder.Call(Embedded(SrcEmbedding, src));
            var tgt = Tensor.Full([src.Size(0), 1], startToken, DType.Int64);
            for (var i = 0; i < maxLen; i++)
            {
                var tgtMask = Tensor.Full([tgt.Size(1), tgt.Size(1)], double.NegativeInfinity).Triu(1);
                var output = Transformer.Decoder.Call(Embedded(TgtEmbedding, tgt), memory, tgtMask: tgtMask);
                var nextToken = OutputProj.Call(output[.., -1]).ArgMax(-1, keepAxis: true);
                tgt = Tensor.Concatenate([tgt, nextToken], axis: 1);
                if ((bool)nextToken.Eq(endToken).All())
                    break;
            }
            return tgt;
        }

        private Tensor Embedded(Embedding embedding, Tensor tokens) =>
            embedding.Call(tokens)
            + PosEncoding.Call(Tensor.Arange(tokens.Size(1)).Unsqueeze(0).Expand(tokens.Size(0), tokens.Size(1)));
    }

    [Fact, Block("000", 65, "machine translation")]
    public void A_transformer_translates()
    {
        Random.ManualSeed(1);
        var model = new TransformerTranslationModel(50, 60, dModel: 16, nhead: 4, layers: 2);
        var src = Tensor.RandInt(0, 50, [2, 20]);
        var tgt = Tensor.RandInt(0, 60, [2, 25]);

        var logits = model.Call(src, tgt);
        var generated = model.Generate(src, maxLen: 30);

        Assert.Equal([2, 25, 60], logits.Shape);
        Assert.Equal(2, generated.Size(0));
        Assert.InRange(generated.Size(1), 2, 31);
        Assert.All(generated[.., 0].ToArray<long>(), token => Assert.Equal(1, token));
        Assert.False(model.Training);
    }
}
