using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The bases of a range of x, a vector at a time: lanes find their intervals, and then compute together.</summary>
internal readonly unsafe struct SplineLanes<T>(SplineKnots<T> knots, int bases, int degree, int order)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Bound: x and result are read and written from first to end, scratch is as large as the lanes say.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<V>(T* x, T* result, nint first, nint end)
        where V : struct, ILanes<V, T>
    {
        var points = stackalloc T[V.Count];
        var near = stackalloc T[Math.Max(1, 2 * degree) * V.Count];
        var values = stackalloc T[(degree + 1) * V.Count];
        var intervals = stackalloc int[V.Count];
        var row = first % knots.Rows;
        for (var i = first; i < end; i += V.Count)
        {
            var lanes = (int)Math.Min(V.Count, end - i);
            for (var lane = 0; lane < V.Count; lane++)
            {
                // Lanes behind the end repeat the last x.
                points[lane] = x[i + Math.Min(lane, lanes - 1)];
                var own = knots.Row(row);
                var interval = knots.Interval(points[lane], own);
                intervals[lane] = interval;
                var local = own + Math.Max(interval, 0) + 1 - degree;
                for (var k = 0; k < 2 * degree; k++)
                    near[k * V.Count + lane] = local[k];
                if (lane < lanes - 1 && ++row == knots.Rows)
                    row = 0;
            }
            Compute<V>(V.Load(in points[0]), near, values);
            var to = result + i * bases;
            new Span<T>(to, lanes * bases).Clear();
            for (var lane = 0; lane < lanes; lane++)
                Write(to + lane * bases, intervals[lane], values + lane, V.Count);
            if (++row == knots.Rows)
                row = 0;
        }
    }

    /// <summary>The bases of one x, of which those before the first and behind the last do not exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Write(T* to, int interval, T* values, int stride)
    {
        if (interval == SplineKnots<T>.None)
            return;
        if (interval == SplineKnots<T>.Undefined)
        {
            new Span<T>(to, bases).Fill(T.NaN);
            return;
        }
        var from = interval - degree;
        for (var k = Math.Max(0, -from); k <= degree && from + k < bases; k++)
            to[from + k] = values[k * stride];
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
                var low = V.Load(in near[(degree - d + r) * V.Count]);
                var high = V.Load(in near[(degree + r) * V.Count]);
                var share = V.Load(in values[r * V.Count]) / (high - low);
                if (isValue)
                {
                    V.Store(V.Fma(high - x, share, saved), ref values[r * V.Count]);
                    saved = (x - low) * share;
                }
                else
                {
                    share *= scale;
                    V.Store(saved - share, ref values[r * V.Count]);
                    saved = share;
                }
            }
            V.Store(saved, ref values[d * V.Count]);
        }
    }
}
