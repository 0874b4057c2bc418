using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>One step of an <see cref="LSTM"/>.</summary>
public sealed class LSTMCell : Module
{
    private readonly int inputSize;
    private readonly int hiddenSize;
    private readonly bool hasBias;

    /// <summary>
    /// A cell of uniform random parameters between -1 / √hidden and 1 / √hidden. Raises where a size is not positive.
    /// </summary>
    public LSTMCell(int inputSize, int hiddenSize, bool bias = true, DType dtype = DType.Float32)
    {
        (this.inputSize, this.hiddenSize, hasBias) = (inputSize, hiddenSize, bias);
        var cell = Core.LstmCellModule.init(
            new(inputSize, hiddenSize, bias, null, (Kernels.DType)dtype),
            Random.NextKey()
        );
        RecurrentParts.Register(this, "", cell.Weights);
    }

    /// <summary>
    /// The hidden and the cell state after one step, from zeros unless others are given: [batch, in] or [in] gives
    /// [.., hidden]. Raises where shapes do not fit.
    /// </summary>
    public (Tensor Hidden, Tensor Cell) Call(Tensor input, (Tensor Hidden, Tensor Cell)? state = null)
    {
        var outputs = CallAll(input, state?.Hidden, state?.Cell);
        return (outputs[0], outputs[1]);
    }

    /// <inheritdoc/>
    protected override Tensor[] ForwardAll(Tensor?[] inputs)
    {
        var own = new Core.LstmCell(RecurrentParts.Weights(this, "", hasBias), null);
        var x = inputs[0]!.Operand;
        var state = inputs is [_, { } hidden, { } cell]
            ? new Core.LstmState(hidden.Operand, cell.Operand)
            : Core.LstmCellModule.initial(own, x);
        var next = Core.LstmCellModule.apply(own, state, x);
        return [Tensor.Wrap(next.Hidden), Tensor.Wrap(next.Cell)];
    }

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("", inputSize), ("", hiddenSize)) + Description.Unless(hasBias, "bias", hasBias);
}
