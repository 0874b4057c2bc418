using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A relation between two numbers.</summary>
internal interface IRelation
{
    static abstract bool Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;
}

/// <summary>Tests a relation on the pairs of two spans.</summary>
internal readonly struct Related<TRelation> : IComparison
    where TRelation : IRelation
{
    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TRelation.Invoke(x[i], y[i]);
    }

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<bool> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TRelation.Invoke(x[i], y);
    }

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<bool> destination)
        where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = TRelation.Invoke(x, y[i]);
    }
}
