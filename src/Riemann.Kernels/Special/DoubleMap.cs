using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A function of one float64.</summary>
internal interface IDoubleFunction
{
    static abstract double Invoke(double x);
}

/// <summary>
/// Applies a function of float64 to each element of a span. At float32 the one rounding at the end is all that is
/// lost.
/// </summary>
internal readonly struct DoubleMap<TFunction> : IFloatUnary
    where TFunction : IDoubleFunction
{
    public static int Grain => Grains.Scalar;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        destination = destination[..x.Length];
        for (var i = 0; i < x.Length; i++)
            destination[i] = T.CreateTruncating(TFunction.Invoke(double.CreateTruncating(x[i])));
    }
}

/// <summary>A function of one float64 that has a whole number as its order.</summary>
internal interface IOrderedFunction
{
    static abstract double Invoke(double x, int order);
}

/// <summary>Applies a function with an order, the second operand, to each element of a span.</summary>
internal readonly struct OrderedMap<TFunction> : IFloatBinary
    where TFunction : IOrderedFunction
{
    public static int Grain => Grains.Scalar;

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> order, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var value = TFunction.Invoke(double.CreateTruncating(x[i]), int.CreateTruncating(order[i]));
            destination[i] = T.CreateTruncating(value);
        }
    }
}

/// <summary>A function of one float64 with two numbers that shape it.</summary>
internal interface IShapedFunction
{
    static abstract double Invoke(double x, double a, double b);
}
