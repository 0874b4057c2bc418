using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Recurrent layers: each step makes h = tanh(W x + b + U h + c), or max(.., 0), of the input and the state before.
/// Source: Elman (1990).
/// </summary>
public sealed class RNN : RecurrentLayer
{
    private readonly RnnNonlinearity nonlinearity;

    /// <summary>
    /// Layers of uniform random parameters between -1 / √hidden and 1 / √hidden. Layers after the first read the
    /// outputs of the one before, of which training drops <paramref name="dropout"/>; a bidirectional one also reads
    /// backwards. Raises where a setting is out of range.
    /// </summary>
    public RNN(
        int inputSize,
        int hiddenSize,
        int numLayers = 1,
        RnnNonlinearity nonlinearity = RnnNonlinearity.Tanh,
        bool bias = true,
        bool batchFirst = false,
        double dropout = 0,
        bool bidirectional = false,
        DType dtype = DType.Float32
    )
        : base(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional)
    {
        this.nonlinearity = nonlinearity;
        var settings = new Core.RnnSettings(
            inputSize,
            hiddenSize,
            numLayers,
            bias,
            nonlinearity.ToCore(),
            batchFirst,
            dropout,
            bidirectional,
            (Kernels.DType)dtype
        );
        Register(
            Core.RnnModule.init(settings, Random.NextKey()),
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
        var network = Network(suffix => new Core.RnnCell(
            RecurrentParts.Weights(this, suffix, HasBias),
            nonlinearity.ToCore()
        ));
        var (mode, x) = (Modes.Of(Training), inputs[0]!.Operand);
        var (output, hidden) = inputs.ElementAtOrDefault(1) is { } first
            ? Core.RnnModule.applyFrom(mode, network, first.Operand, x)
            : Core.RnnModule.apply(mode, network, x);
        return [Tensor.Wrap(output), Tensor.Wrap(hidden)];
    }

    /// <inheritdoc/>
    protected override string Describe() =>
        base.Describe() + Description.Unless(nonlinearity == RnnNonlinearity.Tanh, "nonlinearity", nonlinearity);
}
