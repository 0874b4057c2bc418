using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Attention of queries to keys and values with several heads: softmax(Q Kᵀ / √d) V of projections of them, projected
/// again. Source: Vaswani et al. (2017), section 3.2.2.
/// </summary>
public sealed class MultiheadAttention : Module
{
    private readonly Core.MultiheadAttentionSettings settings;

    /// <summary>
    /// An attention whose projections begin by Glorot and Bengio's uniform distribution, and whose biases are zeros.
    /// The weights drop out in training; <paramref name="addBiasKv"/> adds a learned key and value to each sequence,
    /// and <paramref name="addZeroAttn"/> one of zeros. Raises where the heads do not divide the features.
    /// </summary>
    public MultiheadAttention(
        int embedDim,
        int numHeads,
        double dropout = 0,
        bool bias = true,
        bool addBiasKv = false,
        bool addZeroAttn = false,
        int? kdim = null,
        int? vdim = null,
        bool batchFirst = false,
        DType dtype = DType.Float32
    )
    {
        settings = new(
            embedDim,
            numHeads,
            dropout,
            bias,
            addBiasKv,
            addZeroAttn,
            Optional.Of(kdim),
            Optional.Of(vdim),
            batchFirst,
            (Kernels.DType)dtype
        );
        var layer = Core.MultiheadAttentionModule.init(settings, Random.NextKey());
        if (layer.InProj is Core.InProjection.Packed packed)
            InProjWeight = packed.Weight.ToParameter();
        else if (layer.InProj is Core.InProjection.Separate separate)
        {
            QProjWeight = separate.Query.ToParameter();
            KProjWeight = separate.Key.ToParameter();
            VProjWeight = separate.Value.ToParameter();
        }
        InProjBias = layer.InProjBias.ToParameter();
        BiasK = layer.BiasK.ToParameter();
        BiasV = layer.BiasV.ToParameter();
        OutProj = new Linear(embedDim, embedDim, bias, dtype)
        {
            Weight = layer.OutProj.Weight.ToParameter(),
            Bias = layer.OutProj.Bias.ToParameter(),
        };
    }

    /// <summary>
    /// The projections of queries, keys and values, [3 embed, embed]; null where their features differ.
    /// </summary>
    [StateName("in_proj_weight")]
    public Parameter? InProjWeight { get; set; }

    /// <summary>
    /// The projection of queries, [embed, embed], where those of keys or values are of other features.
    /// </summary>
    [StateName("q_proj_weight")]
    public Parameter? QProjWeight { get; set; }

    /// <summary>The projection of keys, [embed, kdim], where it is one of its own.</summary>
    [StateName("k_proj_weight")]
    public Parameter? KProjWeight { get; set; }

    /// <summary>The projection of values, [embed, vdim], where it is one of its own.</summary>
    [StateName("v_proj_weight")]
    public Parameter? VProjWeight { get; set; }

    /// <summary>The biases of the three projections, [3 embed], or null.</summary>
    [StateName("in_proj_bias")]
    public Parameter? InProjBias { get; set; }

    /// <summary>The key added to each sequence, [1, 1, embed], or null.</summary>
    [StateName("bias_k")]
    public Parameter? BiasK { get; set; }

    /// <summary>The value added to each sequence, [1, 1, embed], or null.</summary>
    [StateName("bias_v")]
    public Parameter? BiasV { get; set; }

    /// <summary>
    /// The projection of what the heads see. It computes as a part of the attention, without calls of its hooks.
    /// </summary>
    [StateName("out_proj")]
    public Linear OutProj { get; set; }

    /// <summary>
    /// What each query sees, [targets, batch, embed] or with <c>batchFirst</c> [batch, targets, embed], or without
    /// batch, and the weights of the keys for it, [batch, targets, sources], or [batch, heads, targets, sources] where
    /// they are not averaged, or null where they are not needed, which is faster. A mask is true where a key is hidden,
    /// or numbers that are added to the scores: <paramref name="keyPaddingMask"/> [batch, sources],
    /// <paramref name="attnMask"/> [targets, sources] or [batch heads, targets, sources]. <paramref name="isCausal"/>
    /// hides later keys. Raises where shapes do not fit.
    /// </summary>
    public (Tensor Output, Tensor? Weights) Call(
        Tensor query,
        Tensor key,
        Tensor value,
        Tensor? keyPaddingMask = null,
        bool needWeights = true,
        Tensor? attnMask = null,
        bool averageAttnWeights = true,
        bool isCausal = false
    )
    {
        var outputs = CallAll(
            query,
            key,
            value,
            keyPaddingMask,
            Flags.Of(needWeights, true),
            attnMask,
            Flags.Of(averageAttnWeights, true),
            Flags.Of(isCausal, false)
        );
        return (outputs[0], outputs.ElementAtOrDefault(1));
    }

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        if (inputs is not [{ } query, { } key, { } value, ..])
            return base.ForwardAll(inputs);
        var masks = Flags.Masks(inputs, 5, 3, 7);
        var (mode, layer) = (Modes.Of(Training), ToCore());
        if (!Flags.At(inputs, 4, true))
            return
            [
                Tensor.Wrap(
                    Core.MultiheadAttentionModule.applyWith(
                        masks,
                        mode,
                        layer,
                        query.Operand,
                        key.Operand,
                        value.Operand
                    )
                ),
            ];
        var (output, weights) = Core.MultiheadAttentionModule.applyWithWeights(
            Flags.At(inputs, 6, true),
            masks,
            mode,
            layer,
            query.Operand,
            key.Operand,
            value.Operand
        );
        return [Tensor.Wrap(output), Tensor.Wrap(weights)];
    }

    private Core.MultiheadAttention ToCore() =>
        new(
            InProjWeight is { } packed
                ? Core.InProjection.NewPacked(packed.Operand)
                : Core.InProjection.NewSeparate(QProjWeight!.Operand, KProjWeight!.Operand, VProjWeight!.Operand),
            InProjBias.OperandOrNone(),
            BiasK.OperandOrNone(),
            BiasV.OperandOrNone(),
            new(OutProj.Weight.Operand, OutProj.Bias.OperandOrNone()),
            settings
        );
}
