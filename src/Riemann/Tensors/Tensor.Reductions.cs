using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The sum of all elements. Truth values and small integers are counted as Int64.</summary>
    public Tensor Sum() => Wrap(Reducing.Sum(Countable(Operand), null, false));

    /// <summary>The sums along axes, which are dropped, or kept with length 1.</summary>
    public Tensor Sum(int axis, bool keepAxis = false) => Sum([axis], keepAxis);

    /// <summary>The sums over several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Sum(int[] axes, bool keepAxis = false) => Wrap(Reducing.Sum(Countable(Operand), axes, keepAxis));

    /// <summary>The mean of all elements.</summary>
    public Tensor Mean() => Wrap(Reducing.Mean(Operand, null, false));

    /// <summary>The means along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Mean(int axis, bool keepAxis = false) => Mean([axis], keepAxis);

    /// <summary>The means over several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Mean(int[] axes, bool keepAxis = false) => Wrap(Reducing.Mean(Operand, axes, keepAxis));

    /// <summary>The largest element. Raises where there are none.</summary>
    public Tensor Max() => Wrap(Reducing.Max(Operand, null, false));

    /// <summary>The largest elements along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Max(int axis, bool keepAxis = false) => Wrap(Reducing.Max(Operand, [axis], keepAxis));

    /// <summary>The smallest element. Raises where there are none.</summary>
    public Tensor Min() => Wrap(Reducing.Min(Operand, null, false));

    /// <summary>The smallest elements along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Min(int axis, bool keepAxis = false) => Wrap(Reducing.Min(Operand, [axis], keepAxis));

    /// <summary>The Int64 index of the first largest element along an axis.</summary>
    public Tensor ArgMax(int axis) => Wrap(Reducing.ArgMax(Operand, axis));

    /// <summary>The Int64 index of the first smallest element along an axis.</summary>
    public Tensor ArgMin(int axis) => Wrap(Reducing.ArgMin(Operand, axis));

    private static CoreTensor Countable(CoreTensor x) =>
        x.DType is Kernels.DType.Bool or Kernels.DType.UInt8 ? Creating.Cast(x, Kernels.DType.Int64) : x;
}
