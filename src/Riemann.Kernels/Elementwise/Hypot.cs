namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The square root of x^2 + y^2, for floats; overflows only where the result does.</summary>
    public static NDArray Hypot(NDArray x, NDArray y) => FloatBinary<HypotOperator>(x, y);

    private readonly struct HypotOperator : IFloatBinary
    {
        public static int Grain => Grains.Vector;

        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = T.Hypot(x[i], y[i]);
        }
    }
}
