using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The sine of an angle in radians, for floats; NaN at the infinities.</summary>
    public static NDArray Sin(NDArray x) => FloatUnary<VectorMap<SinFunction>>(x);

    /// <summary>The cosine of an angle in radians, for floats; NaN at the infinities.</summary>
    public static NDArray Cos(NDArray x) => FloatUnary<VectorMap<CosFunction>>(x);

    /// <summary>The tangent of an angle in radians, for floats; NaN at the infinities.</summary>
    public static NDArray Tan(NDArray x) => FloatUnary<VectorMap<TanFunction>>(x);

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x, for floats; NaN outside [-1, 1].</summary>
    public static NDArray Asin(NDArray x) => FloatUnary<VectorMap<AsinFunction>>(x);

    /// <summary>The angle in [0, pi] whose cosine is x, for floats; NaN outside [-1, 1].</summary>
    public static NDArray Acos(NDArray x) => FloatUnary<VectorMap<AcosFunction>>(x);

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x, for floats.</summary>
    public static NDArray Atan(NDArray x) => FloatUnary<VectorMap<AtanFunction>>(x);

    internal readonly struct SinFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorSin.Sin(x);

        public static double Limit(bool isDouble) => VectorSin.Limit(isDouble);

        public static T Beyond<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Sin(x);
    }

    internal readonly struct CosFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorSin.Cos(x);

        public static double Limit(bool isDouble) => VectorSin.Limit(isDouble);

        public static T Beyond<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Cos(x);
    }

    internal readonly struct TanFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorSin.Tan(x);

        public static double Limit(bool isDouble) => VectorSin.Limit(isDouble);

        public static T Beyond<T>(T x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tan(x);
    }

    internal readonly struct AsinFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorArc.Asin(x);
    }

    internal readonly struct AcosFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorArc.Acos(x);
    }

    internal readonly struct AtanFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorArc.Atan(x);
    }
}
