using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Writes the gradients of a standardisation of rows that share their weights and biases, block by block: in x, and what
/// each block adds to those in the weights and the biases.
/// </summary>
// Bound: rows are the plan's groups, one stretch each; vectors end within it, and there are two sums for each column.
internal readonly unsafe struct RowGradientsWork<T, V>(Standardising<T> operands, nint rows) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    public void Run(nint first, nint end)
    {
        ref readonly var plan = ref operands.Plan;
        for (var block = first; block < end; block++)
        {
            var sums = operands.Sums + block * 2 * plan.Length;
            new Span<T>(sums, 2 * (int)plan.Length).Clear();
            var last = Math.Min((block + 1) * rows, plan.Groups);
            for (var row = block * rows; row < last; row++)
            {
                T* x = operands.X + row * plan.Length,
                    c = operands.C + row * plan.Length;
                var (centre, scale) = operands.Moments<V>(row * plan.Length);
                var (sum, product) = GroupSums<T, V>.Products(plan, x, c, operands.Weight, centre);
                var pull = operands.Pull(centre, scale, sum, product);
                Write(x, c, operands.Result + row * plan.Length, sums, pull);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(T* x, T* c, T* y, T* ofWeight, GroupPull<T> pull)
    {
        var (middle, common) = (V.Repeat(pull.Centre), V.Repeat(pull.Mean));
        var (along, factor) = (V.Repeat(pull.Slope), V.Repeat(pull.Scale));
        var weight = operands.Weight;
        var length = operands.Plan.Length;
        var ofBias = ofWeight + length;
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            var (own, cotangent) = (V.Load(in x[i]) - middle, V.Load(in c[i]));
            V.Store((cotangent * V.Load(in weight[i]) - common - own * along) * factor, ref y[i]);
            V.Store(V.Fma(cotangent, own * factor, V.Load(in ofWeight[i])), ref ofWeight[i]);
            V.Store(V.Load(in ofBias[i]) + cotangent, ref ofBias[i]);
        }
        for (; i < length; i++)
        {
            var own = x[i] - pull.Centre;
            y[i] = (c[i] * weight[i] - pull.Mean - own * pull.Slope) * pull.Scale;
            ofWeight[i] = T.FusedMultiplyAdd(c[i], own * pull.Scale, ofWeight[i]);
            ofBias[i] += c[i];
        }
    }
}
