using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Vectors of the width that <see cref="Vector{T}"/> has: usually 256 bits on x64, 128 on Arm.</summary>
internal readonly struct LanesNative<T>(Vector<T> value) : ILanes<LanesNative<T>, T>
    where T : unmanaged
{
    private readonly Vector<T> value = value;

    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double);
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Create(double value) =>
        new(
            typeof(T) == typeof(double)
                ? Vector.As<double, T>(Vector.Create(value))
                : Vector.As<float, T>(Vector.Create((float)value))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Load(ref readonly T source) => new(Vector.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Repeat(T value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanesNative<T> x, ref T destination) => x.value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(LanesNative<T> x)
    {
        if (typeof(T) == typeof(double))
            return Vector.Sum(x.Doubles);
        Vector.Widen(x.Singles, out var lower, out var upper);
        return Vector.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator +(LanesNative<T> x, LanesNative<T> y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator -(LanesNative<T> x, LanesNative<T> y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator *(LanesNative<T> x, LanesNative<T> y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator /(LanesNative<T> x, LanesNative<T> y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator &(LanesNative<T> x, LanesNative<T> y) => new(x.value & y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> operator ^(LanesNative<T> x, LanesNative<T> y) => new(x.value ^ y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Fma(LanesNative<T> x, LanesNative<T> y, LanesNative<T> z) =>
        typeof(T) == typeof(double)
            ? Of(Vector.FusedMultiplyAdd(x.Doubles, y.Doubles, z.Doubles))
            : Of(Vector.FusedMultiplyAdd(x.Singles, y.Singles, z.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Round(LanesNative<T> x) =>
        typeof(T) == typeof(double) ? Of(Vector.Round(x.Doubles)) : Of(Vector.Round(x.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Abs(LanesNative<T> x) => new(Vector.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Sqrt(LanesNative<T> x) => new(Vector.SquareRoot(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Less(LanesNative<T> x, LanesNative<T> y) => new(Vector.LessThan(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Equal(LanesNative<T> x, LanesNative<T> y) => new(Vector.Equals(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> SignMask(LanesNative<T> x) =>
        typeof(T) == typeof(double)
            ? Of(Vector.LessThan(x.Longs, Vector<long>.Zero))
            : Of(Vector.LessThan(x.Ints, Vector<int>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(LanesNative<T> mask) => Vector.AnyWhereAllBitsSet(mask.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Select(LanesNative<T> mask, LanesNative<T> x, LanesNative<T> y) =>
        new(Vector.ConditionalSelect(mask.value, x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> ShiftLeft(LanesNative<T> x, int count) =>
        typeof(T) == typeof(double) ? Of(x.Longs << count) : Of(x.Ints << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Scale(LanesNative<T> x, LanesNative<T> n)
    {
        // In two steps, because 2 to the power n itself may be too large or too small to represent.
        var half = Round(n * Create(0.5));
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    // An integer added to this constant appears in the lowest bits of the sum; from there it becomes an exponent.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LanesNative<T> PowerOfTwo(LanesNative<T> n) =>
        typeof(T) == typeof(double)
            ? Of(((n + Create(6755399441055744.0)).Longs + Vector.Create(1023L)) << 52)
            : Of(((n + Create(12582912.0)).Ints + Vector.Create(127)) << 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesNative<T> Split(LanesNative<T> x, out LanesNative<T> exponent)
    {
        // Subtracting the bits of the square root of 1/2 leaves the exponent in the high bits.
        if (typeof(T) == typeof(double))
        {
            var power = (x.Longs - Vector.Create(0x3fe6a09e667f3bcd)) >> 52;
            exponent = Of(Vector.ConvertToDouble(power));
            return Of(x.Longs - (power << 52));
        }
        else
        {
            var power = (x.Ints - Vector.Create(0x3f3504f3)) >> 23;
            exponent = Of(Vector.ConvertToSingle(power));
            return Of(x.Ints - (power << 23));
        }
    }

    private Vector<double> Doubles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.As<T, double>(value);
    }

    private Vector<float> Singles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.As<T, float>(value);
    }

    private Vector<long> Longs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.As<T, long>(value);
    }

    private Vector<int> Ints
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.As<T, int>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static LanesNative<T> Of<TFrom>(Vector<TFrom> value) => new(Vector.As<TFrom, T>(value));
}
