using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Recurrent layers with a cell that gates write, erase and read, beside the hidden state.
/// Source: Hochreiter and Schmidhuber (1997); Gers, Schmidhuber and Cummins (2000).
/// </summary>
public sealed class LSTM : RecurrentLayer
{
    private readonly int projSize;

    /// <summary>
    /// Layers of uniform random parameters between -1 / √hidden and 1 / √hidden. Layers after the first read the
    /// outputs of the one before, of which training drops <paramref name="dropout"/>; a bidirectional one also reads
    /// backwards. A positive <paramref name="projSize"/> makes hidden states that short. Raises where a setting is out
    /// of range.
    /// </summary>
    public LSTM(
        int inputSize,
        int hiddenSize,
        int numLayers = 1,
        bool bias = true,
        bool batchFirst = false,
        double dropout = 0,
        bool bidirectional = false,
        int projSize = 0,
        DType dtype = DType.Float32
    )
        : base(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional)
    {
        this.projSize = projSize;
        var settings = new Core.LstmSettings(
            inputSize,
            hiddenSize,
            numLayers,
            bias,
            Optional.Of(projSize == 0 ? (int?)null : projSize),
            batchFirst,
            dropout,
            bidirectional,
            (Kernels.DType)dtype
        );
        Register(
            Core.LstmModule.init(settings, Random.NextKey()),
            (suffix, cell) =>
            {
                RecurrentParts.Register(this, suffix, cell.Weights);
                if (cell.Projection is { } projection)
                    RegisterParameter($"weight_hr{suffix}", projection.Value.ToParameter());
            }
        );
    }

    /// <summary>
    /// The outputs for a sequence [steps, batch, in], or [batch, steps, in] where the batch is first, or [steps, in]:
    /// each step's hidden state, those of both directions beside each other; and the last hidden and cell states
    /// [layers times directions, batch, hidden]. The first are zeros unless given. Raises where shapes do not fit.
    /// </summary>
    public (Tensor Output, (Tensor Hidden, Tensor Cell) State) Call(
        Tensor input,
        (Tensor Hidden, Tensor Cell)? state = null
    )
    {
        var outputs = CallAll(input, state?.Hidden, state?.Cell);
        return (outputs[0], (outputs[1], outputs[2]));
    }

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        var network = Network(suffix => new Core.LstmCell(
            RecurrentParts.Weights(this, suffix, HasBias),
            projSize == 0 ? null : GetParameter($"weight_hr{suffix}").OperandOrNone()
        ));
        var (mode, x) = (Modes.Of(Training), inputs[0]!.Operand);
        var (output, last) = inputs is [_, { } hidden, { } cell]
            ? Core.LstmModule.applyFrom(mode, network, new(hidden.Operand, cell.Operand), x)
            : Core.LstmModule.apply(mode, network, x);
        return [Tensor.Wrap(output), Tensor.Wrap(last.Hidden), Tensor.Wrap(last.Cell)];
    }

    /// <inheritdoc/>
    protected override string Describe() => base.Describe() + Description.Unless(projSize == 0, "projSize", projSize);
}
