using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The logistic function 1 / (1 + exp(-x)), for floats; does not overflow.</summary>
    public static NDArray Sigmoid(NDArray x) => FloatUnary<VectorMap<SigmoidFunction>>(x);

    /// <summary>c times the derivative of <see cref="Sigmoid"/> where it is y, and 0 where c is, though y may be NaN.</summary>
    public static NDArray SigmoidGradient(NDArray y, NDArray c) =>
        FloatBinary<VectorPairMap<SigmoidGradientFunction>>(y, c);

    /// <summary>log(1 + exp(x)), for floats; does not overflow, and is x for large x.</summary>
    public static NDArray Softplus(NDArray x) => FloatUnary<VectorMap<SoftplusFunction>>(x);

    /// <summary>The larger of x and 0, for every numeric type; NaN stays NaN.</summary>
    public static NDArray Relu(NDArray x) => NumberUnary<ReluOperator>(x);

    /// <summary>c where y is positive and 0 elsewhere, for floats: the gradient of <see cref="Relu"/> where it is y.</summary>
    public static NDArray ReluGradient(NDArray y, NDArray c) => FloatBinary<VectorPairMap<ReluGradientFunction>>(y, c);

    internal readonly struct SigmoidFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Sigmoid(x);
    }

    internal readonly struct SigmoidGradientFunction : IVectorPairFunction
    {
        public static V Invoke<V>(V y, V c)
            where V : struct, ILanes<V> => SmoothUnit.Times(y * (V.Create(1) - y), c);
    }

    internal readonly struct SoftplusFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorLog.Softplus(x);
    }

    internal readonly struct ReluGradientFunction : IVectorPairFunction
    {
        public static V Invoke<V>(V y, V c)
            where V : struct, ILanes<V> => V.Select(V.Less(V.Create(0), y), c, V.Create(0));
    }

    internal readonly struct ReluOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, T.Zero, destination);
    }
}
