using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>A function of two floats, computed on vectors of them.</summary>
internal interface IVectorPairFunction
{
    static abstract V Invoke<V>(V x, V y)
        where V : struct, ILanes<V>;
}

/// <summary>Applies a vector function to each pair of elements. A result does not depend on its place.</summary>
// Bound: x and y are as long as the destination, whole vectors end at or before that, and the rest passes through
// the stack.
internal readonly struct VectorPairMap<TFunction> : IFloatBinary
    where TFunction : IVectorPairFunction
{
    public static int Grain => Grains.Vector;

    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            Run<T, Lanes512<T>>(x, y, destination);
        else
            Run<T, LanesNative<T>>(x, y, destination);
    }

    // Without the attribute the first calls would run unoptimised, at a twentieth of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<T, V>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        ref var left = ref MemoryMarshal.GetReference(x);
        ref var right = ref MemoryMarshal.GetReference(y);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= destination.Length - V.Count; i += V.Count)
        {
            var result = TFunction.Invoke(V.Load(in Unsafe.Add(ref left, i)), V.Load(in Unsafe.Add(ref right, i)));
            V.Store(result, ref Unsafe.Add(ref target, i));
        }
        if (i < destination.Length)
            Rest<T, V>(x[i..], y[i..], destination[i..]);
    }

    // The elements that do not fill a vector pass through one that is full.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rest<T, V>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var full = (Span<T>)stackalloc T[3 * V.Count];
        x[..destination.Length].CopyTo(full);
        y[..destination.Length].CopyTo(full[V.Count..]);
        Run<T, V>(full[..V.Count], full.Slice(V.Count, V.Count), full[(2 * V.Count)..]);
        full.Slice(2 * V.Count, destination.Length).CopyTo(destination);
    }
}
