using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>The function of three pieces at each element, for floats; NaN stays NaN.</summary>
    public static NDArray Piecewise(NDArray x, in Pieces pieces) =>
        x.DType switch
        {
            DType.Float32 => Piecewise<float>.Run(x.Contiguous(), in pieces),
            DType.Float64 => Piecewise<double>.Run(x.Contiguous(), in pieces),
            _ => throw Unsupported(x),
        };
}

/// <summary>The loops of <see cref="Elementwise.Piecewise"/>.</summary>
// Bound: parts are disjoint ranges below the length; whole vectors end within them, and the rest passes through the
// stack.
internal static unsafe class Piecewise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private struct Job
    {
        public Pieces Pieces;
        public T* From;
        public T* To;
        public int Length;
        public int Parts;
    }

    /// <summary>The polynomial on vectors. Where it does not depend on x, an infinite x gives no NaN.</summary>
    private readonly struct Polynomial<V>(in Quadratic q)
        where V : struct, ILanes<V>
    {
        private readonly V c = V.Create(q.C);
        private readonly V b = V.Create(q.B);
        private readonly V a = V.Create(q.A);
        private readonly V linear = Mask(q.B != 0 || q.A != 0);
        private readonly V square = Mask(q.A != 0);

        private static V Mask(bool isSet) => V.Equal(V.Create(0), V.Create(isSet ? 0 : 1));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V At(V x) => V.Fma(x & linear, V.Fma(x & square, a, b), c);
    }

    public static NDArray Run(NDArray x, in Pieces pieces)
    {
        var result = NDArray.Allocate(x.DType, x.Shape);
        var length = x.Length;
        if (length > 0)
            fixed (byte* from = &x.FirstByte)
            fixed (byte* to = &result.FirstByte)
            {
                var job = new Job
                {
                    Pieces = pieces,
                    From = (T*)from,
                    To = (T*)to,
                    Length = length,
                    Parts = Math.Clamp(length / Grains.Memory, 1, ForkJoin.Threads),
                };
                ForkJoin.Run(job.Parts, &Part, &job);
            }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Part(int part, void* state)
    {
        ref var job = ref *(Job*)state;
        var first = (int)((long)job.Length * part / job.Parts);
        var count = (int)((long)job.Length * (part + 1) / job.Parts) - first;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            Stretch<Lanes512<T>>(in job.Pieces, job.From + first, job.To + first, count);
        else
            Stretch<LanesNative<T>>(in job.Pieces, job.From + first, job.To + first, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Stretch<V>(in Pieces pieces, T* from, T* to, int count)
        where V : struct, ILanes<V, T>
    {
        var (least, most) = (T.CreateTruncating(pieces.Low), T.CreateTruncating(pieces.High));
        // What is closed is open between the next numbers outside.
        var low = V.Repeat(pieces.IsClosed ? T.BitDecrement(least) : least);
        var high = V.Repeat(pieces.IsClosed ? T.BitIncrement(most) : most);
        var below = new Polynomial<V>(pieces.Below);
        var between = new Polynomial<V>(pieces.Between);
        var above = new Polynomial<V>(pieces.Above);
        var rest = stackalloc T[2 * V.Count];
        for (var i = 0; i < count; i += V.Count)
        {
            var isWhole = count - i >= V.Count;
            if (!isWhole)
                new ReadOnlySpan<T>(from + i, count - i).CopyTo(new Span<T>(rest, V.Count));
            var x = V.Load(in isWhole ? ref from[i] : ref rest[0]);
            var y = V.Select(V.Less(x, high), between.At(x), above.At(x));
            y = V.Select(V.Less(low, x), y, below.At(x));
            y = V.Select(V.Equal(x, x), y, x);
            V.Store(y, ref isWhole ? ref to[i] : ref rest[V.Count]);
            if (!isWhole)
                new ReadOnlySpan<T>(rest + V.Count, count - i).CopyTo(new Span<T>(to + i, count - i));
        }
    }
}
