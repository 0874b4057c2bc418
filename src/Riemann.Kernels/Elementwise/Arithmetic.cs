using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>x + y, for every numeric type; integers wrap.</summary>
    public static NDArray Add(NDArray x, NDArray y) => NumberBinary<AddOperator>(x, y);

    /// <summary>
    /// Adds x, of the same shape, to a contiguous float array that the caller alone has made and nobody else has
    /// seen. Others go on taking arrays for immutable.
    /// </summary>
    public static void AddTo(NDArray sum, NDArray x)
    {
        if (Common(sum, x) == DType.Float32)
            BinaryLoop<float, float, OnNumbers<AddOperator, float>>.Over(sum, x);
        else
            BinaryLoop<double, double, OnNumbers<AddOperator, double>>.Over(sum, x);
    }

    /// <summary>x - y, for every numeric type; integers wrap.</summary>
    public static NDArray Subtract(NDArray x, NDArray y) => NumberBinary<SubtractOperator>(x, y);

    /// <summary>x times y, for every numeric type; integers wrap.</summary>
    public static NDArray Multiply(NDArray x, NDArray y) => NumberBinary<MultiplyOperator>(x, y);

    /// <summary>x / y, for floats, by IEEE 754: an infinity or NaN where y is 0.</summary>
    public static NDArray Divide(NDArray x, NDArray y) => FloatBinary<DivideOperator>(x, y);

    private readonly struct AddOperator : INumberBinary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Add(x, y, destination);

        public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Add(x, y, destination);

        public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Add(y, x, destination);
    }

    private readonly struct SubtractOperator : INumberBinary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(x, y, destination);

        public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(x, y, destination);

        public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(x, y, destination);
    }

    private readonly struct MultiplyOperator : INumberBinary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(x, y, destination);

        public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(x, y, destination);

        public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(y, x, destination);
    }

    private readonly struct DivideOperator : IFloatBinary
    {
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) =>
            TensorPrimitives.Divide(x, y, destination);
    }
}
