namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>x to the power y, for floats; NaN where x is negative and y no integer, 1 where y is 0.</summary>
    public static NDArray Power(NDArray x, NDArray y) => FloatBinary<ScalarPairs<PowerFunction>>(x, y);

    /// <summary>
    /// The angle in [-pi, pi] of the point (x, y), for floats. The first argument is y, the ordinate.
    /// </summary>
    public static NDArray Atan2(NDArray y, NDArray x) => FloatBinary<ScalarPairs<Atan2Function>>(y, x);

    /// <summary>
    /// x times y, but 0 wherever x is 0, even where y is infinite or NaN; for floats. Derivatives of masked
    /// terms need it.
    /// </summary>
    public static NDArray MultiplyOrZero(NDArray x, NDArray y) =>
        FloatBinary<ScalarPairs<MultiplyOrZeroFunction>>(x, y);

    private readonly struct PowerFunction : IScalarPairFunction
    {
        static T IScalarPairFunction.Invoke<T>(T x, T y) => T.Pow(x, y);
    }

    private readonly struct Atan2Function : IScalarPairFunction
    {
        static T IScalarPairFunction.Invoke<T>(T y, T x) => T.Atan2(y, x);
    }

    private readonly struct MultiplyOrZeroFunction : IScalarPairFunction
    {
        static T IScalarPairFunction.Invoke<T>(T x, T y) => T.IsZero(x) ? T.Zero : x * y;
    }
}
