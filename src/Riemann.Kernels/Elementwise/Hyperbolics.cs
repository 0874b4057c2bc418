using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The hyperbolic sine, for floats.</summary>
    public static NDArray Sinh(NDArray x) => FloatUnary<ScalarMap<SinhFunction>>(x);

    /// <summary>The hyperbolic cosine, for floats.</summary>
    public static NDArray Cosh(NDArray x) => FloatUnary<ScalarMap<CoshFunction>>(x);

    /// <summary>The hyperbolic tangent, for floats.</summary>
    public static NDArray Tanh(NDArray x) => FloatUnary<VectorMap<TanhFunction>>(x);

    /// <summary>The inverse of the hyperbolic sine, for floats.</summary>
    public static NDArray Asinh(NDArray x) => FloatUnary<ScalarMap<AsinhFunction>>(x);

    /// <summary>The non-negative inverse of the hyperbolic cosine, for floats; NaN below 1.</summary>
    public static NDArray Acosh(NDArray x) => FloatUnary<ScalarMap<AcoshFunction>>(x);

    /// <summary>The inverse of the hyperbolic tangent, for floats; infinities at -1 and 1, NaN beyond.</summary>
    public static NDArray Atanh(NDArray x) => FloatUnary<ScalarMap<AtanhFunction>>(x);

    private readonly struct SinhFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sinh(x);
    }

    private readonly struct CoshFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cosh(x);
    }

    private readonly struct TanhFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Tanh(x);
    }

    private readonly struct AsinhFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Asinh(x);
    }

    private readonly struct AcoshFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Acosh(x);
    }

    private readonly struct AtanhFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atanh(x);
    }
}
