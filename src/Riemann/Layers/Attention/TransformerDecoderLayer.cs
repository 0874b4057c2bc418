namespace Riemann;

/// <summary>
/// A layer of a transformer's decoder: attention of the places to each other, attention to a memory, and a network for
/// each place, each with a residual connection and a normalisation. Source: Vaswani et al. (2017), section 3.1; with
/// the normalisation first, Xiong et al. (2020), figure 1.
/// </summary>
public sealed class TransformerDecoderLayer : TransformerLayer
{
    /// <summary>
    /// A layer for <paramref name="dModel"/> features and <paramref name="nhead"/> heads, with a network of
    /// <paramref name="dimFeedforward"/> hidden features whose activation is max(x, 0) unless given. Raises where a
    /// size is not positive, or the heads do not divide the features.
    /// </summary>
    public TransformerDecoderLayer(
        int dModel,
        int nhead,
        int dimFeedforward = 2048,
        double dropout = 0.1,
        Func<Tensor, Tensor>? activation = null,
        double layerNormEps = 1e-5,
        bool batchFirst = false,
        bool normFirst = false,
        DType dtype = DType.Float32
    )
        : base(dropout, activation, normFirst)
    {
        SelfAttn = new(dModel, nhead, dropout, batchFirst: batchFirst, dtype: dtype);
        MultiheadAttn = new(dModel, nhead, dropout, batchFirst: batchFirst, dtype: dtype);
        Linear1 = new(dModel, dimFeedforward, dtype: dtype);
        Linear2 = new(dimFeedforward, dModel, dtype: dtype);
        Norm1 = new(dModel, layerNormEps, dtype: dtype);
        Norm2 = new(dModel, layerNormEps, dtype: dtype);
        Norm3 = new(dModel, layerNormEps, dtype: dtype);
    }

    /// <summary>The attention of the places to each other.</summary>
    [StateName("self_attn")]
    public MultiheadAttention SelfAttn { get; set; }

    /// <summary>The attention to the memory.</summary>
    [StateName("multihead_attn")]
    public MultiheadAttention MultiheadAttn { get; set; }

    /// <summary>The first layer of the network.</summary>
    public Linear Linear1 { get; set; }

    /// <summary>The second layer of the network.</summary>
    public Linear Linear2 { get; set; }

    /// <summary>The normalisation of the first attention.</summary>
    public LayerNorm Norm1 { get; set; }

    /// <summary>The normalisation of the attention to the memory.</summary>
    public LayerNorm Norm2 { get; set; }

    /// <summary>The normalisation of the network.</summary>
    public LayerNorm Norm3 { get; set; }

    /// <summary>
    /// The target's places after the layer, [length, batch, features] as they came, or with <c>batchFirst</c> [batch,
    /// length, features], or without batch. Masks are those of <see cref="MultiheadAttention.Call"/>. Raises where
    /// shapes do not fit.
    /// </summary>
    public Tensor Call(
        Tensor tgt,
        Tensor memory,
        Tensor? tgtMask = null,
        Tensor? memoryMask = null,
        Tensor? tgtKeyPaddingMask = null,
        Tensor? memoryKeyPaddingMask = null,
        bool tgtIsCausal = false,
        bool memoryIsCausal = false
    ) =>
        CallAll(
            tgt,
            memory,
            tgtMask,
            memoryMask,
            tgtKeyPaddingMask,
            memoryKeyPaddingMask,
            Flags.Of(tgtIsCausal, false),
            Flags.Of(memoryIsCausal, false)
        )[0];

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        if (inputs is not [{ } target, { } memory, ..])
            return base.ForwardAll(inputs);
        var (mask, padding) = (inputs.ElementAtOrDefault(2), inputs.ElementAtOrDefault(4));
        var (memoryMask, memoryPadding) = (inputs.ElementAtOrDefault(3), inputs.ElementAtOrDefault(5));
        var (isCausal, isMemoryCausal) = (Flags.At(inputs, 6, false), Flags.At(inputs, 7, false));
        var x = Residual(target, Norm1, x => Attend(SelfAttn, x, x, mask, padding, isCausal));
        x = Residual(x, Norm2, x => Attend(MultiheadAttn, x, memory, memoryMask, memoryPadding, isMemoryCausal));
        return [Residual(x, Norm3, x => FeedForward(Linear1, Linear2, x))];
    }
}
