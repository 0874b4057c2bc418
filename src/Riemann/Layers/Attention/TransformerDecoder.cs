namespace Riemann;

/// <summary>Decoder layers one after the other, and a normalisation at the end where there is one.</summary>
public sealed class TransformerDecoder : Module
{
    /// <summary>
    /// So many copies of a layer, which begin with its parameters, and a module for the end. Raises where the number is
    /// not positive.
    /// </summary>
    public TransformerDecoder(TransformerDecoderLayer decoderLayer, int numLayers, Module? norm = null)
    {
        if (numLayers < 1)
            throw Failure.Value("TransformerDecoder", $"a decoder of {numLayers} layers", "one or more");
        Layers = new(Enumerable.Range(0, numLayers).Select(_ => decoderLayer.DeepCopy()));
        Norm = norm;
    }

    /// <summary>The layers.</summary>
    public ModuleList Layers { get; set; }

    /// <summary>What comes after the last layer, or null.</summary>
    public Module? Norm { get; set; }

    /// <summary>
    /// The target's places after all layers, of the shape that they came in. Every layer sees the same memory and
    /// masks, which are those of <see cref="MultiheadAttention.Call"/>. Raises where shapes do not fit.
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
        var x = inputs[0]!;
        foreach (var layer in Layers)
            x = layer.CallAll([x, .. inputs[1..]])[0];
        return [Norm?.Call(x) ?? x];
    }
}
