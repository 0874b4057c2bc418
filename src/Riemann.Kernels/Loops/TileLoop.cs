using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>What is done with a tile.</summary>
internal unsafe interface ITileWork
{
    /// <summary>Elements that are worth a thread.</summary>
    static abstract int Grain { get; }

    /// <summary>Does the tile of rows and columns at the given addresses; steps and sizes are the plan's.</summary>
    static abstract void Do(in Tiling plan, in PerOperand<nint> at, int rows, int columns);
}

/// <summary>
/// Deals the tiles of a loop out to threads. The one place where arrays with strides are walked for results whose
/// elements have nothing to do with each other.
/// </summary>
// Bound: tiles are rows and columns within the plan's lengths; the arrays are pinned while parts run.
internal static unsafe class TileLoop<TWork>
    where TWork : ITileWork
{
    private struct Job
    {
        public Tiling Plan;
        public int Tiles;
        public int Parts;
    }

    /// <summary>Computes a result of the shape that the operands are broadcast to.</summary>
    public static void Run(NDArray result, NDArray x, NDArray? y = null, NDArray? z = null)
    {
        if (result.Length == 0)
            return;
        var room = stackalloc TileAxis[result.Rank];
        fixed (byte* first = &result.FirstByte)
        fixed (byte* second = &x.FirstByte)
        fixed (byte* third = &(y ?? x).FirstByte)
        fixed (byte* fourth = &(z ?? x).FirstByte)
        {
            Job job;
            job.Plan = default;
            job.Plan.Add(first, result);
            job.Plan.Add(second, x);
            if (y is not null)
                job.Plan.Add(third, y);
            if (z is not null)
                job.Plan.Add(fourth, z);
            job.Plan.Plan(room, result.Shape, result, x, y, z);
            job.Tiles = job.Plan.Tiles;
            job.Parts =
                result.Length < 2 * TWork.Grain
                    ? 1
                    : Math.Min(result.Length / TWork.Grain, Math.Min(job.Tiles, ForkJoin.Threads));
            ForkJoin.Run(job.Parts, &Part, &job);
        }
        GC.KeepAlive(result);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        GC.KeepAlive(z);
    }

    private static void Part(int part, void* state)
    {
        ref var job = ref *(Job*)state;
        var first = (int)((long)job.Tiles * part / job.Parts);
        var end = (int)((long)job.Tiles * (part + 1) / job.Parts);
        Tiles(in job.Plan, first, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles(in Tiling plan, int tile, int end)
    {
        var columnBlocks = Tiling.Blocks(plan.Columns.Length, plan.Width);
        (var rest, var columnBlock) = Math.DivRem(tile, columnBlocks);
        (rest, var rowBlock) = Math.DivRem(rest, Tiling.Blocks(plan.Rows.Length, plan.Height));
        var places = stackalloc int[plan.OuterCount + 1];
        var plane = plan.First;
        for (var axis = plan.OuterCount - 1; axis >= 0; axis--)
        {
            (rest, places[axis]) = Math.DivRem(rest, plan.Outer[axis].Length);
            Move(ref plane, in plan.Outer[axis].Steps, places[axis]);
        }
        var (row, column) = (rowBlock * plan.Height, columnBlock * plan.Width);
        for (; tile < end; tile++)
        {
            var at = plane;
            Move(ref at, in plan.Rows.Steps, row);
            Move(ref at, in plan.Columns.Steps, column);
            var (rows, columns) = (plan.Rows.Length - row, plan.Columns.Length - column);
            TWork.Do(in plan, in at, Math.Min(plan.Height, rows), Math.Min(plan.Width, columns));
            if ((column += plan.Width) < plan.Columns.Length)
                continue;
            column = 0;
            if ((row += plan.Height) < plan.Rows.Length)
                continue;
            row = 0;
            Next(in plan, places, ref plane);
        }
    }

    private static void Next(in Tiling plan, int* places, ref PerOperand<nint> plane)
    {
        for (var axis = plan.OuterCount - 1; axis >= 0; axis--)
        {
            ref var along = ref plan.Outer[axis];
            if (++places[axis] < along.Length)
            {
                Move(ref plane, in along.Steps, 1);
                return;
            }
            Move(ref plane, in along.Steps, 1 - along.Length);
            places[axis] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref PerOperand<nint> at, in PerOperand<nint> steps, int count)
    {
        at[0] += steps[0] * count;
        at[1] += steps[1] * count;
        at[2] += steps[2] * count;
        at[3] += steps[3] * count;
    }
}
