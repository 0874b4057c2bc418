using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Recurrent layers with gates that say how much of the state before each step keeps.
/// Source: Cho et al. (2014), section 2.3, with the reset gate after the product.
/// </summary>
public sealed class GRU : RecurrentLayer
{
    /// <summary>
    /// Layers of uniform random parameters between -1 / √hidden and 1 / √hidden. Layers after the first read the
    /// outputs of the one before, of which training drops <paramref name="dropout"/>; a bidirectional one also reads
    /// backwards. Raises where a setting is out of range.
    /// </summary>
    public GRU(
        int inputSize,
        int hiddenSize,
        int numLayers = 1,
        bool bias = true,
        bool batchFirst = false,
        double dropout = 0,
        bool bidirectional = false,
        DType dtype = DType.Float32
    )
        : base(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional)
    {
        var settings = new Core.GruSettings(
            inputSize,
            hiddenSize,
            numLayers,
            bias,
            batchFirst,
            dropout,
            bidirectional,
            (Kernels.DType)dtype
        );
        Register(
            Core.GruModule.init(settings, Random.NextKey()),
            (suffix, cell) => RecurrentParts.Register(this, suffix, cell.Weights)
        );
    }

    /// <summary>
    /// The outputs for a sequence [steps, batch, in], or [batch, steps, in] where the batch is first, or [steps, in]:
    /// each step's hidden state, those of both directions beside each other; and the last hidden states [layers times
    /// directions, batch, hidden]. The first are zeros unless given. Raises where shapes do not fit.
    /// </summary>
    public new (Tensor Output, Tensor Hidden) Call(Tensor input, Tensor? hidden = null)
    {
        var outputs = CallAll(input, hidden);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        var network = Network(suffix => new Core.GruCell(RecurrentParts.Weights(this, suffix, HasBias)));
        var (mode, x) = (Modes.Of(Training), inputs[0]!.Operand);
        var (output, hidden) = inputs.ElementAtOrDefault(1) is { } first
            ? Core.GruModule.applyFrom(mode, network, first.Operand, x)
            : Core.GruModule.apply(mode, network, x);
        return [Tensor.Wrap(output), Tensor.Wrap(hidden)];
    }
}
