using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>The operands of a standardisation, or of its gradient where there is a cotangent, and where it writes.</summary>
internal readonly unsafe struct Standardising<T>(in GroupPlan plan, double epsilon, bool isCentred)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public readonly GroupPlan Plan = plan;
    private readonly double epsilon = epsilon;
    private readonly bool isCentred = isCentred;

    public T* X { get; init; }
    public T* Weight { get; init; }
    public T* Bias { get; init; }
    public T* C { get; init; }
    public T* Result { get; init; }

    /// <summary>The mean of a group, 0 unless it is to be taken off, and 1 / sqrt(variance + epsilon).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T Centre, double Scale) Moments<V>(nint start)
        where V : struct, ILanes<V, T>
    {
        var centre = isCentred ? T.CreateTruncating(GroupSums<T, V>.Sum(Plan, X + start) / Plan.Count) : T.Zero;
        var variance = GroupSums<T, V>.Squares(Plan, X + start, centre) / Plan.Count;
        return (centre, 1 / Math.Sqrt(variance + epsilon));
    }

    /// <summary>The means over a group of the weighted cotangents, 0 unless centred, and of their products with x - centre.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (double Mean, double Product) Pull<V>(nint start, T* weight, T centre)
        where V : struct, ILanes<V, T>
    {
        var (sum, product) = GroupSums<T, V>.Products(Plan, X + start, C + start, weight, centre);
        return (isCentred ? sum / Plan.Count : 0, product / Plan.Count);
    }
}

/// <summary>Writes (x - mean) / sqrt(variance + epsilon) weight + bias, group by group.</summary>
// Bound: groups are the plan's; vectors end within their stretch, and what does not fill one passes through the stack.
internal readonly unsafe struct StandardiseWork<T, V>(Standardising<T> operands) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    public void Run(nint first, nint end)
    {
        for (var group = first; group < end; group++)
        {
            var start = operands.Plan.Start(group);
            var (centre, scale) = operands.Moments<V>(start);
            Write(group, start, centre, T.CreateTruncating(scale));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Write(nint group, nint start, T centre, T scale)
    {
        ref readonly var plan = ref operands.Plan;
        var last = stackalloc T[4 * V.Count];
        var (middle, factor) = (V.Repeat(centre), V.Repeat(scale));
        var (batch, channel) = Math.DivRem(group, plan.Channels);
        for (nint outer = 0; outer < plan.Outer; outer++)
        for (nint part = 0; part < plan.Parts; part++)
        {
            var weight = operands.Weight + plan.Weight.At(batch, channel, part);
            var bias = operands.Bias + plan.Bias.At(batch, channel, part);
            var (isWeightVarying, isBiasVarying) = (plan.Weight.Element != 0, plan.Bias.Element != 0);
            var (sameWeight, sameBias) = (V.Repeat(*weight), V.Repeat(*bias));
            var at = start + outer * plan.OuterStep + part * plan.Length;
            for (nint i = 0; i < plan.Length; i += V.Count)
            {
                T* x = operands.X + at + i,
                    w = weight + i,
                    b = bias + i,
                    y = operands.Result + at + i;
                var rest = (int)Math.Min(plan.Length - i, V.Count);
                if (rest < V.Count)
                {
                    x = LanePadding.Fill(x, rest, centre, last, V.Count);
                    w = isWeightVarying ? LanePadding.Fill(w, rest, T.Zero, last + V.Count, V.Count) : weight;
                    b = isBiasVarying ? LanePadding.Fill(b, rest, T.Zero, last + 2 * V.Count, V.Count) : bias;
                    y = last + 3 * V.Count;
                }
                var own = (V.Load(in *x) - middle) * factor;
                var times = isWeightVarying ? V.Load(in *w) : sameWeight;
                var plus = isBiasVarying ? V.Load(in *b) : sameBias;
                V.Store(V.Fma(own, times, plus), ref *y);
                for (var j = 0; rest < V.Count && j < rest; j++)
                    operands.Result[at + i + j] = y[j];
            }
        }
    }
}

/// <summary>
/// Writes the gradient of a standardisation in x: with r = 1 / sqrt(variance + epsilon) and w the weight,
/// r (w c - mean(w c) - (x - mean) r^2 mean(w c (x - mean))).
/// </summary>
// Bound: as for <see cref="StandardiseWork{T, V}"/>.
internal readonly unsafe struct StandardiseGradientWork<T, V>(Standardising<T> operands) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    public void Run(nint first, nint end)
    {
        for (var group = first; group < end; group++)
        {
            var start = operands.Plan.Start(group);
            var (batch, channel) = Math.DivRem(group, operands.Plan.Channels);
            var weight = operands.Weight + operands.Plan.Weight.At(batch, channel, 0);
            var (centre, scale) = operands.Moments<V>(start);
            var (mean, product) = operands.Pull<V>(start, weight, centre);
            var slope = T.CreateTruncating(product * scale * scale);
            Write(start, weight, centre, T.CreateTruncating(mean), slope, T.CreateTruncating(scale));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void Write(nint start, T* weights, T centre, T mean, T slope, T scale)
    {
        ref readonly var plan = ref operands.Plan;
        var last = stackalloc T[4 * V.Count];
        var (middle, common) = (V.Repeat(centre), V.Repeat(mean));
        var (along, factor) = (V.Repeat(slope), V.Repeat(scale));
        for (nint outer = 0; outer < plan.Outer; outer++)
        for (nint part = 0; part < plan.Parts; part++)
        {
            var weight = weights + part * plan.Weight.Part;
            var isVarying = plan.Weight.Element != 0;
            var same = V.Repeat(*weight);
            var at = start + outer * plan.OuterStep + part * plan.Length;
            for (nint i = 0; i < plan.Length; i += V.Count)
            {
                T* x = operands.X + at + i,
                    w = weight + i,
                    c = operands.C + at + i,
                    y = operands.Result + at + i;
                var rest = (int)Math.Min(plan.Length - i, V.Count);
                if (rest < V.Count)
                {
                    x = LanePadding.Fill(x, rest, centre, last, V.Count);
                    w = isVarying ? LanePadding.Fill(w, rest, T.Zero, last + V.Count, V.Count) : weight;
                    c = LanePadding.Fill(c, rest, T.Zero, last + 2 * V.Count, V.Count);
                    y = last + 3 * V.Count;
                }
                var term = V.Load(in *c) * (isVarying ? V.Load(in *w) : same);
                V.Store((term - common - (V.Load(in *x) - middle) * along) * factor, ref *y);
                for (var j = 0; rest < V.Count && j < rest; j++)
                    operands.Result[at + i + j] = y[j];
            }
        }
    }
}
