using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// x times y, but 0 wherever x is 0, even where y is infinite or NaN; for floats. Derivatives of masked
    /// terms need it.
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
                var product = left * new Vector<T>(y[i..]);
                var zero = Vector<T>.Zero;
                Vector.ConditionalSelect(Vector.Equals(left, zero), zero, product).CopyTo(destination[i..]);
            }
            for (; i < destination.Length; i++)
                destination[i] = T.IsZero(x[i]) ? T.Zero : x[i] * y[i];
        }
    }
}
