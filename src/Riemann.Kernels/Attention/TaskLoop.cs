namespace Riemann.Kernels;

/// <summary>Work in tasks that have nothing to do with each other.</summary>
internal interface ITaskWork
{
    /// <summary>Does the task with this number.</summary>
    void Run(int task);
}

/// <summary>
/// Deals tasks out to threads, one after the other to each in turn, so that tasks that grow with their number make about
/// equal shares.
/// </summary>
// Bound: the tasks write to different places.
internal static unsafe class TaskLoop
{
    /// <summary>Multiply-adds that outweigh waking a thread.</summary>
    private const double WorkPerThread = 150_000;

    private struct Job<TWork>
        where TWork : unmanaged, ITaskWork
    {
        public TWork Work;
        public int Tasks;
        public int Parts;
    }

    /// <summary>Does all tasks, each of about so many multiply-adds.</summary>
    public static void Run<TWork>(in TWork work, int tasks, double workPerTask)
        where TWork : unmanaged, ITaskWork
    {
        if (tasks == 0)
            return;
        var job = new Job<TWork>
        {
            Work = work,
            Tasks = tasks,
            Parts = (int)Math.Clamp(tasks * workPerTask / WorkPerThread, 1, Math.Min(tasks, ForkJoin.Threads)),
        };
        ForkJoin.Run(job.Parts, &Part<TWork>, &job);
    }

    private static void Part<TWork>(int part, void* state)
        where TWork : unmanaged, ITaskWork
    {
        ref var job = ref *(Job<TWork>*)state;
        for (var task = part; task < job.Tasks; task += job.Parts)
            job.Work.Run(task);
    }
}
