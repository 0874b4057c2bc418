using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The logistic function 1 / (1 + exp(-x)), for floats; does not overflow.</summary>
    public static NDArray Sigmoid(NDArray x) => FloatUnary<ScalarMap<SigmoidFunction>>(x);

    /// <summary>log(1 + exp(x)), for floats; does not overflow, and is x for large x.</summary>
    public static NDArray Softplus(NDArray x) => FloatUnary<ScalarMap<SoftplusFunction>>(x);

    /// <summary>The larger of x and 0, for every numeric type; NaN stays NaN.</summary>
    public static NDArray Relu(NDArray x) => NumberUnary<ReluOperator>(x);

    private readonly struct SigmoidFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => ScalarMath.Sigmoid(x);
    }

    private readonly struct SoftplusFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => ScalarMath.Softplus(x);
    }

    private readonly struct ReluOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Max(x, T.Zero, destination);
    }
}
