using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Standardisation where groups are columns: elements that a vector takes together belong to different groups, so that
/// nothing is transposed. Numbers of the groups are [batch, columns].
/// </summary>
// Bound: operands are contiguous and have the plan's shape or that of the groups.
internal static unsafe class Columns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What an element costs, in elements that are merely read.</summary>
    private const double ElementCost = 2;

    /// <summary>Writes (x - mean) / sqrt(variance + epsilon) weight + bias.</summary>
    public static void Standardise(
        in ColumnPlan plan,
        NDArray x,
        NDArray weight,
        NDArray bias,
        double epsilon,
        bool isCentred,
        NDArray result
    )
    {
        var (centre, scale) = Moments(plan, x, epsilon, isCentred);
        var (weights, biases) = (plan.Weights(weight), plan.Biases(bias));
        fixed (
            T* from = &x.First<T>(),
                centres = &centre.First<T>(),
                scales = &scale.First<T>(),
                w = &weights.First<T>(),
                b = &biases.First<T>(),
                to = &result.First<T>()
        )
        {
            var work = new ColumnStandardiseWork<T>(plan, from, centres, scales, w, b, to);
            PlaneLoop.Run(work, (nint)plan.Batch * plan.Rows, ElementCost * plan.Columns);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(centre);
        GC.KeepAlive(scale);
        GC.KeepAlive(weights);
        GC.KeepAlive(biases);
        GC.KeepAlive(result);
    }

    /// <summary>
    /// Writes the gradient in x, and returns those in the weight and the bias of each group: [batch, two, columns].
    /// </summary>
    public static NDArray Gradient(
        in ColumnPlan plan,
        NDArray x,
        NDArray weight,
        NDArray c,
        double epsilon,
        bool isCentred,
        NDArray result
    )
    {
        var (centre, scale) = Moments(plan, x, epsilon, isCentred);
        var sums = Sums(plan, x, c, centre);
        var weights = plan.Weights(weight);
        var groups = centre.Shape;
        var (mean, slope, factor) = (Numbers(groups), Numbers(groups), Numbers(groups));
        var count = T.CreateTruncating(plan.Rows);
        for (var batch = 0; batch < plan.Batch; batch++)
        {
            var first = batch * plan.Columns;
            Span<T> own = scale.Span<T>()[first..],
                w = weights.Span<T>()[first..],
                means = mean.Span<T>()[first..],
                slopes = slope.Span<T>()[first..],
                factors = factor.Span<T>()[first..],
                ofWeight = sums.Span<T>()[(2 * first)..],
                ofBias = ofWeight[plan.Columns..];
            for (var i = 0; i < plan.Columns; i++)
            {
                ofWeight[i] *= own[i];
                slopes[i] = ofWeight[i] * own[i] / count;
                means[i] = isCentred ? ofBias[i] / count : T.Zero;
                factors[i] = own[i] * w[i];
            }
        }
        fixed (
            T* from = &x.First<T>(),
                cotangents = &c.First<T>(),
                centres = &centre.First<T>(),
                common = &mean.First<T>(),
                along = &slope.First<T>(),
                scales = &factor.First<T>(),
                to = &result.First<T>()
        )
        {
            var work = new ColumnGradientWork<T>(plan, from, cotangents, centres, common, along, scales, to);
            PlaneLoop.Run(work, (nint)plan.Batch * plan.Rows, ElementCost * plan.Columns);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(c);
        GC.KeepAlive(centre);
        GC.KeepAlive(mean);
        GC.KeepAlive(slope);
        GC.KeepAlive(factor);
        GC.KeepAlive(scale);
        GC.KeepAlive(weights);
        GC.KeepAlive(result);
        return sums;
    }

    /// <summary>The sums of the squared distances from the mean.</summary>
    public static NDArray Squares(in ColumnPlan plan, NDArray x) => Sums(plan, x, null, Means(plan, x));

    // The mean, 0 unless it is to be taken off, and 1 / sqrt(variance + epsilon).
    private static (NDArray Centre, NDArray Scale) Moments(
        in ColumnPlan plan,
        NDArray x,
        double epsilon,
        bool isCentred
    )
    {
        var centre = isCentred
            ? Means(plan, x)
            : NDArray.Full(x.DType, Shape.Of(plan.Batch, plan.Columns), 0.0).Contiguous();
        var scale = Sums(plan, x, null, centre).Reshape(centre.Shape);
        foreach (ref var square in scale.Span<T>())
            square = T.CreateTruncating(1 / Math.Sqrt(double.CreateTruncating(square) / plan.Rows + epsilon));
        GC.KeepAlive(scale);
        return (centre, scale);
    }

    private static NDArray Means(in ColumnPlan plan, NDArray x)
    {
        var means = Reduction.Sum(x.Reshape(Shape.Of(plan.Batch, plan.Rows, plan.Columns)), [1], false);
        var count = T.CreateTruncating(plan.Rows);
        foreach (ref var mean in means.Span<T>())
            mean /= count;
        GC.KeepAlive(means);
        return means;
    }

    // Those of blocks, added up: [batch, one or two, columns].
    private static NDArray Sums(in ColumnPlan plan, NDArray x, NDArray? c, NDArray centre)
    {
        var blocks = NDArray.Allocate(x.DType, Shape.Of(plan.Batch, plan.Blocks, c is null ? 1 : 2, plan.Columns));
        fixed (
            T* from = &x.First<T>(),
                cotangents = &(c ?? x).First<T>(),
                centres = &centre.First<T>(),
                sums = &blocks.First<T>()
        )
        {
            var work = new ColumnSumsWork<T>(plan, from, c is null ? null : cotangents, centres, sums);
            PlaneLoop.Run(work, (nint)plan.Batch * plan.Blocks, ElementCost * plan.BlockRows * plan.Columns);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(c);
        GC.KeepAlive(centre);
        return Reduction.Sum(blocks, [1], false);
    }

    private static NDArray Numbers(Shape groups) =>
        NDArray.Allocate(typeof(T) == typeof(double) ? DType.Float64 : DType.Float32, groups);
}
