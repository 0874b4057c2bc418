using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>Minus x, for every numeric type; integers wrap.</summary>
    public static NDArray Negate(NDArray x) => NumberUnary<NegateOperator>(x);

    /// <summary>The magnitude, for every numeric type; the least integer stays itself.</summary>
    public static NDArray Abs(NDArray x) => NumberUnary<AbsOperator>(x);

    /// <summary>-1, 0 or 1, for every numeric type; zeros keep their sign and NaN stays NaN.</summary>
    public static NDArray Sign(NDArray x) => NumberUnary<SignOperator>(x);

    private readonly struct NegateOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, destination);
    }

    private readonly struct AbsOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => MagnitudeOf(x, destination);
    }

    private readonly struct SignOperator : INumberUnary
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
            where T : unmanaged, INumber<T> => SignOf(x, destination);
    }

    private static void MagnitudeOf<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
            TensorPrimitives.Abs(x, destination);
        else
            // The negation wraps, where the library's function throws for the least integer.
            for (var i = 0; i < x.Length; i++)
                destination[i] = x[i] < T.Zero ? unchecked(-x[i]) : x[i];
    }

    private static void SignOf<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < x.Length; i++)
            destination[i] =
                x[i] > T.Zero ? T.One
                : x[i] < T.Zero ? unchecked(-T.One)
                : x[i];
    }
}
