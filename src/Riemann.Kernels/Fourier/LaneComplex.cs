using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Complex numbers, one in each lane: a vector of real parts and one of imaginary parts.</summary>
// Bound: two vectors, or the two numbers of a pair, at the pointer.
internal readonly struct LaneComplex<V, T>(V real, V imaginary)
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    public readonly V Real = real;
    public readonly V Imaginary = imaginary;

    /// <summary>Reads two vectors that lie one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe LaneComplex<V, T> Load(T* source) => new(V.Load(in *source), V.Load(in source[V.Count]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(T* destination)
    {
        V.Store(Real, ref *destination);
        V.Store(Imaginary, ref destination[V.Count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> operator +(LaneComplex<V, T> x, LaneComplex<V, T> y) =>
        new(x.Real + y.Real, x.Imaginary + y.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> operator -(LaneComplex<V, T> x, LaneComplex<V, T> y) =>
        new(x.Real - y.Real, x.Imaginary - y.Imaginary);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> operator *(LaneComplex<V, T> x, LaneComplex<V, T> y) =>
        new(x.Real * y.Real - x.Imaginary * y.Imaginary, V.Fma(x.Real, y.Imaginary, x.Imaginary * y.Real));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> operator *(LaneComplex<V, T> x, V y) => new(x.Real * y, x.Imaginary * y);

    /// <summary>The pair of numbers at a place, in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe LaneComplex<V, T> Repeat(T* source) => new(V.Repeat(source[0]), V.Repeat(source[1]));

    /// <summary>x + y z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> Fma(LaneComplex<V, T> y, V z, LaneComplex<V, T> x) =>
        new(V.Fma(y.Real, z, x.Real), V.Fma(y.Imaginary, z, x.Imaginary));

    /// <summary>x - i y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> MinusTurned(LaneComplex<V, T> x, LaneComplex<V, T> y) =>
        new(x.Real + y.Imaginary, x.Imaginary - y.Real);

    /// <summary>x + i y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LaneComplex<V, T> PlusTurned(LaneComplex<V, T> x, LaneComplex<V, T> y) =>
        new(x.Real - y.Imaginary, x.Imaginary + y.Real);
}
