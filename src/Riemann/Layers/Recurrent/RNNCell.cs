using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>One step of an <see cref="RNN"/>.</summary>
public sealed class RNNCell : Module
{
    private readonly int inputSize;
    private readonly int hiddenSize;
    private readonly bool hasBias;
    private readonly RnnNonlinearity nonlinearity;

    /// <summary>
    /// A cell of uniform random parameters between -1 / √hidden and 1 / √hidden. Raises where a size is not positive.
    /// </summary>
    public RNNCell(
        int inputSize,
        int hiddenSize,
        bool bias = true,
        RnnNonlinearity nonlinearity = RnnNonlinearity.Tanh,
        DType dtype = DType.Float32
    )
    {
        (this.inputSize, this.hiddenSize, hasBias) = (inputSize, hiddenSize, bias);
        this.nonlinearity = nonlinearity;
        var cell = Core.RnnCellModule.init(
            new(inputSize, hiddenSize, bias, nonlinearity.ToCore(), (Kernels.DType)dtype),
            Random.NextKey()
        );
        RecurrentParts.Register(this, "", cell.Weights);
    }

    private Core.RnnCell Cell => new(RecurrentParts.Weights(this, "", hasBias), nonlinearity.ToCore());

    /// <summary>The state after one step from zeros: [batch, in] or [in] gives [.., hidden].</summary>
    public override Tensor Forward(Tensor input)
    {
        var (cell, x) = (Cell, input.Operand);
        return Tensor.Wrap(Core.RnnCellModule.apply(cell, Core.RnnCellModule.initial(cell, x), x));
    }

    /// <summary>The state after one step from another. Raises where the shapes do not fit.</summary>
    public override Tensor Forward(Tensor input, Tensor hidden) =>
        Tensor.Wrap(Core.RnnCellModule.apply(Cell, hidden.Operand, input.Operand));

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("", inputSize), ("", hiddenSize))
        + Description.Unless(hasBias, "bias", hasBias)
        + Description.Unless(nonlinearity == RnnNonlinearity.Tanh, "nonlinearity", nonlinearity);
}
