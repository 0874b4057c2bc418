namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// x to the power y, for floats; NaN where x is negative and y no integer, 1 where y is 0 or x is 1.
    /// </summary>
    public static NDArray Power(NDArray x, NDArray y) =>
        y.Length == 1 && y.Rank <= x.Rank && y.DType == x.DType && x.DType.IsFloat()
            ? y.ToDouble(0) switch
            {
                2 => Square(x),
                3 => FloatUnary<VectorMap<CubeFunction>>(x),
                -1 => Reciprocal(x),
                0.5 => FloatUnary<VectorMap<SquareRootFunction>>(x),
                _ => FloatBinary<VectorPairMap<PowerFunction>>(x, y),
            }
            : FloatBinary<VectorPairMap<PowerFunction>>(x, y);

    internal readonly struct PowerFunction : IVectorPairFunction
    {
        static V IVectorPairFunction.Invoke<V>(V x, V y) => VectorPower.Power(x, y);
    }

    private readonly struct CubeFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x) => x * x * x;
    }

    /// <summary>Unlike the square root, infinity at minus infinity and 0 at -0.</summary>
    private readonly struct SquareRootFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x)
        {
            var isMinusInfinity = V.Equal(x, V.Create(double.NegativeInfinity));
            return V.Select(isMinusInfinity, V.Abs(x), V.Sqrt(x + V.Create(0)));
        }
    }
}
