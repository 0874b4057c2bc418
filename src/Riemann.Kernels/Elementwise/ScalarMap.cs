using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A function of one float, computed one element at a time.</summary>
internal interface IScalarFunction
{
    static abstract T Invoke<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>Applies a scalar function to each element of a span.</summary>
internal readonly struct ScalarMap<TFunction> : IFloatUnary
    where TFunction : IScalarFunction
{
    public static int Grain => Grains.Scalar;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        destination = destination[..x.Length];
        for (var i = 0; i < x.Length; i++)
            destination[i] = TFunction.Invoke(x[i]);
    }
}
