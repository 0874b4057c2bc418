using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>One step of a <see cref="GRU"/>.</summary>
public sealed class GRUCell : Module
{
    private readonly int inputSize;
    private readonly int hiddenSize;
    private readonly bool hasBias;

    /// <summary>
    /// A cell of uniform random parameters between -1 / √hidden and 1 / √hidden. Raises where a size is not positive.
    /// </summary>
    public GRUCell(int inputSize, int hiddenSize, bool bias = true, DType dtype = DType.Float32)
    {
        (this.inputSize, this.hiddenSize, hasBias) = (inputSize, hiddenSize, bias);
        var cell = Core.GruCellModule.init(new(inputSize, hiddenSize, bias, (Kernels.DType)dtype), Random.NextKey());
        RecurrentParts.Register(this, "", cell.Weights);
    }

    private Core.GruCell Cell => new(RecurrentParts.Weights(this, "", hasBias));

    /// <summary>The state after one step from zeros: [batch, in] or [in] gives [.., hidden].</summary>
    public override Tensor Forward(Tensor input)
    {
        var (cell, x) = (Cell, input.Operand);
        return Tensor.Wrap(Core.GruCellModule.apply(cell, Core.GruCellModule.initial(cell, x), x));
    }

    /// <summary>The state after one step from another. Raises where the shapes do not fit.</summary>
    public override Tensor Forward(Tensor input, Tensor hidden) =>
        Tensor.Wrap(Core.GruCellModule.apply(Cell, hidden.Operand, input.Operand));

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("", inputSize), ("", hiddenSize)) + Description.Unless(hasBias, "bias", hasBias);
}
