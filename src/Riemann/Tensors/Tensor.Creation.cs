using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>A tensor of this shape filled with one number.</summary>
    public static Tensor Full(
        ReadOnlySpan<int> shape,
        double value,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    ) => Made(Creating.Full(shape.ToArray(), value, (Kernels.DType)dtype), requiresGrad);

    /// <summary>A Float32 tensor of zeros.</summary>
    public static Tensor Zeros(params ReadOnlySpan<int> shape) => Full(shape, 0);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(ReadOnlySpan<int> shape, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Full(shape, 0, dtype, requiresGrad);

    /// <summary>A Float32 tensor of ones.</summary>
    public static Tensor Ones(params ReadOnlySpan<int> shape) => Full(shape, 1);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(ReadOnlySpan<int> shape, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Full(shape, 1, dtype, requiresGrad);

    /// <summary>A Float32 tensor whose elements are about to be set: zeros.</summary>
    public static Tensor Empty(params ReadOnlySpan<int> shape) => Full(shape, 0);

    /// <summary>A tensor whose elements are about to be set: zeros.</summary>
    public static Tensor Empty(ReadOnlySpan<int> shape, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Full(shape, 0, dtype, requiresGrad);

    /// <summary>A tensor of the shape and element type of another, filled with one number.</summary>
    public static Tensor FullLike(Tensor like, double value) => Full(like.Shape, value, like.DType);

    /// <summary>Zeros of the shape and element type of another tensor.</summary>
    public static Tensor ZerosLike(Tensor like) => FullLike(like, 0);

    /// <summary>Ones of the shape and element type of another tensor.</summary>
    public static Tensor OnesLike(Tensor like) => FullLike(like, 1);

    /// <summary>The whole numbers from 0 up to, not including, <paramref name="end"/>.</summary>
    public static Tensor Arange(long end, DType dtype = DType.Int64) => Arange(0, end, 1, dtype);

    /// <summary>The whole numbers from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static Tensor Arange(long start, long end, long step = 1, DType dtype = DType.Int64) =>
        Wrap(Creating.Arange((Kernels.DType)dtype, start, end, step));

    /// <summary>
    /// The numbers start, start + step, ... before <paramref name="end"/>. A negative step counts down. Raises for a step
    /// of 0 and for bounds that are not finite.
    /// </summary>
    public static Tensor Arange(
        double start,
        double end,
        double step = 1,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    ) => Made(Creating.Arange((Kernels.DType)dtype, start, end, step), requiresGrad);

    /// <summary>Numbers from one to another, both included, equally far apart.</summary>
    public static Tensor Linspace(
        double start,
        double end,
        int count,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    ) => Made(Creating.Linspace((Kernels.DType)dtype, start, end, count), requiresGrad);

    /// <summary>Numbers from 10 to the power of one to 10 to the power of another, whose logarithms are equally far apart.</summary>
    public static Tensor Logspace(
        double start,
        double end,
        int count,
        DType dtype = DType.Float32,
        bool requiresGrad = false
    ) => Made(Creating.Logspace((Kernels.DType)dtype, start, end, count), requiresGrad);

    /// <summary>The identity matrix, or a matrix of another width with ones where row and column are equal.</summary>
    public static Tensor Eye(int rows, int? columns = null, DType dtype = DType.Float32, bool requiresGrad = false) =>
        Made(Creating.Eye((Kernels.DType)dtype, rows, columns ?? rows), requiresGrad);

    /// <summary>
    /// Zeros with a one at the place of each of these integer labels, along a new last axis of length
    /// <paramref name="classes"/>. Raises for labels that are not below it.
    /// </summary>
    public Tensor OneHot(int classes, DType dtype = DType.Float32) =>
        Wrap(Creating.OneHot((Kernels.DType)dtype, classes, Primal));

    /// <summary>A tensor that the user made, as a leaf.</summary>
    private static Tensor Made(CoreTensor value, bool requiresGrad) => Wrap(value).RequiresGradInPlace(requiresGrad);
}
