using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Combines lines of elements into one element each, on several threads: each thread has lines of its own, or, where
/// there are fewer lines than threads, branches of the tree in which the <see cref="Order"/> combines a line's blocks.
/// Neighbouring lines whose elements are neighbours form units that are combined as vectors.
/// </summary>
// Bound: units are places of the outer line times tiles of the columns, and the result has an element for each line.
internal unsafe struct LineJob<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    /// <summary>From this many neighbours on, lines are combined as vectors.</summary>
    private const int ManyColumns = 8;

    /// <summary>The most branches of a line.</summary>
    private const int MostBranches = 16;

    private T* first;
    private T* result;
    private Line outer;
    private Line columns;
    private Line rows;
    private int width;
    private int units;
    private int tiles;
    private int parts;
    private int unit;
    private int depth;
    private T* branches;

    /// <summary>Combines over the rows; the result has as many elements as outer places times columns.</summary>
    public static void Run(ref T first, Line outer, Line columns, Line rows, Span<T> result)
    {
        LineJob<T, TMonoid> job = default;
        var isAcross = columns.Stride == 1 && rows.Stride != 1 && columns.Length >= ManyColumns;
        (job.outer, job.columns, job.rows) = (outer, columns, rows);
        job.width = isAcross ? Math.Min(columns.Length, AlongColumns<T, TMonoid>.TileColumns) : 1;
        job.tiles = Tiling.Blocks(columns.Length, job.width);
        job.units = job.tiles * outer.Length;
        job.parts = (int)Math.Clamp((long)result.Length * rows.Length / Grains.Memory, 1, ForkJoin.Threads);
        fixed (T* source = &first)
        fixed (T* target = result)
        {
            job.first = source;
            job.result = target;
            if (job.parts > job.units && rows.Length > Order.Block)
                Branched(&job);
            else
            {
                job.parts = Math.Min(job.parts, job.units);
                ForkJoin.Run(job.parts, &Part, &job);
            }
        }
    }

    private static void Part(int part, void* state)
    {
        ref var job = ref *(LineJob<T, TMonoid>*)state;
        job.Lines((int)((long)job.units * part / job.parts), (int)((long)job.units * (part + 1) / job.parts));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Lines(int unit, int end)
    {
        for (; unit < end; unit++)
            Combine(unit, 0, rows.Length, Target(unit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Combine(int unit, int start, int count, Span<T> target)
    {
        var (place, tile) = Math.DivRem(unit, tiles);
        var source = first + (nint)place * outer.Stride + (nint)tile * width * columns.Stride;
        ref var from = ref source[(nint)start * rows.Stride];
        if (width == 1)
            target[0] = AlongRows<T, TMonoid>.Reduce(ref from, rows.Stride, count);
        else
            AlongColumns<T, TMonoid>.Reduce(ref from, rows.Stride, count, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Span<T> Target(int unit)
    {
        var (place, tile) = Math.DivRem(unit, tiles);
        var column = tile * width;
        return new Span<T>(result + (nint)place * columns.Length + column, Math.Min(width, columns.Length - column));
    }

    /// <summary>Combines one unit after the other, each in branches of at least one block.</summary>
    private static void Branched(LineJob<T, TMonoid>* job)
    {
        var room = stackalloc T[MostBranches * job->width];
        var most = Math.Min(Math.Min(MostBranches, 2 * job->parts - 1), Tiling.Blocks(job->rows.Length, Order.Block));
        job->branches = room;
        job->depth = BitOperations.Log2((uint)most);
        job->parts = Math.Min(job->parts, 1 << job->depth);
        for (job->unit = 0; job->unit < job->units; job->unit++)
        {
            ForkJoin.Run(job->parts, &Branches, job);
            job->Join();
        }
    }

    private static void Branches(int part, void* state)
    {
        ref var job = ref *(LineJob<T, TMonoid>*)state;
        var all = 1 << job.depth;
        for (var branch = all * part / job.parts; branch < all * (part + 1) / job.parts; branch++)
        {
            var (start, count) = (0, job.rows.Length);
            for (var bit = job.depth - 1; bit >= 0; bit--)
            {
                var middle = Order.Middle(count);
                (start, count) = (branch >> bit & 1) == 0 ? (start, middle) : (start + middle, count - middle);
            }
            job.Combine(job.unit, start, count, job.Branch(branch));
        }
    }

    private readonly Span<T> Branch(int branch) => new(branches + branch * width, Target(unit).Length);

    /// <summary>Combines the branches of a unit pairwise.</summary>
    private readonly void Join()
    {
        for (var half = 1; half < 1 << depth; half *= 2)
        for (var branch = 0; branch < 1 << depth; branch += 2 * half)
        {
            var left = Branch(branch);
            var right = Branch(branch + half);
            for (var i = 0; i < left.Length; i++)
                left[i] = TMonoid.Combine(left[i], right[i]);
        }
        Branch(0).CopyTo(Target(unit));
    }
}
