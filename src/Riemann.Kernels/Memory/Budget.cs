namespace Riemann.Kernels;

/// <summary>
/// Native blocks weigh nothing to the garbage collector, which would let gigabytes of dead ones pile up. So the
/// pool asks for a collection whenever the outstanding bytes pass a budget: those alive, and room for
/// temporaries.
/// <para>
/// The young generations are collected first, where temporaries are and a collection is cheap; both at once, because a
/// collection of the youngest alone would send what lives for one training step to where only full collections find
/// it. All generations are collected only when much more stays outstanding than was alive before.
/// </para>
/// </summary>
internal static class Budget
{
    /// <summary>
    /// Room for temporaries. Small enough that they are used again while still in the cache, large enough that
    /// collections cost little.
    /// </summary>
    public const long Room = 96L << 20;

    private static int reclaiming;

    // What was alive after the last collection of all generations. It falls slowly, because a training step is
    // collected in its high and its low phases alike.
    private static long alive;

    /// <summary>The bytes that may be outstanding before dead blocks are sought.</summary>
    public static long Bytes { get; private set; } = Room;

    /// <summary>The collections that were asked for.</summary>
    public static long Collections { get; private set; }

    /// <summary>Brings dead blocks home, and fits the budget to those that are alive.</summary>
    public static void Reclaim()
    {
        // One thread collects; the others go on, beyond the budget for that short time.
        if (Interlocked.Exchange(ref reclaiming, 1) != 0)
            return;
        try
        {
            for (var generation = 1; generation <= 2; generation++)
            {
                Collections++;
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                GC.WaitForPendingFinalizers();
                if (generation == 2)
                    alive = Pool.Outstanding;
                else if (Pool.Outstanding <= alive + Slack)
                    break;
            }
            if (Pool.Outstanding < alive)
                alive = Math.Max(Pool.Outstanding, alive - alive / 8);
            Bytes = Math.Max(alive, Pool.Outstanding) + Room;
        }
        finally
        {
            Volatile.Write(ref reclaiming, 0);
        }
    }

    /// <summary>
    /// What may stay outstanding beyond the living before all generations are collected: after each such collection
    /// what was alive then is found dead only by the next one, so it must be worth it.
    /// </summary>
    private static long Slack => Math.Max(2 * Room, alive / 2);
}
