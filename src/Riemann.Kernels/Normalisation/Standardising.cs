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

    /// <summary>
    /// The gradients in the weight and the bias, or null: those of each group where both are the same for its elements,
    /// those of each block of groups otherwise, the weight's before the bias's.
    /// </summary>
    public T* Sums { get; init; }

    /// <summary>The mean of a group, 0 unless it is to be taken off, and 1 / sqrt(variance + epsilon).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (T Centre, double Scale) Moments<V>(nint start)
        where V : struct, ILanes<V, T>
    {
        var centre = isCentred ? T.CreateTruncating(GroupSums<T, V>.Sum(Plan, X + start) / Plan.Count) : T.Zero;
        var variance = GroupSums<T, V>.Squares(Plan, X + start, centre) / Plan.Count;
        return (centre, 1 / Math.Sqrt(variance + epsilon));
    }

    /// <summary>What the gradient in a group is made of, from the sums of its <see cref="GroupSums{T, V}.Products"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GroupPull<T> Pull(T centre, double scale, double sum, double product) =>
        new(
            centre,
            T.CreateTruncating(scale),
            T.CreateTruncating(isCentred ? sum / Plan.Count : 0),
            T.CreateTruncating(product / Plan.Count * scale * scale)
        );
}

/// <summary>
/// The gradient of a standardisation in x is r (w c - mean(w c) - (x - mean) r^2 mean(w c (x - mean))), with the weight w
/// and r = 1 / sqrt(variance + epsilon): the mean, r, mean(w c) and what x - mean is multiplied by.
/// </summary>
internal readonly record struct GroupPull<T>(T Centre, T Scale, T Mean, T Slope);

/// <summary>Writes (x - mean) / sqrt(variance + epsilon) weight + bias, group by group.</summary>
// Bound: groups are the plan's; vectors end within their stretch.
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
    private void Write(nint group, nint start, T centre, T scale)
    {
        ref readonly var plan = ref operands.Plan;
        var (middle, factor) = (V.Repeat(centre), V.Repeat(scale));
        var (batch, channel) = Math.DivRem(group, plan.Channels);
        var (weightStep, biasStep) = (plan.Weight.Element, plan.Bias.Element);
        for (nint outer = 0; outer < plan.Outer; outer++)
        for (nint part = 0; part < plan.Parts; part++)
        {
            var at = start + outer * plan.OuterStep + part * plan.Length;
            T* x = operands.X + at,
                y = operands.Result + at,
                weight = operands.Weight + plan.Weight.At(batch, channel, part),
                bias = operands.Bias + plan.Bias.At(batch, channel, part);
            var (sameWeight, sameBias) = (V.Repeat(*weight), V.Repeat(*bias));
            nint i = 0;
            for (; i <= plan.Length - V.Count; i += V.Count)
            {
                var own = (V.Load(in x[i]) - middle) * factor;
                var times = weightStep != 0 ? V.Load(in weight[i]) : sameWeight;
                var plus = biasStep != 0 ? V.Load(in bias[i]) : sameBias;
                V.Store(V.Fma(own, times, plus), ref y[i]);
            }
            for (; i < plan.Length; i++)
                y[i] = T.FusedMultiplyAdd((x[i] - centre) * scale, weight[i * weightStep], bias[i * biasStep]);
        }
    }
}

/// <summary>Writes the gradient of a standardisation in x, and those of each group in weight and bias where wanted.</summary>
// Bound: as for <see cref="StandardiseWork{T, V}"/>; there are two sums for each group.
internal readonly unsafe struct StandardiseGradientWork<T, V>(Standardising<T> operands) : IPlaneWork
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : unmanaged, ILanes<V, T>
{
    public void Run(nint first, nint end)
    {
        ref readonly var plan = ref operands.Plan;
        var one = T.One;
        for (var group = first; group < end; group++)
        {
            var start = plan.Start(group);
            var (batch, channel) = Math.DivRem(group, plan.Channels);
            var weight = operands.Weight + plan.Weight.At(batch, channel, 0);
            var (centre, scale) = operands.Moments<V>(start);
            var isSumming = operands.Sums is not null;
            var (sum, product) = GroupSums<T, V>.Products(
                plan,
                operands.X + start,
                operands.C + start,
                isSumming ? &one : weight,
                centre
            );
            if (isSumming)
            {
                operands.Sums[group] = T.CreateTruncating(product * scale);
                operands.Sums[plan.Groups + group] = T.CreateTruncating(sum);
                var same = double.CreateTruncating(*weight);
                (sum, product) = (sum * same, product * same);
            }
            Write(start, weight, operands.Pull(centre, scale, sum, product));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(nint start, T* weights, GroupPull<T> pull)
    {
        ref readonly var plan = ref operands.Plan;
        var (middle, common) = (V.Repeat(pull.Centre), V.Repeat(pull.Mean));
        var (along, factor) = (V.Repeat(pull.Slope), V.Repeat(pull.Scale));
        var step = plan.Weight.Element;
        for (nint outer = 0; outer < plan.Outer; outer++)
        for (nint part = 0; part < plan.Parts; part++)
        {
            var at = start + outer * plan.OuterStep + part * plan.Length;
            T* x = operands.X + at,
                c = operands.C + at,
                y = operands.Result + at,
                weight = weights + part * plan.Weight.Part;
            var same = V.Repeat(*weight);
            nint i = 0;
            for (; i <= plan.Length - V.Count; i += V.Count)
            {
                var term = V.Load(in c[i]) * (step != 0 ? V.Load(in weight[i]) : same);
                V.Store((term - common - (V.Load(in x[i]) - middle) * along) * factor, ref y[i]);
            }
            for (; i < plan.Length; i++)
                y[i] = (c[i] * weight[i * step] - pull.Mean - (x[i] - pull.Centre) * pull.Slope) * pull.Scale;
        }
    }
}
