using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>Vectors of 512 bits, where AVX-512 has them.</summary>
internal readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> value = value;

    public static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(double);
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Create(double value) =>
        new(
            typeof(T) == typeof(double)
                ? Vector512.As<double, T>(Vector512.Create(value))
                : Vector512.As<float, T>(Vector512.Create((float)value))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(ref readonly T source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Repeat(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> x, ref T destination) => x.value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Lanes512<T> x)
    {
        if (typeof(T) == typeof(double))
            return Vector512.Sum(x.Doubles);
        var (lower, upper) = Vector512.Widen(x.Singles);
        return Vector512.Sum(lower + upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> x, Lanes512<T> y) => new(x.value + y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x, Lanes512<T> y) => new(x.value - y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> x, Lanes512<T> y) => new(x.value * y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> x, Lanes512<T> y) => new(x.value / y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> x, Lanes512<T> y) => new(x.value & y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> x, Lanes512<T> y) => new(x.value ^ y.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) =>
        typeof(T) == typeof(double)
            ? Of(Vector512.FusedMultiplyAdd(x.Doubles, y.Doubles, z.Doubles))
            : Of(Vector512.FusedMultiplyAdd(x.Singles, y.Singles, z.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> x) =>
        typeof(T) == typeof(double) ? Of(Vector512.Round(x.Doubles)) : Of(Vector512.Round(x.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Less(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Equal(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> SignMask(Lanes512<T> x) =>
        typeof(T) == typeof(double)
            ? Of(Vector512.LessThan(x.Longs, Vector512<long>.Zero))
            : Of(Vector512.LessThan(x.Ints, Vector512<int>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => Vector512.AnyWhereAllBitsSet(mask.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> x, Lanes512<T> y) =>
        new(Vector512.ConditionalSelect(mask.value, x.value, y.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> x, int count) =>
        typeof(T) == typeof(double) ? Of(x.Longs << count) : Of(x.Ints << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> x, Lanes512<T> n) =>
        typeof(T) == typeof(double) ? Of(Avx512F.Scale(x.Doubles, n.Doubles)) : Of(Avx512F.Scale(x.Singles, n.Singles));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Split(Lanes512<T> x, out Lanes512<T> exponent)
    {
        // Subtracting the bits of the square root of 1/2 leaves the exponent in the high bits.
        if (typeof(T) == typeof(double))
        {
            var power = (x.Longs - Vector512.Create(0x3fe6a09e667f3bcd)) >> 52;
            exponent = Of(Vector512.ConvertToDouble(power));
            return Of(x.Longs - (power << 52));
        }
        else
        {
            var power = (x.Ints - Vector512.Create(0x3f3504f3)) >> 23;
            exponent = Of(Vector512.ConvertToSingle(power));
            return Of(x.Ints - (power << 23));
        }
    }

    private Vector512<double> Doubles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.As<T, double>(value);
    }

    private Vector512<float> Singles
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.As<T, float>(value);
    }

    private Vector512<long> Longs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.As<T, long>(value);
    }

    private Vector512<int> Ints
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.As<T, int>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Lanes512<T> Of<TFrom>(Vector512<TFrom> value) => new(Vector512.As<TFrom, T>(value));
}
