using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Transforms of many lines, as many at a time as a vector has lanes, divided among threads.</summary>
// Bound: a workspace of two buffers of the plan's length; parts are disjoint ranges of the lines.
internal unsafe struct LaneTransform<V, T>
    where V : struct, ILanes<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double WorkPerThread = 40_000;

    public FourierPlan<T> Plan;
    public FourierLines<T> From;
    public FourierLines<T> To;
    public int Lines;
    public double Scale;

    /// <summary>Where given, element k of line j is multiplied by root -j k before it is written.</summary>
    public UnitRoots? Roots;
    private int parts;

    public void Run()
    {
        var blocks = (Lines + V.Count - 1) / V.Count;
        var threads = (int)Math.Min((double)Lines * Plan.Length / WorkPerThread + 1, ForkJoin.Threads);
        parts = Math.Min(blocks, threads);
        if (parts > 0)
            ForkJoin.Run(parts, &Part, Unsafe.AsPointer(ref this));
    }

    private static void Part(int part, void* state)
    {
        ref var job = ref Unsafe.AsRef<LaneTransform<V, T>>(state);
        var blocks = (job.Lines + V.Count - 1) / V.Count;
        var first = (long)blocks * part / job.parts * V.Count;
        var end = Math.Min((long)blocks * (part + 1) / job.parts * V.Count, job.Lines);
        job.Run((int)first, (int)end);
    }

    private readonly void Run(int first, int end)
    {
        var length = Plan.Length;
        var numbers = (nint)2 * V.Count * length;
        var x = (T*)Workspace.Reserve((2 * numbers + 32 * V.Count) * sizeof(T));
        for (; first < end; first += V.Count)
        {
            var count = Math.Min(V.Count, end - first);
            From.Load<V>(first, count, length, x);
            // A few vectors apart, so that the two buffers do not compete for the same places of a cache.
            var result = FourierPasses<V, T>.Run(Plan, x, x + numbers + 32 * V.Count);
            if (Roots is not null)
                Turn(first, count, length, Roots, result);
            To.Store<V>(first, count, length, result, T.CreateTruncating(Scale));
        }
    }

    /// <summary>
    /// Multiplies by the roots. Those of k are those of its quotient and of its remainder by a number near the square
    /// root of the length, multiplied.
    /// </summary>
    private static void Turn(int first, int count, int length, UnitRoots roots, T* x)
    {
        var fine = (int)Math.Ceiling(Math.Sqrt(length));
        var low = stackalloc T[2 * V.Count * fine];
        for (var k = 0; k < fine; k++)
            Gather(first, count, k, roots, low + 2 * V.Count * k);
        var high = stackalloc T[2 * V.Count];
        for (var k = 0; k < length; k++, x += 2 * V.Count)
        {
            if (k % fine == 0)
                Gather(first, count, k, roots, high);
            var factor = LaneComplex<V, T>.Load(low + 2 * V.Count * (k % fine)) * LaneComplex<V, T>.Load(high);
            (LaneComplex<V, T>.Load(x) * factor).Store(x);
        }
    }

    private static void Gather(int first, int count, int k, UnitRoots roots, T* factors)
    {
        for (var lane = 0; lane < V.Count; lane++)
        {
            var (cos, sin) = lane < count ? roots[(first + lane) * k] : (1, 0);
            factors[lane] = T.CreateTruncating(cos);
            factors[lane + V.Count] = T.CreateTruncating(-sin);
        }
    }
}
