using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The sum of all elements. Truth values and small integers are counted as Int64.</summary>
    public Tensor Sum() => Wrap(Reducing.Sum(Countable(Operand), null, false));

    /// <summary>The sums along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Sum(int axis, bool keepAxis = false) => Sum([axis], keepAxis);

    /// <summary>The sums along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Sum(int[] axes, bool keepAxis = false) => Wrap(Reducing.Sum(Countable(Operand), axes, keepAxis));

    /// <summary>The product of all elements. Truth values and small integers are counted as Int64.</summary>
    public Tensor Prod() => Wrap(Reducing.Prod(Countable(Operand), null, false));

    /// <summary>The products along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Prod(int axis, bool keepAxis = false) => Prod([axis], keepAxis);

    /// <summary>The products along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Prod(int[] axes, bool keepAxis = false) => Wrap(Reducing.Prod(Countable(Operand), axes, keepAxis));

    /// <summary>The mean of all elements. Raises where there are none.</summary>
    public Tensor Mean() => Wrap(Reducing.Mean(Operand, null, false));

    /// <summary>The means along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Mean(int axis, bool keepAxis = false) => Mean([axis], keepAxis);

    /// <summary>The means along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Mean(int[] axes, bool keepAxis = false) => Wrap(Reducing.Mean(Operand, axes, keepAxis));

    /// <summary>The largest element; equal ones share the slope. Raises where there are none.</summary>
    public Tensor Max() => Wrap(Reducing.Max(Operand, null, false));

    /// <summary>The largest elements along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Max(int axis, bool keepAxis = false) => Max([axis], keepAxis);

    /// <summary>The largest elements along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Max(int[] axes, bool keepAxis = false) => Wrap(Reducing.Max(Operand, axes, keepAxis));

    /// <summary>The smallest element; equal ones share the slope. Raises where there are none.</summary>
    public Tensor Min() => Wrap(Reducing.Min(Operand, null, false));

    /// <summary>The smallest elements along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Min(int axis, bool keepAxis = false) => Min([axis], keepAxis);

    /// <summary>The smallest elements along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor Min(int[] axes, bool keepAxis = false) => Wrap(Reducing.Min(Operand, axes, keepAxis));

    /// <summary>The logarithm of the sum of the exponentials of all elements.</summary>
    public Tensor LogSumExp() => Wrap(Reducing.LogSumExp(Operand, null, false));

    /// <summary>The logarithms of the sums of the exponentials along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor LogSumExp(int axis, bool keepAxis = false) => LogSumExp([axis], keepAxis);

    /// <summary>The logarithms of the sums of the exponentials along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor LogSumExp(int[] axes, bool keepAxis = false) => Wrap(Reducing.LogSumExp(Operand, axes, keepAxis));

    /// <summary>The Int64 number of elements that are true, or not 0.</summary>
    public Tensor CountNonZero() => Wrap(Reducing.CountNonZero(Primal, null, false));

    /// <summary>The Int64 numbers of elements that are true, or not 0, along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor CountNonZero(int axis, bool keepAxis = false) => CountNonZero([axis], keepAxis);

    /// <summary>The Int64 numbers of elements that are true, or not 0, along several axes, which are dropped, or kept with length 1.</summary>
    public Tensor CountNonZero(int[] axes, bool keepAxis = false) =>
        Wrap(Reducing.CountNonZero(Primal, axes, keepAxis));

    /// <summary>The Int64 position of the first largest element, counted row by row.</summary>
    public Tensor ArgMax() => Flatten().ArgMax(0);

    /// <summary>The Int64 index of the first largest element along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor ArgMax(int axis, bool keepAxis = false) => Kept(Reducing.ArgMax(Primal, axis), axis, keepAxis);

    /// <summary>The Int64 position of the first smallest element, counted row by row.</summary>
    public Tensor ArgMin() => Flatten().ArgMin(0);

    /// <summary>The Int64 index of the first smallest element along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor ArgMin(int axis, bool keepAxis = false) => Kept(Reducing.ArgMin(Primal, axis), axis, keepAxis);

    private static CoreTensor Countable(CoreTensor x) =>
        x.DType is Kernels.DType.Bool or Kernels.DType.UInt8 ? Creating.Cast(x, Kernels.DType.Int64) : x;

    /// <summary>What was reduced along an axis of this tensor, with that axis back where it is to be kept.</summary>
    private Tensor Kept(CoreTensor reduced, int axis, bool keepAxis) =>
        Wrap(keepAxis ? Shaping.InsertAxis(reduced, axis) : reduced);
}
