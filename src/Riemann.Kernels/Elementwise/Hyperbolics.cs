namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The hyperbolic sine, for floats.</summary>
    public static NDArray Sinh(NDArray x) => FloatUnary<VectorMap<SinhFunction>>(x);

    /// <summary>The hyperbolic cosine, for floats.</summary>
    public static NDArray Cosh(NDArray x) => FloatUnary<VectorMap<CoshFunction>>(x);

    /// <summary>The hyperbolic tangent, for floats.</summary>
    public static NDArray Tanh(NDArray x) => FloatUnary<VectorMap<TanhFunction>>(x);

    /// <summary>The inverse of the hyperbolic sine, for floats.</summary>
    public static NDArray Asinh(NDArray x) => FloatUnary<VectorMap<AsinhFunction>>(x);

    /// <summary>The non-negative inverse of the hyperbolic cosine, for floats; NaN below 1.</summary>
    public static NDArray Acosh(NDArray x) => FloatUnary<VectorMap<AcoshFunction>>(x);

    /// <summary>The inverse of the hyperbolic tangent, for floats; infinities at -1 and 1, NaN beyond.</summary>
    public static NDArray Atanh(NDArray x) => FloatUnary<VectorMap<AtanhFunction>>(x);

    internal readonly struct SinhFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorHyperbolic.Sinh(x);
    }

    internal readonly struct CoshFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorHyperbolic.Cosh(x);
    }

    internal readonly struct TanhFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Tanh(x);
    }

    internal readonly struct AsinhFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorHyperbolic.Asinh(x);
    }

    internal readonly struct AcoshFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorHyperbolic.Acosh(x);
    }

    internal readonly struct AtanhFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorHyperbolic.Atanh(x);
    }
}
