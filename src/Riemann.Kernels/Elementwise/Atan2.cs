namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// The angle in [-pi, pi] of the point (x, y), for floats. The first argument is y, the ordinate.
    /// </summary>
    public static NDArray Atan2(NDArray y, NDArray x) => FloatBinary<VectorPairMap<Atan2Function>>(y, x);

    internal readonly struct Atan2Function : IVectorPairFunction
    {
        static V IVectorPairFunction.Invoke<V>(V y, V x) => VectorArc.Atan2(y, x);
    }
}
