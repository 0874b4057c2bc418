using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// (x - mean) / sqrt(variance + epsilon) weight + bias for floats, mean and variance taken over the axes, which are
    /// ascending; the variance is the mean of the squared deviations. Without <paramref name="isCentred"/> the mean is
    /// taken to be 0. Weight and bias broadcast to x. A group that holds NaN or an infinity is NaN.
    /// </summary>
    public static NDArray Standardise(
        NDArray x,
        NDArray weight,
        NDArray bias,
        ReadOnlySpan<int> axes,
        double epsilon,
        bool isCentred
    )
    {
        CheckTypes(x, weight, bias);
        return Run(x, weight, bias, null, axes, epsilon, isCentred);
    }

    /// <summary>
    /// The gradient in x of what has the gradient <paramref name="c"/>, which broadcasts to x, in its
    /// <see cref="Standardise"/>.
    /// </summary>
    public static NDArray StandardiseGradient(
        NDArray x,
        NDArray weight,
        NDArray c,
        ReadOnlySpan<int> axes,
        double epsilon,
        bool isCentred
    )
    {
        CheckTypes(x, weight, c);
        return Run(x, weight, weight, c.BroadcastTo(x.Shape), axes, epsilon, isCentred);
    }

    private static void CheckTypes(NDArray x, NDArray weight, NDArray other)
    {
        if (!x.DType.IsFloat() || weight.DType != x.DType || other.DType != x.DType)
            throw new ArgumentException(
                $"the operands are {x.DType.Name()}, {weight.DType.Name()} and {other.DType.Name()}"
            );
    }

    private static NDArray Run(
        NDArray x,
        NDArray weight,
        NDArray bias,
        NDArray? c,
        ReadOnlySpan<int> axes,
        double epsilon,
        bool isCentred
    )
    {
        (weight, bias) = (weight.BroadcastTo(x.Shape), bias.BroadcastTo(x.Shape));
        var result = NDArray.Allocate(x.DType, x.Shape);
        if (x.Length == 0)
            return result;
        if (GroupPlan.TryOf(x.Shape, axes, weight.Strides, bias.Strides) is { } plan)
        {
            Groups(plan, x.Contiguous(), weight, bias, c?.Contiguous(), null, result, epsilon, isCentred);
            return result;
        }
        if (ColumnPlan.TryOf(x.Shape, axes, weight.Strides, bias.Strides) is { } columns)
        {
            Columns(columns, x.Contiguous(), weight, bias, c?.Contiguous(), result, epsilon, isCentred);
            return result;
        }
        Span<int> order = stackalloc int[x.Rank];
        Span<int> back = stackalloc int[x.Rank];
        Span<int> last = stackalloc int[axes.Length];
        GroupsLast(axes, order, back, last);
        (x, weight, bias, c) = (x.Permute(order), weight.Permute(order), bias.Permute(order), c?.Permute(order));
        plan = GroupPlan.TryOf(x.Shape, last, weight.Strides, bias.Strides) ?? default;
        if (plan.Groups == 0)
        {
            (weight, bias) = (weight.Contiguous(), bias.Contiguous());
            plan = GroupPlan.TryOf(x.Shape, last, weight.Strides, bias.Strides)!.Value;
        }
        result = result.Reshape(x.Shape);
        Groups(plan, x.Contiguous(), weight, bias, c?.Contiguous(), null, result, epsilon, isCentred);
        return result.Permute(back).Contiguous();
    }

    // The order of axes with those of a group last, its inverse, and where the group's axes are then.
    private static void GroupsLast(ReadOnlySpan<int> axes, Span<int> order, Span<int> back, Span<int> last)
    {
        var kept = 0;
        for (var axis = 0; axis < order.Length; axis++)
            if (!axes.Contains(axis))
                order[kept++] = axis;
        axes.CopyTo(order[kept..]);
        for (var i = 0; i < order.Length; i++)
            back[order[i]] = i;
        for (var i = 0; i < last.Length; i++)
            last[i] = kept + i;
    }

    // The gradients in weight and bias of each group where there is a cotangent, null otherwise.
    private static NDArray? Columns(
        in ColumnPlan plan,
        NDArray x,
        NDArray weight,
        NDArray bias,
        NDArray? c,
        NDArray result,
        double epsilon,
        bool isCentred
    )
    {
        var isSingle = x.DType == DType.Float32;
        if (c is not null)
            return isSingle
                ? Columns<float>.Gradient(plan, x, weight, c, epsilon, isCentred, result)
                : Columns<double>.Gradient(plan, x, weight, c, epsilon, isCentred, result);
        if (isSingle)
            Columns<float>.Standardise(plan, x, weight, bias, epsilon, isCentred, result);
        else
            Columns<double>.Standardise(plan, x, weight, bias, epsilon, isCentred, result);
        return null;
    }

    private static void Groups(
        in GroupPlan plan,
        NDArray x,
        NDArray weight,
        NDArray bias,
        NDArray? c,
        NDArray? sums,
        NDArray result,
        double epsilon,
        bool isCentred
    )
    {
        if (x.DType == DType.Float32)
            Groups<float>(plan, x, weight, bias, c, sums, result, epsilon, isCentred);
        else
            Groups<double>(plan, x, weight, bias, c, sums, result, epsilon, isCentred);
        GC.KeepAlive(x);
        GC.KeepAlive(weight);
        GC.KeepAlive(bias);
        GC.KeepAlive(c);
        GC.KeepAlive(sums);
        GC.KeepAlive(result);
    }

    private static unsafe void Groups<T>(
        in GroupPlan plan,
        NDArray x,
        NDArray weight,
        NDArray bias,
        NDArray? c,
        NDArray? sums,
        NDArray result,
        double epsilon,
        bool isCentred
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (
            T* first = &x.First<T>(),
                weights = &weight.First<T>(),
                biases = &bias.First<T>(),
                cotangents = &(c ?? x).First<T>(),
                added = &(sums ?? x).First<T>(),
                to = &result.First<T>()
        )
        {
            var operands = new Standardising<T>(plan, epsilon, isCentred)
            {
                X = first,
                Weight = weights,
                Bias = biases,
                C = c is null ? null : cotangents,
                Sums = sums is null ? null : added,
                Result = to,
            };
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
                Groups<T, Lanes512<T>>(operands);
            else
                Groups<T, LanesNative<T>>(operands);
        }
    }

    private static unsafe void Groups<T, V>(in Standardising<T> operands)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        var plan = operands.Plan;
        if (operands.C is null)
            PlaneLoop.Run(new StandardiseWork<T, V>(operands), plan.Groups, plan.Count);
        else if (operands.Sums is null || plan.IsUniform)
            PlaneLoop.Run(new StandardiseGradientWork<T, V>(operands), plan.Groups, 2.0 * plan.Count);
        else
        {
            var rows = RowBlocks.Rows(plan.Groups);
            var work = new RowGradientsWork<T, V>(operands, rows);
            PlaneLoop.Run(work, RowBlocks.Count(plan.Groups), 2.0 * rows * plan.Count);
        }
    }
}
