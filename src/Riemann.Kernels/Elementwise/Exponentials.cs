namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>e to the power x, for floats; 0 at minus infinity, NaN stays NaN.</summary>
    public static NDArray Exp(NDArray x) => FloatUnary<VectorMap<ExpFunction>>(x);

    /// <summary>2 to the power x, for floats; exact at integers.</summary>
    public static NDArray Exp2(NDArray x) => FloatUnary<VectorMap<Exp2Function>>(x);

    /// <summary>e to the power x, minus 1, for floats; accurate near 0.</summary>
    public static NDArray Expm1(NDArray x) => FloatUnary<VectorMap<Expm1Function>>(x);

    internal readonly struct ExpFunction : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Exp(x);
    }

    internal readonly struct Exp2Function : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Exp2(x);
    }

    internal readonly struct Expm1Function : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Expm1(x);
    }
}
