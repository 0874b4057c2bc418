namespace Riemann.Kernels;

/// <summary>A background thread of <see cref="ForkJoin"/>. Only the caller that holds the fork wakes it.</summary>
internal sealed class Worker
{
    /// <summary>How often to look for work while occupying the processor: about 20 microseconds.</summary>
    public const int SpinRounds = 500;

    /// <summary>How often to look in total before sleeping; between looks others may use the processor.</summary>
    private const int YieldRounds = 1000;

    private readonly SemaphoreSlim sleep = new(0);
    private readonly int part;
    private int requests;
    private int sleeping;

    public Worker(int part)
    {
        this.part = part;
        new Thread(Loop) { IsBackground = true, Name = $"Riemann {part}" }.UnsafeStart();
    }

    public void Wake()
    {
        // A full fence: either this thread sees that the worker sleeps or the worker sees the request.
        Interlocked.Increment(ref requests);
        if (Volatile.Read(ref sleeping) != 0 && Interlocked.Exchange(ref sleeping, 0) != 0)
            sleep.Release();
    }

    private void Loop()
    {
        for (var done = 0; ; done++)
        {
            Await(done);
            ForkJoin.Work(part);
        }
    }

    private void Await(int done)
    {
        for (var round = 0; Volatile.Read(ref requests) == done; round++)
        {
            if (round < SpinRounds)
                Thread.SpinWait(1);
            else if (round < YieldRounds)
                Thread.Yield();
            else
                Sleep(done);
        }
    }

    private void Sleep(int done)
    {
        Interlocked.Exchange(ref sleeping, 1);
        // If the request came first and its caller has already taken the flag, its release must be consumed.
        if (Volatile.Read(ref requests) == done || Interlocked.Exchange(ref sleeping, 0) == 0)
            sleep.Wait();
    }
}
