using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The sine of an angle in radians, for floats; NaN at the infinities.</summary>
    public static NDArray Sin(NDArray x) => FloatUnary<VectorMap<SinFunction>>(x);

    /// <summary>The cosine of an angle in radians, for floats; NaN at the infinities.</summary>
    public static NDArray Cos(NDArray x) => FloatUnary<VectorMap<CosFunction>>(x);

    /// <summary>The tangent of an angle in radians, for floats; NaN at the infinities.</summary>
    public static NDArray Tan(NDArray x) => FloatUnary<ScalarMap<TanFunction>>(x);

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x, for floats; NaN outside [-1, 1].</summary>
    public static NDArray Asin(NDArray x) => FloatUnary<ScalarMap<AsinFunction>>(x);

    /// <summary>The angle in [0, pi] whose cosine is x, for floats; NaN outside [-1, 1].</summary>
    public static NDArray Acos(NDArray x) => FloatUnary<ScalarMap<AcosFunction>>(x);

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x, for floats.</summary>
    public static NDArray Atan(NDArray x) => FloatUnary<ScalarMap<AtanFunction>>(x);

    private readonly struct SinFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorSin.Sin(x);

        public static double Limit(bool isDouble) => VectorSin.Limit(isDouble);

        public static T Beyond<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x);
    }

    private readonly struct CosFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorSin.Cos(x);

        public static double Limit(bool isDouble) => VectorSin.Limit(isDouble);

        public static T Beyond<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x);
    }

    private readonly struct TanFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tan(x);
    }

    private readonly struct AsinFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Asin(x);
    }

    private readonly struct AcosFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Acos(x);
    }

    private readonly struct AtanFunction : IScalarFunction
    {
        public static T Invoke<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Atan(x);
    }
}
