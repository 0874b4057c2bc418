using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>A function of one number of any type, computed on a vector of them.</summary>
internal interface INumberFunction
{
    static abstract Vector<T> Invoke<T>(Vector<T> x)
        where T : unmanaged, INumber<T>;
}

/// <summary>Applies a vector function to each element of a span.</summary>
internal readonly struct NumberMap<TFunction> : INumberUnary
    where TFunction : INumberFunction
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        var i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
            TFunction.Invoke(new Vector<T>(x[i..])).CopyTo(destination[i..]);
        for (; i < x.Length; i++)
            destination[i] = TFunction.Invoke(Vector.Create(x[i]))[0];
    }
}
