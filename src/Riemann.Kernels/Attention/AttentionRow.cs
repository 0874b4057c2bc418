using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>What attention does with the scores of one query.</summary>
// Bound: whole vectors end at or before the length, and the rest passes through the stack.
internal static class AttentionRow
{
    /// <summary>Adds the mask; minus infinity hides whatever the score.</summary>
    public static void Add<T>(Span<T> scores, ReadOnlySpan<T> mask)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => VectorPairMap<Masked>.Invoke<T>(scores, mask, scores);

    /// <summary>
    /// Writes exp(x - max(x)) in place of x and returns the sum: zeros, and 0, where all are minus infinity. NaN makes the
    /// sum NaN.
    /// </summary>
    public static T Powers<T>(Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported
            ? Powers<T, Lanes512<T>>(x)
            : Powers<T, LanesNative<T>>(x);

    /// <summary>
    /// Writes the shares, powers times the factor, in place of the powers, and in place of the gradients in the shares
    /// those in the scores: share (gradient - sum(share gradient)).
    /// </summary>
    public static void Gradient<T>(Span<T> powers, T factor, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            Gradient<T, Lanes512<T>>(powers, factor, gradient);
        else
            Gradient<T, LanesNative<T>>(powers, factor, gradient);
    }

    private readonly struct Masked : IVectorPairFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static V IVectorPairFunction.Invoke<V>(V x, V y)
        {
            var hidden = V.Create(double.NegativeInfinity);
            return V.Select(V.Equal(y, hidden), hidden, x + y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static T Powers<T, V>(Span<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var whole = x.Length / V.Count * V.Count;
        var rest = (Span<T>)stackalloc T[V.Count];
        rest.Fill(T.NegativeInfinity);
        x[whole..].CopyTo(rest);

        var most = V.Load(in rest[0]);
        for (var i = 0; i < whole; i += V.Count)
        {
            var lanes = V.Load(in Unsafe.Add(ref first, i));
            most = V.Select(V.Less(most, lanes), lanes, most);
        }
        var largest = V.Repeat(Largest<T, V>(most));

        var sum = V.Create(0);
        for (var i = 0; i < whole; i += V.Count)
        {
            var power = VectorExp.Exp(V.Load(in Unsafe.Add(ref first, i)) - largest);
            V.Store(power, ref Unsafe.Add(ref first, i));
            sum += power;
        }
        var last = VectorExp.Exp(V.Load(in rest[0]) - largest);
        V.Store(last, ref rest[0]);
        rest[..(x.Length - whole)].CopyTo(x[whole..]);
        return Sum<T, V>(sum + last);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Gradient<T, V>(Span<T> powers, T factor, Span<T> gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        ref var share = ref MemoryMarshal.GetReference(powers);
        ref var slope = ref MemoryMarshal.GetReference(gradient);
        var whole = powers.Length / V.Count * V.Count;
        var scale = V.Repeat(factor);
        var sums = V.Create(0);
        for (var i = 0; i < whole; i += V.Count)
        {
            var lanes = V.Load(in Unsafe.Add(ref share, i)) * scale;
            V.Store(lanes, ref Unsafe.Add(ref share, i));
            sums = V.Fma(lanes, V.Load(in Unsafe.Add(ref slope, i)), sums);
        }
        var sum = Sum<T, V>(sums);
        for (var i = whole; i < powers.Length; i++)
        {
            powers[i] *= factor;
            sum += powers[i] * gradient[i];
        }

        var mean = V.Repeat(sum);
        for (var i = 0; i < whole; i += V.Count)
        {
            var lanes = V.Load(in Unsafe.Add(ref share, i)) * (V.Load(in Unsafe.Add(ref slope, i)) - mean);
            V.Store(lanes, ref Unsafe.Add(ref slope, i));
        }
        for (var i = whole; i < powers.Length; i++)
            gradient[i] = powers[i] * (gradient[i] - sum);
    }

    /// <summary>The largest lane, and 0 where all are minus infinity, so that no difference of infinities arises.</summary>
    private static T Largest<T, V>(V lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var all = (Span<T>)stackalloc T[V.Count];
        V.Store(lanes, ref all[0]);
        var largest = T.NegativeInfinity;
        foreach (var lane in all)
            largest = lane > largest ? lane : largest;
        return T.IsNegativeInfinity(largest) ? T.Zero : largest;
    }

    private static T Sum<T, V>(V lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ILanes<V, T>
    {
        var all = (Span<T>)stackalloc T[V.Count];
        V.Store(lanes, ref all[0]);
        var sum = T.Zero;
        foreach (var lane in all)
            sum += lane;
        return sum;
    }
}
