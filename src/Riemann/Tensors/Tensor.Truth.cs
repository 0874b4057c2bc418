using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>Where both truth values are true; shapes broadcast.</summary>
    public static Tensor operator &(Tensor left, Tensor right) => Wrap(Comparing.And(left.Primal, right.Primal));

    /// <summary>Where one truth value or both are true; shapes broadcast.</summary>
    public static Tensor operator |(Tensor left, Tensor right) => Wrap(Comparing.Or(left.Primal, right.Primal));

    /// <summary>Where one of two truth values is true; shapes broadcast.</summary>
    public static Tensor operator ^(Tensor left, Tensor right) => Wrap(Comparing.Xor(left.Primal, right.Primal));

    /// <summary>Where the truth values are false.</summary>
    public static Tensor operator !(Tensor operand) => Wrap(Comparing.Not(operand.Primal));

    /// <summary>Where the elements are NaN.</summary>
    public Tensor IsNaN() => Wrap(Comparing.IsNaN(Primal));

    /// <summary>Where the elements are neither NaN nor infinite.</summary>
    public Tensor IsFinite() => Wrap(Comparing.IsFinite(Primal));

    /// <summary>Where the elements are infinite.</summary>
    public Tensor IsInf() => Wrap(Comparing.IsInfinite(Primal));

    /// <summary>
    /// Where two elements differ by no more than the absolute tolerance plus the relative one times the other's magnitude.
    /// </summary>
    public Tensor IsClose(Tensor other, double relative = 1e-5, double absolute = 1e-8) =>
        Wrap(Comparing.IsClose(Primal, other.Primal, relative, absolute));

    /// <summary>Whether <see cref="IsClose"/> holds everywhere.</summary>
    public bool AllClose(Tensor other, double relative = 1e-5, double absolute = 1e-8) =>
        (bool)Wrap(Comparing.AllClose(Primal, other.Primal, relative, absolute));

    /// <summary>Whether two tensors have one shape and equal elements. NaN is equal to nothing.</summary>
    public bool Equal(Tensor other) => (bool)Wrap(Comparing.AllEqual(Primal, other.Primal));

    /// <summary>Where the elements are among those of another tensor.</summary>
    public Tensor IsIn(Tensor values) => Wrap(Comparing.IsIn(Primal, values.Primal));

    /// <summary>Whether any element is true, or not 0.</summary>
    public Tensor Any() => Wrap(Reducing.Any(Truths, null, false));

    /// <summary>Whether any element along the axis is true, or not 0; the axis is dropped, or kept with length 1.</summary>
    public Tensor Any(int axis, bool keepAxis = false) => Wrap(Reducing.Any(Truths, [axis], keepAxis));

    /// <summary>Whether all elements are true, or not 0.</summary>
    public Tensor All() => Wrap(Reducing.All(Truths, null, false));

    /// <summary>Whether all elements along the axis are true, or not 0; the axis is dropped, or kept with length 1.</summary>
    public Tensor All(int axis, bool keepAxis = false) => Wrap(Reducing.All(Truths, [axis], keepAxis));

    /// <summary>Elements of one tensor where the condition holds, and of another where not; shapes broadcast.</summary>
    public static Tensor Where(Tensor condition, Tensor left, Tensor right) =>
        Wrap(Comparing.Where(condition.Primal, left.Operand, right.Operand));

    /// <summary>Elements of a tensor where the condition holds, and a number where not.</summary>
    public static Tensor Where(Tensor condition, Tensor left, double right) =>
        Wrap(Comparing.Where(condition.Primal, left.Operand, left.Like(right)));

    /// <summary>A number where the condition holds, and elements of a tensor where not.</summary>
    public static Tensor Where(Tensor condition, double left, Tensor right) =>
        Wrap(Comparing.Where(condition.Primal, right.Like(left), right.Operand));

    /// <summary>One number where the condition holds, and another where not.</summary>
    public static Tensor Where(Tensor condition, double left, double right, DType dtype = DType.Float32) =>
        Wrap(Comparing.Where(condition.Primal, Full([], left, dtype).Primal, Full([], right, dtype).Primal));

    /// <summary>The elements, with a number in place of those where the mask is true; shapes broadcast.</summary>
    public Tensor MaskedFill(Tensor mask, double value) => Wrap(Comparing.MaskedFill(Operand, mask.Primal, value));

    private CoreTensor Truths => Creating.Cast(Primal, Kernels.DType.Bool);
}
