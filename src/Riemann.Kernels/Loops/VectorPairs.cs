using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>A function of two numbers, alone and lanewise on vectors.</summary>
internal interface IVectorPair
{
    static abstract T Invoke<T>(T x, T y)
        where T : unmanaged, INumber<T>;

    static abstract Vector512<T> Invoke<T>(Vector512<T> x, Vector512<T> y)
        where T : unmanaged, INumber<T>;

    static abstract Vector128<T> Invoke<T>(Vector128<T> x, Vector128<T> y)
        where T : unmanaged, INumber<T>;
}

/// <summary>Applies a vector function to each pair of elements. A result does not depend on its place.</summary>
// Bound: the spans are of equal length, and whole vectors end at or before it.
internal readonly struct VectorPairs<TFunction> : INumberBinary
    where TFunction : IVectorPair
{
    // Optimised from the first call on: a library's loops would run slowly until they were called often enough.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        ref var left = ref MemoryMarshal.GetReference(x);
        ref var right = ref MemoryMarshal.GetReference(y);
        ref var result = ref MemoryMarshal.GetReference(destination);
        nint i = 0;
        for (; i <= destination.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            TFunction
                .Invoke(Vector512.LoadUnsafe(ref left, (nuint)i), Vector512.LoadUnsafe(ref right, (nuint)i))
                .StoreUnsafe(ref result, (nuint)i);
        for (; i <= destination.Length - Vector128<T>.Count; i += Vector128<T>.Count)
            TFunction
                .Invoke(Vector128.LoadUnsafe(ref left, (nuint)i), Vector128.LoadUnsafe(ref right, (nuint)i))
                .StoreUnsafe(ref result, (nuint)i);
        for (; i < destination.Length; i++)
            Unsafe.Add(ref result, i) = TFunction.Invoke(Unsafe.Add(ref left, i), Unsafe.Add(ref right, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        ref var left = ref MemoryMarshal.GetReference(x);
        ref var result = ref MemoryMarshal.GetReference(destination);
        nint i = 0;
        for (; i <= destination.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            TFunction
                .Invoke(Vector512.LoadUnsafe(ref left, (nuint)i), Vector512.Create(y))
                .StoreUnsafe(ref result, (nuint)i);
        for (; i < destination.Length; i++)
            Unsafe.Add(ref result, i) = TFunction.Invoke(Unsafe.Add(ref left, i), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        ref var right = ref MemoryMarshal.GetReference(y);
        ref var result = ref MemoryMarshal.GetReference(destination);
        nint i = 0;
        for (; i <= destination.Length - Vector512<T>.Count; i += Vector512<T>.Count)
            TFunction
                .Invoke(Vector512.Create(x), Vector512.LoadUnsafe(ref right, (nuint)i))
                .StoreUnsafe(ref result, (nuint)i);
        for (; i < destination.Length; i++)
            Unsafe.Add(ref result, i) = TFunction.Invoke(x, Unsafe.Add(ref right, i));
    }
}
