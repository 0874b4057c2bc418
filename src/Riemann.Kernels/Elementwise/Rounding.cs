using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The largest integer not above x, for floats.</summary>
    public static NDArray Floor(NDArray x) => FloatUnary<FloorOperator>(x);

    /// <summary>The smallest integer not below x, for floats.</summary>
    public static NDArray Ceiling(NDArray x) => FloatUnary<CeilingOperator>(x);

    /// <summary>The nearest integer, the even one of two as near, for floats.</summary>
    public static NDArray Round(NDArray x) => FloatUnary<RoundOperator>(x);

    /// <summary>The integer part, rounded toward 0, for floats.</summary>
    public static NDArray Truncate(NDArray x) => FloatUnary<TruncateOperator>(x);

    private readonly struct FloorOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Floor(x, destination);
    }

    private readonly struct CeilingOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Ceiling(x, destination);
    }

    private readonly struct RoundOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Round(x, destination);
    }

    private readonly struct TruncateOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Truncate(x, destination);
    }
}
