namespace Riemann;

/// <summary>Encoder layers one after the other, and a normalisation at the end where there is one.</summary>
public sealed class TransformerEncoder : Module
{
    /// <summary>
    /// So many copies of a layer, which begin with its parameters, and a module for the end. Raises where the number is
    /// not positive.
    /// </summary>
    public TransformerEncoder(TransformerEncoderLayer encoderLayer, int numLayers, Module? norm = null)
    {
        if (numLayers < 1)
            throw Failure.Value("TransformerEncoder", $"an encoder of {numLayers} layers", "one or more");
        Layers = new(Enumerable.Range(0, numLayers).Select(_ => encoderLayer.DeepCopy()));
        Norm = norm;
    }

    /// <summary>The layers.</summary>
    public ModuleList Layers { get; set; }

    /// <summary>What comes after the last layer, or null.</summary>
    public Module? Norm { get; set; }

    /// <summary>
    /// The places after all layers, of the shape that they came in. Every layer sees the same masks, which are those of
    /// <see cref="MultiheadAttention.Call"/>. Raises where shapes do not fit.
    /// </summary>
    public Tensor Call(Tensor src, Tensor? mask = null, Tensor? srcKeyPaddingMask = null, bool isCausal = false) =>
        CallAll(src, mask, srcKeyPaddingMask, Flags.Of(isCausal, false))[0];

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        var x = inputs[0]!;
        foreach (var layer in Layers)
            x = layer.CallAll([x, .. inputs[1..]])[0];
        return [Norm?.Call(x) ?? x];
    }
}
