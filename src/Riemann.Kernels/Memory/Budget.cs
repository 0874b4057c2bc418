namespace Riemann.Kernels;

/// <summary>
/// Native blocks weigh nothing to the garbage collector, which would let gigabytes of dead ones pile up. So the
/// pool asks for a collection whenever the outstanding bytes pass a budget: of the young generation first, where
/// temporaries are and a collection is cheap. When most of the memory turns out to be alive, the budget grows;
/// it shrinks again with the memory.
/// </summary>
internal static class Budget
{
    /// <summary>
    /// The budget at the start, and the least there ever is. Small enough that temporaries are used again while
    /// still in the cache, large enough that collections cost little.
    /// </summary>
    public const long Initial = 64L << 20;

    private static int reclaiming;

    /// <summary>The bytes that may be outstanding before dead blocks are sought.</summary>
    public static long Bytes { get; private set; } = Initial;

    /// <summary>Brings dead blocks home, and fits the budget to those that are alive.</summary>
    public static void Reclaim()
    {
        // One thread collects; the others go on, beyond the budget for that short time.
        if (Interlocked.Exchange(ref reclaiming, 1) != 0)
            return;
        try
        {
            for (var generation = 0; generation <= 2 && Pool.Outstanding > Bytes / 4 * 3; generation++)
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
            }
            var alive = Pool.Outstanding;
            if (alive > Bytes / 4 * 3)
                Bytes = alive * 2;
            else if (alive < Bytes / 4)
                Bytes = Math.Max(Initial, Bytes / 2);
        }
        finally
        {
            Volatile.Write(ref reclaiming, 0);
        }
    }
}
