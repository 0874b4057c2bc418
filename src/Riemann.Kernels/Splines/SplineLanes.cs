using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The bases of a range of x, a block at a time: each x finds its interval and copies the knots near by into lanes, vectors
/// compute on these, and each x takes its bases out of them.
/// </summary>
internal readonly unsafe struct SplineLanes<T>(SplineKnots<T> knots, int bases, int degree, int order)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The x of a block: a multiple of every vector's lanes.</summary>
    public const int Block = 64;

    // Bound: x and result are read and written from first to end, and scratch has Block lanes for each knot and basis.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(T* x, T* result, nint first, nint end)
        where V : struct, ILanes<V, T>
    {
        var near = stackalloc T[2 * degree * Block];
        var values = stackalloc T[(degree + 1) * Block];
        var points = stackalloc T[Block];
        var intervals = stackalloc int[Block];
        new Span<T>(points, Block).Clear();
        for (; first < end; first += Block)
        {
            var count = (int)Math.Min(Block, end - first);
            Find(x + first, first % knots.Rows, count, near, intervals);
            new Span<T>(x + first, count).CopyTo(new Span<T>(points, Block));
            for (var lane = 0; lane < count; lane += V.Count)
                Compute<V>(V.Load(in points[lane]), near + lane, values + lane);
            Write(result + first * bases, count, values, intervals);
        }
    }

    /// <summary>The intervals of x, the first of which has this row of knots, and the knots on both sides of them.</summary>
    private void Find(T* x, nint row, int count, T* near, int* intervals)
    {
        for (var lane = 0; lane < count; lane++)
        {
            var own = knots.Row(row);
            var interval = knots.Interval(x[lane], own);
            intervals[lane] = interval;
            own += Math.Max(interval, 0) + 1 - degree;
            for (var k = 0; k < 2 * degree; k++)
                near[k * Block + lane] = own[k];
            if (++row == knots.Rows)
                row = 0;
        }
    }

    /// <summary>
    /// The bases that live in the interval in the middle of the knots near by: up to degree - order by the recursion in
    /// values, from there on by the one in derivatives.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Compute<V>(V x, T* near, T* values)
        where V : struct, ILanes<V, T>
    {
        V.Store(V.Create(1), ref values[0]);
        for (var d = 1; d <= degree; d++)
        {
            var isValue = d <= degree - order;
            var saved = V.Create(0);
            var scale = V.Create(d);
            for (var r = 0; r < d; r++)
            {
                var low = V.Load(in near[(degree - d + r) * Block]);
                var high = V.Load(in near[(degree + r) * Block]);
                var share = V.Load(in values[r * Block]) / (high - low);
                if (isValue)
                {
                    V.Store(V.Fma(high - x, share, saved), ref values[r * Block]);
                    saved = (x - low) * share;
                }
                else
                {
                    share *= scale;
                    V.Store(saved - share, ref values[r * Block]);
                    saved = share;
                }
            }
            V.Store(saved, ref values[d * Block]);
        }
    }

    /// <summary>Each x's bases in their places, but those before the first and behind the last, which do not exist.</summary>
    private void Write(T* to, int count, T* values, int* intervals)
    {
        new Span<T>(to, count * bases).Clear();
        for (var lane = 0; lane < count; lane++, to += bases)
        {
            var interval = intervals[lane];
            var from = interval - degree;
            if (from >= 0 && interval < bases)
                for (var k = 0; k <= degree; k++)
                    to[from + k] = values[k * Block + lane];
            else if (interval >= 0)
                for (var k = Math.Max(0, -from); k <= degree && from + k < bases; k++)
                    to[from + k] = values[k * Block + lane];
            else if (interval == SplineKnots<T>.Undefined)
                new Span<T>(to, bases).Fill(T.NaN);
        }
    }
}
