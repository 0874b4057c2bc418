using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Functions of each element, and of pairs of elements of arrays broadcast to a common shape. Every result is a
/// new contiguous array.
/// </summary>
public static partial class Elementwise
{
    private static NDArray NumberUnary<TOperator>(NDArray x)
        where TOperator : INumberUnary =>
        x.DType switch
        {
            DType.Float32 => UnaryLoop<float, float, OnNumber<TOperator, float>>.Run(x),
            DType.Float64 => UnaryLoop<double, double, OnNumber<TOperator, double>>.Run(x),
            DType.Int32 => UnaryLoop<int, int, OnNumber<TOperator, int>>.Run(x),
            DType.Int64 => UnaryLoop<long, long, OnNumber<TOperator, long>>.Run(x),
            DType.UInt8 => UnaryLoop<byte, byte, OnNumber<TOperator, byte>>.Run(x),
            _ => throw Unsupported(x),
        };

    private static NDArray FloatUnary<TOperator>(NDArray x)
        where TOperator : IFloatUnary =>
        x.DType switch
        {
            DType.Float32 => UnaryLoop<float, float, OnFloat<TOperator, float>>.Run(x),
            DType.Float64 => UnaryLoop<double, double, OnFloat<TOperator, double>>.Run(x),
            _ => throw Unsupported(x),
        };

    private static NDArray NumberBinary<TOperator>(NDArray x, NDArray y)
        where TOperator : INumberBinary =>
        Common(x, y) switch
        {
            DType.Float32 => BinaryLoop<float, float, OnNumbers<TOperator, float>>.Run(x, y),
            DType.Float64 => BinaryLoop<double, double, OnNumbers<TOperator, double>>.Run(x, y),
            DType.Int32 => BinaryLoop<int, int, OnNumbers<TOperator, int>>.Run(x, y),
            DType.Int64 => BinaryLoop<long, long, OnNumbers<TOperator, long>>.Run(x, y),
            DType.UInt8 => BinaryLoop<byte, byte, OnNumbers<TOperator, byte>>.Run(x, y),
            _ => throw Unsupported(x),
        };

    private static NDArray FloatBinary<TOperator>(NDArray x, NDArray y)
        where TOperator : IFloatBinary =>
        Common(x, y) switch
        {
            DType.Float32 => BinaryLoop<float, float, OnFloats<TOperator, float>>.Run(x, y),
            DType.Float64 => BinaryLoop<double, double, OnFloats<TOperator, double>>.Run(x, y),
            _ => throw Unsupported(x),
        };

    private static NDArray Compare<TOperator>(NDArray x, NDArray y)
        where TOperator : IRelation =>
        Common(x, y) switch
        {
            DType.Float32 => BinaryLoop<float, bool, Relation<TOperator, float>>.Run(x, y),
            DType.Float64 => BinaryLoop<double, bool, Relation<TOperator, double>>.Run(x, y),
            DType.Int32 => BinaryLoop<int, bool, Relation<TOperator, int>>.Run(x, y),
            DType.Int64 => BinaryLoop<long, bool, Relation<TOperator, long>>.Run(x, y),
            _ => BinaryLoop<byte, bool, Relation<TOperator, byte>>.Run(x, y),
        };

    private static DType Common(NDArray x, NDArray y) =>
        x.DType == y.DType
            ? x.DType
            : throw new ArgumentException($"the operands are {x.DType.Name()} and {y.DType.Name()}");

    private static ArgumentException Unsupported(NDArray x) => new($"the function is not defined for {x.DType.Name()}");
}

/// <summary>An operator at one numeric type.</summary>
internal readonly struct OnNumber<TOperator, T> : IUnary<T, T>
    where TOperator : INumberUnary
    where T : unmanaged, INumber<T>
{
    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination) => TOperator.Invoke(x, destination);
}

/// <summary>An operator at one float type.</summary>
internal readonly struct OnFloat<TOperator, T> : IUnary<T, T>
    where TOperator : IFloatUnary
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Grain => TOperator.Grain;

    public static void Invoke(ReadOnlySpan<T> x, Span<T> destination) => TOperator.Invoke(x, destination);
}

/// <summary>An operator on two numbers of one type.</summary>
internal readonly struct OnNumbers<TOperator, T> : IBinary<T, T>
    where TOperator : INumberBinary
    where T : unmanaged, INumber<T>
{
    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) =>
        TOperator.Invoke(x, y, destination);

    public static void Invoke(ReadOnlySpan<T> x, T y, Span<T> destination) => TOperator.Invoke(x, y, destination);

    public static void Invoke(T x, ReadOnlySpan<T> y, Span<T> destination) => TOperator.Invoke(x, y, destination);
}

/// <summary>An operator on two floats of one type.</summary>
internal readonly struct OnFloats<TOperator, T> : IBinary<T, T>
    where TOperator : IFloatBinary
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Grain => TOperator.Grain;

    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination) =>
        TOperator.Invoke(x, y, destination);

    public static void Invoke(ReadOnlySpan<T> x, T y, Span<T> destination) =>
        Repeated<T, T, OnFloats<TOperator, T>>.Right(x, y, destination);

    public static void Invoke(T x, ReadOnlySpan<T> y, Span<T> destination) =>
        Repeated<T, T, OnFloats<TOperator, T>>.Left(x, y, destination);
}
