using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>e to the power x, for floats; 0 at minus infinity, NaN stays NaN.</summary>
    public static NDArray Exp(NDArray x) => FloatUnary<ScalarMap<ExpFunction>>(x);

    /// <summary>e to the power x, minus 1, for floats; accurate near 0.</summary>
    public static NDArray Expm1(NDArray x) => FloatUnary<ScalarMap<Expm1Function>>(x);

    private readonly struct ExpFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(x);
    }

    private readonly struct Expm1Function : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => ScalarMath.Expm1(x);
    }
}
