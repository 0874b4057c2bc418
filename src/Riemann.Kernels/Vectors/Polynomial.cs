using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Polynomials by Horner's rule, highest coefficient first.</summary>
internal static class Polynomial
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, double a, double b)
        where V : struct, ILanes<V> => V.Fma(V.Create(a), x, V.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, double a, double b, double c)
        where V : struct, ILanes<V> => V.Fma(Of(x, a, b), x, V.Create(c));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, double a, double b, double c, double d)
        where V : struct, ILanes<V> => V.Fma(Of(x, a, b, c), x, V.Create(d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, double a, double b, double c, double d, double e)
        where V : struct, ILanes<V> => V.Fma(Of(x, a, b, c, d), x, V.Create(e));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, double a, double b, double c, double d, double e, double f)
        where V : struct, ILanes<V> => V.Fma(Of(x, a, b, c, d, e), x, V.Create(f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, double a, double b, double c, double d, double e, double f, double g)
        where V : struct, ILanes<V> => V.Fma(Of(x, a, b, c, d, e, f), x, V.Create(g));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V>(V x, ReadOnlySpan<double> coefficients)
        where V : struct, ILanes<V>
    {
        var sum = V.Create(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++)
            sum = V.Fma(sum, x, V.Create(coefficients[i]));
        return sum;
    }
}
