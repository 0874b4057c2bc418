using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// x times y, but 0 wherever one of them is 0, even where the other is infinite or NaN; for floats.
    /// Derivatives of masked terms need it.
    /// </summary>
    public static NDArray MultiplyOrZero(NDArray x, NDArray y) => FloatBinary<MultiplyOrZeroOperator>(x, y);

    private readonly struct MultiplyOrZeroOperator : IFloatBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        {
            var i = 0;
            for (; i <= destination.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                var left = new Vector<T>(x[i..]);
                var right = new Vector<T>(y[i..]);
                var zero = Vector<T>.Zero;
                var isZero = Vector.Equals(left, zero) | Vector.Equals(right, zero);
                Vector.ConditionalSelect(isZero, zero, left * right).CopyTo(destination[i..]);
            }
            for (; i < destination.Length; i++)
                destination[i] = T.IsZero(x[i]) || T.IsZero(y[i]) ? T.Zero : x[i] * y[i];
        }
    }
}
