namespace Riemann.Kernels;

/// <summary>
/// Native blocks weigh nothing to the garbage collector, which would let gigabytes of dead ones pile up. So the
/// pool asks for a collection whenever the outstanding bytes pass a budget: those alive, and room for
/// temporaries. The young generation is collected first, where temporaries are and a collection is cheap; the
/// older ones only when much more stays outstanding than was alive after the last full collection.
/// </summary>
internal static class Budget
{
    /// <summary>
    /// Room for temporaries. Small enough that they are used again while still in the cache, large enough that
    /// collections cost little.
    /// </summary>
    public const long Room = 64L << 20;

    private static int reclaiming;

    // What was alive after the last collection of all generations.
    private static long alive;

    /// <summary>The bytes that may be outstanding before dead blocks are sought.</summary>
    public static long Bytes { get; private set; } = Room;

    /// <summary>Brings dead blocks home, and fits the budget to those that are alive.</summary>
    public static void Reclaim()
    {
        // One thread collects; the others go on, beyond the budget for that short time.
        if (Interlocked.Exchange(ref reclaiming, 1) != 0)
            return;
        try
        {
            for (var generation = 0; generation <= 2; generation++)
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
                if (generation == 2 || Pool.Outstanding < alive)
                    alive = Pool.Outstanding;
                if (Pool.Outstanding <= alive + Slack)
                    break;
            }
            Bytes = Pool.Outstanding + Room + Slack;
        }
        finally
        {
            Volatile.Write(ref reclaiming, 0);
        }
    }

    /// <summary>
    /// What may be outstanding beyond the living: a share of them, so that a program that fills the memory with
    /// living arrays collects it only a few times on the way.
    /// </summary>
    private static long Slack => Math.Max(Room / 2, alive / 4);
}
