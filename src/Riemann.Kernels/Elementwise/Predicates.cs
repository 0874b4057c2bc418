using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>True where a float is NaN.</summary>
    public static NDArray IsNaN(NDArray x) => FloatPredicate<IsNaNOperator>(x);

    /// <summary>True where a float is neither infinite nor NaN.</summary>
    public static NDArray IsFinite(NDArray x) => FloatPredicate<IsFiniteOperator>(x);

    private readonly struct IsNaNOperator : IFloatPredicate
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<bool> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
                destination[i] = T.IsNaN(x[i]);
        }
    }

    private readonly struct IsFiniteOperator : IFloatPredicate
    {
        public static void Invoke<T>(ReadOnlySpan<T> x, Span<bool> destination)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
                destination[i] = T.IsFinite(x[i]);
        }
    }
}
