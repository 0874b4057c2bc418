namespace Riemann.Kernels;

/// <summary>Work on planes that have nothing to do with each other.</summary>
internal interface IPlaneWork
{
    /// <summary>Does the planes from first to end.</summary>
    void Run(nint first, nint end);
}

/// <summary>Deals planes out to threads.</summary>
// Bound: parts are disjoint ranges of the planes.
internal static unsafe class PlaneLoop
{
    /// <summary>Elements read that outweigh waking a thread.</summary>
    private const double ElementsPerThread = 32_768;

    private struct Job<TWork>
        where TWork : unmanaged, IPlaneWork
    {
        public TWork Work;
        public nint Planes;
        public int Parts;
    }

    /// <summary>Does all planes, each of which reads about so many elements.</summary>
    public static void Run<TWork>(in TWork work, nint planes, double elements)
        where TWork : unmanaged, IPlaneWork
    {
        if (planes == 0)
            return;
        var job = new Job<TWork>
        {
            Work = work,
            Planes = planes,
            Parts = (int)Math.Clamp(planes * elements / ElementsPerThread, 1, Math.Min(planes, ForkJoin.Threads)),
        };
        ForkJoin.Run(job.Parts, &Part<TWork>, &job);
    }

    private static void Part<TWork>(int part, void* state)
        where TWork : unmanaged, IPlaneWork
    {
        ref var job = ref *(Job<TWork>*)state;
        job.Work.Run(job.Planes * part / job.Parts, job.Planes * (part + 1) / job.Parts);
    }
}
