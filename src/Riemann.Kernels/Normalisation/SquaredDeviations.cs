using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// The sum of the squared distances from the mean along the axes, which are ascending, for floats; 0 for no elements.
    /// The result does not have the axes. NaN where an element is NaN or infinite.
    /// </summary>
    public static NDArray SquaredDeviations(NDArray x, ReadOnlySpan<int> axes)
    {
        if (!x.DType.IsFloat())
            throw new ArgumentException($"the operand is {x.DType.Name()}");
        Span<int> order = stackalloc int[x.Rank];
        Span<int> back = stackalloc int[x.Rank];
        Span<int> last = stackalloc int[axes.Length];
        Span<int> none = stackalloc int[x.Rank];
        GroupsLast(axes, order, back, last);
        none.Clear();
        Span<int> kept = stackalloc int[x.Rank - axes.Length];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = x.Shape[order[i]];
        var shape = Shape.Of(kept);
        if (x.Length == 0)
            return NDArray.Full(x.DType, shape, 0.0).Contiguous();
        if (GroupPlan.TryOf(x.Shape, axes, none, none) is not { } plan)
        {
            if (ColumnPlan.TryOf(x.Shape, axes, none, none) is { } columns)
                return x.DType == DType.Float32
                    ? Columns<float>.Squares(columns, x.Contiguous()).Reshape(shape)
                    : Columns<double>.Squares(columns, x.Contiguous()).Reshape(shape);
            x = x.Permute(order);
            plan = GroupPlan.TryOf(x.Shape, last, none, none)!.Value;
        }
        var result = NDArray.Allocate(x.DType, shape);
        x = x.Contiguous();
        if (x.DType == DType.Float32)
            SquaredDeviations<float>(plan, x, result);
        else
            SquaredDeviations<double>(plan, x, result);
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static unsafe void SquaredDeviations<T>(in GroupPlan plan, NDArray x, NDArray result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (
            T* first = &x.First<T>(),
                to = &result.First<T>()
        )
        {
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
                PlaneLoop.Run(new SquaredDeviationsWork<T, Lanes512<T>>(plan, first, to), plan.Groups, plan.Count);
            else
                PlaneLoop.Run(new SquaredDeviationsWork<T, LanesNative<T>>(plan, first, to), plan.Groups, plan.Count);
        }
    }

    private readonly unsafe struct SquaredDeviationsWork<T, V>(in GroupPlan plan, T* x, T* result) : IPlaneWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : unmanaged, ILanes<V, T>
    {
        private readonly GroupPlan plan = plan;

        public void Run(nint first, nint end)
        {
            for (; first < end; first++)
            {
                var group = x + plan.Start(first);
                var mean = T.CreateTruncating(GroupSums<T, V>.Sum(plan, group) / plan.Count);
                result[first] = T.CreateTruncating(GroupSums<T, V>.Squares(plan, group, mean));
            }
        }
    }
}
