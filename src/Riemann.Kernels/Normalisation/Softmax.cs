using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// exp(x) over its sum along the axis, for floats; does not overflow. A row that holds NaN or plus infinity
    /// is NaN, and so is one that holds minus infinity only.
    /// </summary>
    public static NDArray Softmax(NDArray x, int axis) => RowMap<SoftmaxRow>(x, axis);

    /// <summary>The logarithm of the softmax, which keeps its digits where that is close to 0.</summary>
    public static NDArray LogSoftmax(NDArray x, int axis) => RowMap<LogSoftmaxRow>(x, axis);

    /// <summary>
    /// The gradient in x of what has the gradient <paramref name="c"/> in y = softmax(x), of the same shape:
    /// y (c - sum(c y)).
    /// </summary>
    public static NDArray SoftmaxGradient(NDArray y, NDArray c, int axis) => RowMap<SoftmaxGradientRow>(y, c, axis);

    /// <summary>
    /// The gradient in x of what has the gradient <paramref name="c"/> in y = logSoftmax(x), of the same shape:
    /// c - exp(y) sum(c).
    /// </summary>
    public static NDArray LogSoftmaxGradient(NDArray y, NDArray c, int axis) =>
        RowMap<LogSoftmaxGradientRow>(y, c, axis);

    // Writes exp(x - max(x)) and returns its sum.
    private static T Powers<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), destination);
        VectorMap<Elementwise.ExpFunction>.Invoke<T>(destination, destination);
        return TensorPrimitives.Sum<T>(destination);
    }

    private readonly struct SoftmaxRow : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(destination, T.One / Powers(x, destination), destination);
    }

    private readonly struct LogSoftmaxRow : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var log = T.Log(Powers(x, destination));
            TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), destination);
            TensorPrimitives.Subtract(destination, log, destination);
        }
    }

    private readonly struct SoftmaxGradientRow : IFloatBinary
    {
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> c, Span<T> destination)
        {
            TensorPrimitives.Subtract(c, TensorPrimitives.Dot(y, c), destination);
            TensorPrimitives.Multiply(destination, y, destination);
        }
    }

    private readonly struct LogSoftmaxGradientRow : IFloatBinary
    {
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> c, Span<T> destination)
        {
            VectorMap<Elementwise.ExpFunction>.Invoke(y, destination);
            TensorPrimitives.MultiplyAdd(destination, -TensorPrimitives.Sum(c), c, destination);
        }
    }
}
