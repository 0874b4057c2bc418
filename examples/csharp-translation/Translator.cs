using Riemann;

/// <summary>A transformer that translates sentences of numbers, with positions that are learnt.</summary>
internal sealed class Translator(
    int sourceWords,
    int targetWords,
    int features,
    int heads,
    int layers,
    int longest,
    double dropout
) : Module
{
    public Embedding SourceEmbedding { get; } = new(sourceWords, features);

    public Embedding TargetEmbedding { get; } = new(targetWords, features);

    public Embedding Positions { get; } = new(longest, features);

    public Transformer Transformer { get; } =
        new(features, heads, layers, layers, dimFeedforward: 4 * features, dropout, batchFirst: true);

    public Linear Output { get; } = new(features, targetWords);

    /// <summary>The logits [n, T, words] of what follows each word of targets [n, T], given the words before.</summary>
    public override Tensor Forward(Tensor source, Tensor target)
    {
        var hidden = source.Eq(Vocabulary.Padding);
        var decoded = Transformer.Call(
            Embedded(SourceEmbedding, source),
            Embedded(TargetEmbedding, target),
            tgtMask: Transformer.GenerateSquareSubsequentMask(target.Size(1)),
            srcKeyPaddingMask: hidden,
            memoryKeyPaddingMask: hidden
        );
        return Output.Call(decoded);
    }

    /// <summary>The likeliest translations [n, at most the longest], word by word.</summary>
    public Tensor Generate(Tensor source)
    {
        using var _ = new NoGrad();
        var hidden = source.Eq(Vocabulary.Padding);
        var memory = Transformer.Encoder.Call(Embedded(SourceEmbedding, source), srcKeyPaddingMask: hidden);
        var target = Tensor.Full([source.Size(0), 1], Vocabulary.Start, DType.Int64);
        var isFinished = Tensor.Full([source.Size(0), 1], 0, DType.Bool);
        while (target.Size(1) < longest && !(bool)isFinished.All())
        {
            var decoded = Transformer.Decoder.Call(
                Embedded(TargetEmbedding, target),
                memory,
                tgtMask: Transformer.GenerateSquareSubsequentMask(target.Size(1)),
                memoryKeyPaddingMask: hidden
            );
            var next = Output.Call(decoded[.., -1]).ArgMax(-1, keepAxis: true);
            target = Tensor.Concatenate([target, next], axis: 1);
            isFinished |= next.Eq(Vocabulary.End);
        }
        return target;
    }

    private Tensor Embedded(Embedding words, Tensor sentences) =>
        words.Call(sentences) + Positions.Call(Tensor.Arange(sentences.Size(1)));
}
