using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>x tanh(log(1 + exp(x))), for floats; 0 at minus infinity.</summary>
    public static NDArray Mish(NDArray x) => FloatUnary<VectorMap<MishFunction>>(x);

    /// <summary>The derivative of <see cref="Mish"/>.</summary>
    public static NDArray MishSlope(NDArray x) => FloatUnary<VectorMap<MishSlopeFunction>>(x);

    /// <summary>
    /// With e = exp(x), tanh(log(1 + e)) is n / (n + 2) for n = e (e + 2), and loses no digit where e is tiny. From 40
    /// on it is 1 in either precision, and n^2 would soon overflow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V MishPower<V>(V x)
        where V : struct, ILanes<V> => VectorExp.Exp(V.Select(V.Less(V.Create(40), x), V.Create(40), x));

    internal readonly struct MishFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x)
        {
            var e = MishPower(x);
            var n = e * (e + V.Create(2));
            return SmoothUnit.Times(x, n / (n + V.Create(2)));
        }
    }

    internal readonly struct MishSlopeFunction : IVectorFunction
    {
        static V IVectorFunction.Invoke<V>(V x)
        {
            var e = MishPower(x);
            var n = e * (e + V.Create(2));
            var whole = n + V.Create(2);
            var slope = V.Create(4) * e * (e + V.Create(1)) / whole / whole;
            return n / whole + SmoothUnit.Times(x, slope);
        }
    }
}
