using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A pass over the elements of a parameter and of what belongs to it.</summary>
internal interface IParameterPass
{
    /// <summary>Does the elements from first to end.</summary>
    void Run(int first, int end);
}

/// <summary>Divides a pass among threads at multiples of a vector, so that an element is done the same way on any.</summary>
// Bound: parts are disjoint ranges below the length.
internal static unsafe class ParameterPass
{
    /// <summary>Elements for which a second thread pays.</summary>
    private const int ElementsPerThread = 32_768;

    private struct Job<TPass>
        where TPass : unmanaged, IParameterPass
    {
        public TPass Pass;
        public int Length;
        public int Unit;
        public int Parts;

        public readonly int Start(int part) =>
            part == Parts ? Length : (int)((long)Length * part / Parts) / Unit * Unit;
    }

    /// <summary>Does a pass over arrays of T of one length.</summary>
    public static void Run<T, TPass>(in TPass pass, int length)
        where T : unmanaged
        where TPass : unmanaged, IParameterPass
    {
        var job = new Job<TPass>
        {
            Pass = pass,
            Length = length,
            Unit = Vector<T>.Count,
            Parts = Math.Clamp(length / ElementsPerThread, 1, ForkJoin.Threads),
        };
        ForkJoin.Run(job.Parts, &Part<TPass>, &job);
    }

    private static void Part<TPass>(int part, void* state)
        where TPass : unmanaged, IParameterPass
    {
        ref var job = ref *(Job<TPass>*)state;
        job.Pass.Run(job.Start(part), job.Start(part + 1));
    }
}
