namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>log(exp(x) + exp(y)), for floats; overflows nowhere, NaN where either is NaN.</summary>
    public static NDArray LogAddExp(NDArray x, NDArray y) => FloatBinary<LogAddExpOperator>(x, y);

    private readonly struct LogAddExpOperator : IFloatBinary
    {
        public static int Grain => Grains.Vector;

        // The larger one plus softplus(-|x - y|).
        static void IFloatBinary.Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        {
            for (var i = 0; i < destination.Length; i++)
                // Equal infinities have no difference.
                destination[i] = x[i] == y[i] ? T.Zero : -T.Abs(x[i] - y[i]);
            VectorMap<SoftplusFunction>.Invoke<T>(destination, destination);
            for (var i = 0; i < destination.Length; i++)
                destination[i] += T.Max(x[i], y[i]);
        }
    }
}
