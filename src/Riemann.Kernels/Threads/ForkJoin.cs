using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Riemann.Kernels;

/// <summary>
/// Fork-join parallelism for the kernels: a few background threads that wait for work by spinning briefly,
/// then yielding, then sleeping, so that a fork costs less than a microsecond while calls follow each other
/// closely and nothing while they do not.
/// </summary>
// Bound: the caller keeps the state alive until Run returns, which is when no body runs any more.
public static unsafe class ForkJoin
{
    /// <summary>The largest number of threads that can be asked for.</summary>
    public const int MaximumThreads = 1024;

    private const string Variable = "RIEMANN_THREADS";

    private static Worker[] workers = [];
    private static int threads;
    private static int busy;

    // The job of the call in progress. Written by the caller that holds `busy`, before it wakes the workers.
    private static delegate* <int, void*, void> body;
    private static void* state;
    private static int pending;

    // The number of the call, and in the lower half how many parts nobody has taken yet.
    private static long ticket;
    private static Exception? failure;

    /// <summary>
    /// The number of threads a kernel may use, the calling one included. At first the environment variable
    /// RIEMANN_THREADS if that is set, the number of processors otherwise. No result depends on it.
    /// Throws <see cref="ArgumentOutOfRangeException"/> when set to less than 1 or more than
    /// <see cref="MaximumThreads"/>, and <see cref="FormatException"/> when the variable holds anything else.
    /// </summary>
    public static int Threads
    {
        get => threads != 0 ? threads : threads = Initial(Environment.GetEnvironmentVariable(Variable));
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumThreads);
            threads = value;
        }
    }

    /// <summary>
    /// Calls <paramref name="body"/> once with each of 0 .. <paramref name="threads"/> - 1, at the same time
    /// where possible, and returns when all calls are done. Calls for which no thread gets ready in time are made by
    /// the calling thread, so that a busy machine costs little. Inside another call, or while one is in progress on
    /// another thread, all calls are made by the calling thread. An exception thrown by the body is thrown
    /// again here after every call has ended; of several, one.
    /// </summary>
    /// <param name="threads">The number of calls, 1 to <see cref="MaximumThreads"/>.</param>
    /// <param name="body">What to do, given the number of the call and the state.</param>
    /// <param name="state">Passed to every call.</param>
    public static void Run(int threads, delegate* <int, void*, void> body, void* state)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaximumThreads);
        if (threads == 1)
            body(0, state);
        else if (Interlocked.CompareExchange(ref busy, 1, 0) == 0)
            Fork(threads, body, state);
        else
            Inline(threads, body, state);
    }

    internal static int Initial(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            return Math.Min(Environment.ProcessorCount, MaximumThreads);
        if (
            int.TryParse(setting, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= MaximumThreads
        )
            return count;
        throw new FormatException($"{Variable} must be a number from 1 to {MaximumThreads}, but it is '{setting}'");
    }

    private static void Fork(int threads, delegate* <int, void*, void> body, void* state)
    {
        try
        {
            Grow(threads - 1);
            ForkJoin.body = body;
            ForkJoin.state = state;
            failure = null;
            pending = threads - 1;
            Volatile.Write(ref ticket, ((ticket >> 32) + 1 << 32) + threads - 1);
            for (var i = 0; i < threads - 1; i++)
                workers[i].Wake();
            Try(0, body, state, ref failure);
            Work();
            Join();
            if (failure is not null)
                ExceptionDispatchInfo.Throw(failure);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private static void Inline(int threads, delegate* <int, void*, void> body, void* state)
    {
        Exception? failure = null;
        for (var part = 0; part < threads; part++)
            Try(part, body, state, ref failure);
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Takes parts of the call in progress while there are any.</summary>
    internal static void Work()
    {
        while (true)
        {
            var taken = Volatile.Read(ref ticket);
            var part = (int)taken;
            if (part == 0)
                return;
            // Fails where another thread took the part, or the call is over and the next one began.
            if (Interlocked.CompareExchange(ref ticket, taken - 1, taken) != taken)
                continue;
            Try(part, body, state, ref failure);
            Interlocked.Decrement(ref pending);
        }
    }

    private static void Try(int part, delegate* <int, void*, void> body, void* state, ref Exception? failure)
    {
        try
        {
            body(part, state);
        }
        catch (Exception exception)
        {
            failure = exception;
        }
    }

    private static void Join()
    {
        for (var round = 0; Volatile.Read(ref pending) != 0; round++)
        {
            if (round < Worker.SpinRounds)
                Thread.SpinWait(1);
            else
                Thread.Yield();
        }
    }

    private static void Grow(int count)
    {
        if (workers.Length >= count)
            return;
        var grown = new Worker[count];
        workers.CopyTo(grown, 0);
        for (var i = workers.Length; i < count; i++)
            grown[i] = new Worker(i + 1);
        workers = grown;
    }
}
