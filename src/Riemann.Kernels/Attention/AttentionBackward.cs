using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>
/// The gradients of attention from scores that are computed again. A task takes some blocks of one head after the other
/// and adds up what they give to its keys and values; several tasks of a head do so apart, and their sums are added in
/// order. How many there are depends on the shapes only.
/// </summary>
// Bound: the result holds for each outer index the gradients of Inner heads; the partial sums hold both of a head's
// gradients for each of its chunks.
internal unsafe struct AttentionBackward<T> : ITaskWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Tasks enough to occupy the threads that there may be, where a few heads alone would not.</summary>
    private const int FewestTasks = 16;

    /// <summary>The most that the partial sums may take.</summary>
    private const int MostPartialBytes = 1 << 28;

    private AttentionPlan<T> plan;
    private int inner;
    private int chunks;
    private T* result;
    private T* partials;

    public static void Run(in AttentionPlan<T> plan, int inner, T* result)
    {
        var work = new AttentionBackward<T>
        {
            plan = plan,
            inner = inner,
            result = result,
        };
        var bytes = plan.Heads * (work.KeySize + work.ValueSize) * sizeof(T);
        var most = (int)Math.Clamp(MostPartialBytes / Math.Max(1, bytes), 1, Math.Max(1, plan.Blocks));
        work.chunks = Math.Clamp(FewestTasks / plan.Heads, 1, most);
        var memory = NDArray.Allocate(DType.UInt8, Shape.Of(work.chunks == 1 ? 0 : (int)(work.chunks * bytes)));
        fixed (byte* first = &memory.First<byte>())
        {
            work.partials = (T*)first;
            var workPerTask = plan.BlockWork * 5 * plan.Blocks / work.chunks;
            TaskLoop.Run(work, plan.Heads * work.chunks, workPerTask);
            for (var head = 0; work.chunks > 1 && head < plan.Heads; head++)
                work.AddUp(head);
        }
        GC.KeepAlive(memory);
    }

    private readonly nint KeySize => (nint)plan.Keys * plan.Features;

    private readonly nint ValueSize => (nint)plan.Keys * plan.ValueFeatures;

    /// <summary>The places of a head's gradients in the result.</summary>
    private readonly (nint Query, nint Key, nint Value) Places(int head)
    {
        var (outer, own) = Math.DivRem(head, inner);
        var querySize = (nint)plan.Queries * plan.Features;
        var start = outer * inner * (querySize + KeySize + ValueSize);
        var keys = start + inner * querySize;
        return (start + own * querySize, keys + own * KeySize, keys + inner * KeySize + own * ValueSize);
    }

    public void Run(int task)
    {
        var (head, chunk) = Math.DivRem(task, chunks);
        var places = Places(head);
        var keyGradient = chunks == 1 ? result + places.Key : partials + task * (KeySize + ValueSize);
        var valueGradient = chunks == 1 ? result + places.Value : keyGradient + KeySize;
        new Span<T>(keyGradient, (int)KeySize).Clear();
        new Span<T>(valueGradient, (int)ValueSize).Clear();
        for (var number = plan.Blocks * chunk / chunks; number < plan.Blocks * (chunk + 1) / chunks; number++)
        {
            var block = AttentionBlock<T>.Of(plan, head, number, true);
            GradeShares(block, head);
            GradeRows(block, head, result + places.Query, keyGradient, valueGradient);
        }
    }

    /// <summary>The gradients in the shares, and from them those in the scores.</summary>
    private readonly void GradeShares(in AttentionBlock<T> block, int head)
    {
        var shares = new Product<T>
        {
            Rows = block.Rows,
            Columns = block.Seen,
            Depth = plan.ValueFeatures,
            A = plan.COf(head) + block.First * plan.C.Row,
            ARow = plan.C.Row,
            AColumn = 1,
            B = plan.ValueOf(head),
            BRow = 1,
            BColumn = plan.Value.Row,
            C = block.Beside,
            CRow = plan.Keys,
        };
        Gemm.Run(shares, TileSet<T>.Best, 1);
        for (nint row = 0; row < block.Rows; row++)
        {
            var start = row * plan.Keys;
            AttentionRow.Gradient(
                new Span<T>(block.Powers + start, block.Seen),
                block.Factors[row],
                new Span<T>(block.Beside + start, block.Seen)
            );
        }
    }

    private readonly void GradeRows(in AttentionBlock<T> block, int head, T* queries, T* keys, T* values)
    {
        var toValues = new Product<T>
        {
            Rows = block.Seen,
            Columns = plan.ValueFeatures,
            Depth = block.Rows,
            A = block.Powers,
            ARow = 1,
            AColumn = plan.Keys,
            B = plan.COf(head) + block.First * plan.C.Row,
            BRow = plan.C.Row,
            BColumn = 1,
            C = values,
            CRow = plan.ValueFeatures,
            Accumulate = true,
        };
        Gemm.Run(toValues, TileSet<T>.Best, 1);

        var toKeys = toValues;
        toKeys.Columns = plan.Features;
        toKeys.A = block.Beside;
        toKeys.B = block.Queries;
        toKeys.BRow = plan.Features;
        toKeys.C = keys;
        toKeys.CRow = plan.Features;
        Gemm.Run(toKeys, TileSet<T>.Best, 1);

        var target = queries + (nint)block.First * plan.Features;
        var toQueries = new Product<T>
        {
            Rows = block.Rows,
            Columns = plan.Features,
            Depth = block.Seen,
            A = block.Beside,
            ARow = plan.Keys,
            AColumn = 1,
            B = plan.KeyOf(head),
            BRow = plan.Key.Row,
            BColumn = 1,
            C = target,
            CRow = plan.Features,
        };
        Gemm.Run(toQueries, TileSet<T>.Best, 1);
        var all = new Span<T>(target, block.Rows * plan.Features);
        TensorPrimitives.Multiply(all, plan.Scale, all);
    }

    /// <summary>The gradients in a head's keys and values from those of its chunks.</summary>
    private readonly void AddUp(int head)
    {
        var places = Places(head);
        var keys = new Span<T>(result + places.Key, (int)KeySize);
        var values = new Span<T>(result + places.Value, (int)ValueSize);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var partial = partials + ((nint)head * chunks + chunk) * (KeySize + ValueSize);
            var ofKeys = new Span<T>(partial, (int)KeySize);
            var ofValues = new Span<T>(partial + KeySize, (int)ValueSize);
            if (chunk == 0)
            {
                ofKeys.CopyTo(keys);
                ofValues.CopyTo(values);
            }
            else
            {
                TensorPrimitives.Add<T>(keys, ofKeys, keys);
                TensorPrimitives.Add<T>(values, ofValues, values);
            }
        }
    }
}
