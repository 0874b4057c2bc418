using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A function of two numbers of any type, computed one pair at a time.</summary>
internal interface IPairFunction
{
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;
}

/// <summary>Applies a function of two numbers to each pair of elements.</summary>
internal readonly struct Pairwise<TFunction> : INumberBinary
    where TFunction : IPairFunction
{
    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TFunction.Invoke(x[i], y[i]);
    }

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TFunction.Invoke(x[i], y);
    }

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TFunction.Invoke(x, y[i]);
    }
}
