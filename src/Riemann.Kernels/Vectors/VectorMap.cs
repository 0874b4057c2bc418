using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>A function of one float, computed on a vector of them.</summary>
internal interface IVectorFunction
{
    static abstract V Invoke<V>(V x)
        where V : struct, ILanes<V>;

    /// <summary>The magnitude up to which the vector function is accurate.</summary>
    static virtual double Limit(bool isDouble) => double.PositiveInfinity;

    /// <summary>The function beyond the limit.</summary>
    static virtual T Beyond<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => x;
}

/// <summary>Applies a vector function to each element of a span. A result does not depend on its place.</summary>
// Bound: the destination is as long as x, whole vectors end at or before that, and the rest passes through the stack.
internal readonly struct VectorMap<TFunction> : IFloatUnary
    where TFunction : IVectorFunction
{
    public static int Grain => Grains.Vector;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            Run<T, Lanes512<T>>(x, destination);
        else
            Run<T, LanesNative<T>>(x, destination);
    }

    // Without the attribute the first calls would run unoptimised, at a twentieth of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Run<T, V>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= x.Length - V.Count; i += V.Count)
        {
            var lanes = V.Load(in Unsafe.Add(ref source, i));
            V.Store(TFunction.Invoke(lanes), ref Unsafe.Add(ref target, i));
            if (TFunction.Limit(V.IsDouble) < double.PositiveInfinity && V.Any(Beyond(lanes)))
                Repair<T>(ref Unsafe.Add(ref source, i), ref Unsafe.Add(ref target, i), V.Count);
        }
        if (i < x.Length)
            Rest<T, V>(x[i..], destination[i..]);
    }

    // The elements that do not fill a vector pass through one that is full.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rest<T, V>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var full = (Span<T>)stackalloc T[2 * V.Count];
        x.CopyTo(full);
        Run<T, V>(full[..V.Count], full[V.Count..]);
        full.Slice(V.Count, x.Length).CopyTo(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Beyond<V>(V x)
        where V : struct, ILanes<V> => V.Less(V.Create(TFunction.Limit(V.IsDouble)), V.Abs(x));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repair<T>(ref T source, ref T target, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var limit = T.CreateTruncating(TFunction.Limit(typeof(T) == typeof(double)));
        for (var i = 0; i < count; i++)
            if (T.Abs(Unsafe.Add(ref source, i)) > limit)
                Unsafe.Add(ref target, i) = TFunction.Beyond(Unsafe.Add(ref source, i));
    }
}
