using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>Some queries of one head, and the powers of their scores: exp(score - the row's largest).</summary>
// Bound: the memory holds Rows x Keys powers, as many for a gradient where asked for, Rows x Features scaled queries, and a
// factor for each row.
internal unsafe struct AttentionBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The first query of the block, and their number.</summary>
    public int First;
    public int Rows;

    /// <summary>The keys that any query of the block sees are among so many first ones.</summary>
    public int Seen;

    /// <summary>Rows x Seen, a row every Keys elements.</summary>
    public T* Powers;

    /// <summary>Of the size of the powers, for what is computed beside them.</summary>
    public T* Beside;

    /// <summary>Rows x Features: the queries times the scale.</summary>
    public T* Queries;

    /// <summary>What makes shares of each row's powers: 1 over their sum, or 0 where there is no key to see.</summary>
    public T* Factors;

    /// <summary>Computes the powers of a block in the thread's memory.</summary>
    public static AttentionBlock<T> Of(in AttentionPlan<T> plan, int head, int number, bool needsBeside)
    {
        nint rows = plan.BlockRows;
        var size = rows * plan.Keys;
        var memory = (T*)
            Workspace.ReserveOperands(((needsBeside ? 2 : 1) * size + rows * (plan.Features + 1)) * sizeof(T));
        var first = number * plan.BlockRows;
        var block = new AttentionBlock<T>
        {
            First = first,
            Rows = Math.Min(plan.BlockRows, plan.Queries - first),
            Powers = memory,
            Beside = memory + (needsBeside ? size : 0),
            Queries = memory + (needsBeside ? 2 : 1) * size,
            Factors = memory + (needsBeside ? 2 : 1) * size + rows * plan.Features,
        };
        block.Seen = plan.IsCausal ? Math.Min(plan.Keys, first + block.Rows) : plan.Keys;
        block.Score(plan, head);
        return block;
    }

    private readonly void Score(in AttentionPlan<T> plan, int head)
    {
        var query = plan.QueryOf(head) + First * plan.Query.Row;
        for (nint row = 0; row < Rows; row++)
            TensorPrimitives.Multiply(
                new ReadOnlySpan<T>(query + row * plan.Query.Row, plan.Features),
                plan.Scale,
                new Span<T>(Queries + row * plan.Features, plan.Features)
            );
        var scores = new Product<T>
        {
            Rows = Rows,
            Columns = Seen,
            Depth = plan.Features,
            A = Queries,
            ARow = plan.Features,
            AColumn = 1,
            B = plan.KeyOf(head),
            BRow = 1,
            BColumn = plan.Key.Row,
            C = Powers,
            CRow = plan.Keys,
        };
        Gemm.Run(scores, TileSet<T>.Best, 1);

        var mask = plan.HasMask ? plan.Mask.Of(head, plan.Rank, plan.Dimensions) + First * plan.Mask.Row : null;
        for (nint row = 0; row < Rows; row++)
        {
            var visible = plan.IsCausal ? (int)Math.Min(Seen, First + row + 1) : Seen;
            var powers = new Span<T>(Powers + row * plan.Keys, Seen);
            if (mask is not null)
                AttentionRow.Add<T>(powers[..visible], new ReadOnlySpan<T>(mask + row * plan.Mask.Row, visible));
            var sum = AttentionRow.Powers(powers[..visible]);
            powers[visible..].Clear();
            Factors[row] = sum == T.Zero ? T.Zero : T.One / sum;
        }
    }
}
