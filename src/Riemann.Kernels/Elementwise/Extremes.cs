using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The larger of x and y, for every numeric type; NaN where either is NaN, and 0 is above -0.</summary>
    public static NDArray Maximum(NDArray x, NDArray y) => NumberBinary<MaximumOperator>(x, y);

    /// <summary>The smaller of x and y, for every numeric type; NaN where either is NaN, and -0 is below 0.</summary>
    public static NDArray Minimum(NDArray x, NDArray y) => NumberBinary<MinimumOperator>(x, y);

    private readonly struct MaximumOperator : INumberBinary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, y, destination);

        public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, y, destination);

        public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Max(y, x, destination);
    }

    private readonly struct MinimumOperator : INumberBinary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Min(x, y, destination);

        public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Min(x, y, destination);

        public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Min(y, x, destination);
    }
}
