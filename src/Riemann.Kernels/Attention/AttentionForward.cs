using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>The result of attention, a block of queries for each task.</summary>
// Bound: the result holds Heads x Queries x ValueFeatures elements; a task writes the rows of its block.
internal unsafe struct AttentionForward<T> : ITaskWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private AttentionPlan<T> plan;
    private T* result;

    public static void Run(in AttentionPlan<T> plan, T* result) =>
        TaskLoop.Run(
            new AttentionForward<T> { plan = plan, result = result },
            plan.Heads * plan.Blocks,
            plan.BlockWork * 2
        );

    public void Run(int task)
    {
        var (head, number) = Math.DivRem(task, plan.Blocks);
        var block = AttentionBlock<T>.Of(plan, head, number, false);
        var target = result + ((nint)head * plan.Queries + block.First) * plan.ValueFeatures;
        var seen = new Product<T>
        {
            Rows = block.Rows,
            Columns = plan.ValueFeatures,
            Depth = block.Seen,
            A = block.Powers,
            ARow = plan.Keys,
            AColumn = 1,
            B = plan.ValueOf(head),
            BRow = plan.Value.Row,
            BColumn = 1,
            C = target,
            CRow = plan.ValueFeatures,
        };
        Gemm.Run(seen, TileSet<T>.Best, 1);
        for (nint row = 0; row < block.Rows; row++)
        {
            var values = new Span<T>(target + row * plan.ValueFeatures, plan.ValueFeatures);
            TensorPrimitives.Multiply(values, block.Factors[row], values);
        }
    }
}
