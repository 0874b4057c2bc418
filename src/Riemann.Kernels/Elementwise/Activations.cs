using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The logistic function 1 / (1 + exp(-x)), for floats; does not overflow.</summary>
    public static NDArray Sigmoid(NDArray x) => FloatUnary<VectorMap<SigmoidFunction>>(x);

    /// <summary>log(1 + exp(x)), for floats; does not overflow, and is x for large x.</summary>
    public static NDArray Softplus(NDArray x) => FloatUnary<VectorMap<SoftplusFunction>>(x);

    /// <summary>The larger of x and 0, for every numeric type; NaN stays NaN.</summary>
    public static NDArray Relu(NDArray x) => NumberUnary<ReluOperator>(x);

    internal readonly struct SigmoidFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Sigmoid(x);
    }

    internal readonly struct SoftplusFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorLog.Softplus(x);
    }

    internal readonly struct ReluOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, T.Zero, destination);
    }
}
