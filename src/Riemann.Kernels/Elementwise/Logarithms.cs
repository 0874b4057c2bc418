namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The natural logarithm, for floats; minus infinity at 0, NaN below 0.</summary>
    public static NDArray Log(NDArray x) => FloatUnary<VectorMap<LogFunction>>(x);

    /// <summary>The natural logarithm of 1 + x, for floats; accurate near 0.</summary>
    public static NDArray Log1p(NDArray x) => FloatUnary<VectorMap<Log1pFunction>>(x);

    /// <summary>The logarithm to base 2, for floats; minus infinity at 0, NaN below 0.</summary>
    public static NDArray Log2(NDArray x) => FloatUnary<VectorMap<Log2Function>>(x);

    /// <summary>The logarithm to base 10, for floats; minus infinity at 0, NaN below 0.</summary>
    public static NDArray Log10(NDArray x) => FloatUnary<VectorMap<Log10Function>>(x);

    internal readonly struct LogFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorLog.Log(x);
    }

    internal readonly struct Log1pFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorLog.Log1p(x);
    }

    internal readonly struct Log2Function : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorLog.Log2(x);
    }

    internal readonly struct Log10Function : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorPower.Log10(x);
    }
}
