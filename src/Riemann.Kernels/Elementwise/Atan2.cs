namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// The angle in [-pi, pi] of the point (x, y), for floats. The first argument is y, the ordinate.
    /// </summary>
    public static NDArray Atan2(NDArray y, NDArray x) => FloatBinary<Atan2Operator>(y, x);

    private readonly struct Atan2Operator : IFloatBinary
    {
        public static int Grain => Grains.Scalar;

        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> x, Span<T> destination)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = T.Atan2(y[i], x[i]);
        }
    }
}
