using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The square root, for floats; correctly rounded, NaN below 0.</summary>
    public static NDArray Sqrt(NDArray x) => FloatUnary<SqrtOperator>(x);

    /// <summary>One over the square root, for floats; infinity at 0, NaN below 0.</summary>
    public static NDArray Rsqrt(NDArray x) => FloatUnary<RsqrtOperator>(x);

    /// <summary>The cube root, for floats; of the sign of x.</summary>
    public static NDArray Cbrt(NDArray x) => FloatUnary<VectorMap<CbrtFunction>>(x);

    /// <summary>One over x, for floats; correctly rounded, an infinity at 0.</summary>
    public static NDArray Reciprocal(NDArray x) => FloatUnary<ReciprocalOperator>(x);

    /// <summary>x times x, for every numeric type; integers wrap.</summary>
    public static NDArray Square(NDArray x) => NumberUnary<SquareOperator>(x);

    private readonly struct SqrtOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Sqrt(x, destination);
    }

    private readonly struct RsqrtOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.ReciprocalSqrt(x, destination);
    }

    internal readonly struct CbrtFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorPower.Cbrt(x);
    }

    private readonly struct ReciprocalOperator : IFloatUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Reciprocal(x, destination);
    }

    private readonly struct SquareOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Multiply(x, x, destination);
    }
}
