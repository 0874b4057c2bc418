namespace Riemann.Kernels;

/// <summary>Work on the matrices of the last two axes of an array, on several threads where that pays.</summary>
// Bound: the body is given numbers below count, and reads what the state's owner keeps alive.
internal static unsafe class MatrixLoop
{
    /// <summary>A matrix with more multiply-adds than this is divided among threads itself.</summary>
    private const double LargeWork = 1 << 23;

    private const double WorkPerThread = 150_000;

    private struct Job
    {
        public int Count;
        public int Parts;
        public delegate* <int, void*, void> Body;
        public void* State;
    }

    /// <summary>Calls the body with the number of every matrix; each takes about so many multiply-adds.</summary>
    public static void Run(int count, double work, delegate* <int, void*, void> body, void* state)
    {
        var parts = work > LargeWork ? 1 : Math.Clamp(work * count / WorkPerThread, 1, ForkJoin.Threads);
        var job = new Job
        {
            Count = count,
            Parts = (int)Math.Min(parts, Math.Max(count, 1)),
            Body = body,
            State = state,
        };
        ForkJoin.Run(job.Parts, &Part, &job);
    }

    private static void Part(int part, void* state)
    {
        var job = (Job*)state;
        var end = (int)((long)job->Count * (part + 1) / job->Parts);
        for (var index = (int)((long)job->Count * part / job->Parts); index < end; index++)
            job->Body(index, job->State);
    }

    /// <summary>The number of matrices.</summary>
    public static int Count(Shape shape)
    {
        var count = 1;
        foreach (var length in shape.Dimensions[..^2])
            count *= length;
        return count;
    }

    /// <summary>Where each matrix starts, counted from the array's first element.</summary>
    public static int[] Starts(NDArray x)
    {
        var starts = new int[Count(x.Shape)];
        for (var index = 0; index < starts.Length; index++)
        {
            var rest = index;
            for (var axis = x.Rank - 3; axis >= 0; axis--)
            {
                (rest, var position) = Math.DivRem(rest, x.Shape[axis]);
                starts[index] += position * x.Strides[axis];
            }
        }
        return starts;
    }

    /// <summary>The matrices repeated along leading axes, without copying.</summary>
    public static NDArray Spread(NDArray x, ReadOnlySpan<int> leading) =>
        x.BroadcastTo(Shape.Of([.. leading, x.Shape[^2], x.Shape[^1]]));

    /// <summary>The leading axes of two arrays of matrices, stretched to each other.</summary>
    public static ReadOnlySpan<int> Leading(NDArray a, NDArray b) =>
        (
            Shape.Broadcast(Shape.Of(a.Shape.Dimensions[..^2]), Shape.Of(b.Shape.Dimensions[..^2]))
            ?? throw new ArgumentException($"the leading axes of {a.Shape} and {b.Shape} differ")
        ).Dimensions;
}
