using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The mean of the elements under each place of a window. Operands are float32 or float64 arrays
/// [batch, channels, ..] with one to three spatial axes and any strides, results are contiguous. NaN propagates. Work is
/// divided by planes. Both throw <see cref="ArgumentException"/> when shapes, settings and element types do not fit each
/// other.
/// </summary>
/// <param name="Settings">How the window moves.</param>
/// <param name="CountPadding">
/// Whether padding counts as elements. What a last window sees beyond the padding never counts.
/// </param>
/// <param name="Divisor">What sums are divided by instead of the number of elements; 1 gives sums.</param>
// Bound: contiguous planes and means of the shapes that <see cref="PoolingPlan"/> checked.
public sealed record AveragePooling(PoolingSettings Settings, bool CountPadding = true, int? Divisor = null)
{
    /// <summary>The means of x.</summary>
    public NDArray Forward(NDArray x)
    {
        var plan = PoolingPlan.Of(x.Shape, Settings);
        return Run(plan, x, plan.Result, gradient: false);
    }

    /// <summary>The adjoint: the gradient of &lt;c, Forward(x)&gt; in x, of the given shape.</summary>
    public NDArray Gradient(NDArray c, Shape inputShape)
    {
        var plan = PoolingPlan.Of(inputShape, Settings);
        if (!c.Shape.Equals(plan.Result))
            throw new ArgumentException($"the pooling gives {plan.Result}, but the cotangent is {c.Shape}");
        return Run(plan, c, inputShape, gradient: true);
    }

    private NDArray Run(in PoolingPlan plan, NDArray operand, Shape shape, bool gradient) =>
        operand.DType switch
        {
            DType.Float32 => Run<float>(plan, operand.Contiguous(), shape, gradient),
            DType.Float64 => Run<double>(plan, operand.Contiguous(), shape, gradient),
            _ => throw new ArgumentException($"pooling is not defined for {operand.DType.Name()}"),
        };

    private unsafe NDArray Run<T>(in PoolingPlan plan, NDArray operand, Shape shape, bool gradient)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Divisor == 0)
            throw new ArgumentException("the divisor of a pooling is 0");
        var result = NDArray.Allocate(operand.DType, shape);
        var counts = new ElementCounts(plan.Window, CountPadding, Divisor);
        fixed (
            T* from = &operand.First<T>(),
                to = &result.First<T>()
        )
        {
            if (gradient)
                PlaneLoop.Run(new AverageGradientWork<T>(plan.Window, counts, to, from), plan.Planes, plan.Work);
            else
                PlaneLoop.Run(new AveragePoolingWork<T>(plan.Window, counts, from, to), plan.Planes, plan.Work);
        }
        GC.KeepAlive(operand);
        GC.KeepAlive(result);
        return result;
    }
}
