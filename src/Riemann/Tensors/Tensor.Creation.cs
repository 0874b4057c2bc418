using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>
    /// A tensor of the numbers or truth values in <paramref name="data"/>: one value, an array of any rank, or nested
    /// arrays or lists of equal lengths. <c>double</c> gives Float64, <c>float</c> Float32, <c>int</c> Int32.
    /// </summary>
    public static Tensor From(object data, bool requiresGrad = false) =>
        Wrap(Creating.OfNested(data)).RequiresGradInPlace(requiresGrad);

    /// <summary>A tensor of this shape filled with one number.</summary>
    public static Tensor Full(
        ReadOnlySpan<int> shape,
        double value,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    ) => Wrap(Creating.Full(shape.ToArray(), value, (Kernels.DType)dtype)).RequiresGradInPlace(requiresGrad);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => Full(shape, 0);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(params ReadOnlySpan<int> shape) => Full(shape, 1);

    /// <summary>A tensor of the shape and element type of another, filled with one number.</summary>
    public static Tensor FullLike(Tensor like, double value) => Full(like.Shape, value, like.DType);

    /// <summary>Zeros of the shape and element type of another tensor.</summary>
    public static Tensor ZerosLike(Tensor like) => FullLike(like, 0);

    /// <summary>Ones of the shape and element type of another tensor.</summary>
    public static Tensor OnesLike(Tensor like) => FullLike(like, 1);
}
