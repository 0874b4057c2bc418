namespace Riemann;

/// <summary>
/// A layer of a transformer's encoder: attention of the places to each other, and a network for each place, each with a
/// residual connection and a normalisation. Source: Vaswani et al. (2017), section 3.1; with the normalisation first,
/// Xiong et al. (2020), figure 1.
/// </summary>
public sealed class TransformerEncoderLayer : TransformerLayer
{
    /// <summary>
    /// A layer for <paramref name="dModel"/> features and <paramref name="nhead"/> heads, with a network of
    /// <paramref name="dimFeedforward"/> hidden features whose activation is max(x, 0) unless given. Raises where a
    /// size is not positive, or the heads do not divide the features.
    /// </summary>
    public TransformerEncoderLayer(
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
        Linear1 = new(dModel, dimFeedforward, dtype: dtype);
        Linear2 = new(dimFeedforward, dModel, dtype: dtype);
        Norm1 = new(dModel, layerNormEps, dtype: dtype);
        Norm2 = new(dModel, layerNormEps, dtype: dtype);
    }

    /// <summary>The attention of the places to each other.</summary>
    [StateName("self_attn")]
    public MultiheadAttention SelfAttn { get; set; }

    /// <summary>The first layer of the network.</summary>
    public Linear Linear1 { get; set; }

    /// <summary>The second layer of the network.</summary>
    public Linear Linear2 { get; set; }

    /// <summary>The normalisation of the attention.</summary>
    public LayerNorm Norm1 { get; set; }

    /// <summary>The normalisation of the network.</summary>
    public LayerNorm Norm2 { get; set; }

    /// <summary>
    /// The places after the layer, [length, batch, features] as they came, or with <c>batchFirst</c> [batch, length,
    /// features], or without batch. Masks are those of <see cref="MultiheadAttention.Call"/>. Raises where shapes do
    /// not fit.
    /// </summary>
    public Tensor Call(Tensor src, Tensor? srcMask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false) =>
        CallAll(src, srcMask, srcKeyPaddingMask, Flags.Of(isCausal, false))[0];

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        var (mask, padding) = (inputs.ElementAtOrDefault(1), inputs.ElementAtOrDefault(2));
        var isCausal = Flags.At(inputs, 3, false);
        var x = Residual(inputs[0]!, Norm1, x => Attend(SelfAttn, x, x, mask, padding, isCausal));
        return [Residual(x, Norm2, x => FeedForward(Linear1, Linear2, x))];
    }
}
