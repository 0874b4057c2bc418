using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The elements at indices along an axis; indices and tensor have equal lengths on the other axes.</summary>
    public Tensor Gather(int axis, Tensor indices) => Wrap(Picking.Gather(Operand, axis, indices.Primal));

    /// <summary>The parts at a vector of indices along an axis; as <c>x[indices]</c> for the first one.</summary>
    public Tensor IndexSelect(int axis, Tensor indices) => Wrap(Picking.Take(Operand, indices.Primal, axis));

    /// <summary>The elements where the mask is true, row by row; as <c>x[mask]</c>.</summary>
    public Tensor MaskedSelect(Tensor mask) => Wrap(Picking.Masked(Operand, mask.Primal));

    /// <summary>The elements, with those of another tensor in place of what <see cref="Gather"/> takes; of several for one place the last.</summary>
    public Tensor Scatter(int axis, Tensor indices, Tensor source) =>
        Wrap(Picking.Scatter(Operand, axis, indices.Primal, source.Operand));

    /// <summary>The elements, with those of another tensor added to what <see cref="Gather"/> takes.</summary>
    public Tensor ScatterAdd(int axis, Tensor indices, Tensor source) =>
        Wrap(Picking.ScatterAdd(Operand, axis, indices.Primal, source.Operand));
}
