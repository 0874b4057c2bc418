using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A function of two floats, computed one pair at a time.</summary>
internal interface IScalarPairFunction
{
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Applies a scalar function of two floats to the pairs of two spans.</summary>
internal readonly struct ScalarPairs<TFunction> : IFloatBinary
    where TFunction : IScalarPairFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TFunction.Invoke(x[i], y[i]);
    }

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TFunction.Invoke(x[i], y);
    }

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TFunction.Invoke(x, y[i]);
    }
}
