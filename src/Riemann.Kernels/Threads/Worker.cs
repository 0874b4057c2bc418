using System.Diagnostics;

namespace Riemann.Kernels;

/// <summary>A background thread of <see cref="ForkJoin"/>. Only the caller that holds the fork wakes it.</summary>
internal sealed class Worker
{
    /// <summary>How often to look for work while occupying the processor: about 20 microseconds.</summary>
    public const int SpinRounds = 500;

    /// <summary>How long to look on before sleeping, letting others use the processor between looks.</summary>
    private static readonly TimeSpan YieldTime = TimeSpan.FromMicroseconds(100);

    private readonly SemaphoreSlim sleep = new(0);
    private int requests;
    private int sleeping;

    public Worker(int number) => new Thread(Loop) { IsBackground = true, Name = $"Riemann {number}" }.UnsafeStart();

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
            ForkJoin.Work();
        }
    }

    private void Await(int done)
    {
        for (var round = 0; round < SpinRounds; round++)
        {
            if (Volatile.Read(ref requests) != done)
                return;
            Thread.SpinWait(1);
        }
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < YieldTime; Thread.Yield())
            if (Volatile.Read(ref requests) != done)
                return;
        while (Volatile.Read(ref requests) == done)
            Sleep(done);
    }

    private void Sleep(int done)
    {
        Interlocked.Exchange(ref sleeping, 1);
        // If the request came first and its caller has already taken the flag, its release must be consumed.
        if (Volatile.Read(ref requests) == done || Interlocked.Exchange(ref sleeping, 0) == 0)
            sleep.Wait();
    }
}
