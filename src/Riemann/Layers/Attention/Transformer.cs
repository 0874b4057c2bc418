using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// An encoder of a source sequence, and a decoder of a target sequence that attends to it.
/// Source: Vaswani et al. (2017), section 3.
/// </summary>
public sealed class Transformer : Module
{
    /// <summary>
    /// A transformer whose weights all begin by Glorot and Bengio's uniform distribution; both halves end in a
    /// normalisation. The activation is max(x, 0) unless given. Raises where a size is not positive, or the heads do
    /// not divide the features.
    /// </summary>
    public Transformer(
        int dModel = 512,
        int nhead = 8,
        int numEncoderLayers = 6,
        int numDecoderLayers = 6,
        int dimFeedforward = 2048,
        double dropout = 0.1,
        Func<Tensor, Tensor>? activation = null,
        double layerNormEps = 1e-5,
        bool batchFirst = false,
        bool normFirst = false,
        DType dtype = DType.Float32
    )
    {
        LayerNorm norm() => new(dModel, layerNormEps, dtype: dtype);
        Encoder = new(
            new(dModel, nhead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, dtype),
            numEncoderLayers,
            norm()
        );
        Decoder = new(
            new(dModel, nhead, dimFeedforward, dropout, activation, layerNormEps, batchFirst, normFirst, dtype),
            numDecoderLayers,
            norm()
        );
        foreach (var parameter in Parameters())
            if (parameter.Rank > 1)
                Init.XavierUniformInPlace(parameter);
    }

    /// <summary>The encoder.</summary>
    public TransformerEncoder Encoder { get; set; }

    /// <summary>The decoder.</summary>
    public TransformerDecoder Decoder { get; set; }

    /// <summary>
    /// What the decoder makes of the target beside the encoded source, of the target's shape. Masks are those of
    /// <see cref="MultiheadAttention.Call"/>. Raises where shapes do not fit.
    /// </summary>
    public Tensor Call(
        Tensor src,
        Tensor tgt,
        Tensor? srcMask = null,
        Tensor? tgtMask = null,
        Tensor? memoryMask = null,
        Tensor? srcKeyPaddingMask = null,
        Tensor? tgtKeyPaddingMask = null,
        Tensor? memoryKeyPaddingMask = null,
        bool srcIsCausal = false,
        bool tgtIsCausal = false,
        bool memoryIsCausal = false
    ) =>
        CallAll(
            src,
            tgt,
            srcMask,
            tgtMask,
            memoryMask,
            srcKeyPaddingMask,
            tgtKeyPaddingMask,
            memoryKeyPaddingMask,
            Flags.Of(srcIsCausal, false),
            Flags.Of(tgtIsCausal, false),
            Flags.Of(memoryIsCausal, false)
        )[0];

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        Tensor? at(int place) => inputs.ElementAtOrDefault(place);
        var memory = Encoder.CallAll(at(0), at(2), at(5), at(8))[0];
        return Decoder.CallAll(at(1), memory, at(3), at(4), at(6), at(7), at(9), at(10));
    }

    /// <summary>
    /// The mask [n, n] of a sequence that is generated: -infinity above the diagonal and 0 elsewhere.
    /// </summary>
    public static Tensor GenerateSquareSubsequentMask(int size, DType dtype = DType.Float32) =>
        Tensor.Wrap(Core.TransformerModule.generateSquareSubsequentMask((Kernels.DType)dtype, size));
}
