using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The sums of the elements up to each along an axis. Truth values and small integers are counted as Int64.</summary>
    public Tensor CumSum(int axis) => Wrap(Accumulating.CumSum(Countable(Operand), axis));

    /// <summary>The products of the elements up to each along an axis.</summary>
    public Tensor CumProd(int axis) => Wrap(Accumulating.CumProd(Countable(Operand), axis));

    /// <summary>The largest elements up to each along an axis, and their Int64 indices.</summary>
    public (Tensor Values, Tensor Indices) CumMax(int axis) => At(axis, Accumulating.ArgCumMax(Primal, axis));

    /// <summary>The smallest elements up to each along an axis, and their Int64 indices.</summary>
    public (Tensor Values, Tensor Indices) CumMin(int axis) => At(axis, Accumulating.ArgCumMin(Primal, axis));

    /// <summary>The logarithms of the sums of the exponentials up to each element along an axis.</summary>
    public Tensor LogCumSumExp(int axis) => Wrap(Accumulating.LogCumSumExp(Operand, axis));

    /// <summary>The differences of this order along an axis, which becomes so much shorter: each element less the one before it.</summary>
    public Tensor Diff(int order = 1, int axis = -1) => Wrap(Accumulating.Diff(Operand, order, axis));

    /// <summary>The elements at indices along an axis, beside the indices.</summary>
    private (Tensor Values, Tensor Indices) At(int axis, CoreTensor indices) =>
        (Wrap(Picking.Gather(Operand, axis, indices)), Wrap(indices));
}
