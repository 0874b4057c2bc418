using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>What the smooth activations share.</summary>
internal static class SmoothUnit
{
    /// <summary>x w, and 0 where the weight w is 0 though x may be infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Times<V>(V x, V w)
        where V : struct, ILanes<V> => V.Select(V.Equal(w, V.Create(0)), w, x * w);

    /// <summary>2 u with u = sqrt(2 / pi) (x + 0.044715 x^3), so that (1 + tanh(u)) / 2 is the sigmoid of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Twice<V>(V x)
        where V : struct, ILanes<V> => V.Fma(x * x * x, V.Create(0.0713548162726002), x * V.Create(1.5957691216057308));

    /// <summary>The derivative of <see cref="Twice"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V TwiceSlope<V>(V x)
        where V : struct, ILanes<V> => V.Fma(x * x, V.Create(0.21406444881780075), V.Create(1.5957691216057308));
}
