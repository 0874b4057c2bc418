namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// The gradients of what has the gradient <paramref name="c"/>, which broadcasts to x, in its
    /// <see cref="Standardise"/>: in x, in the weight, and with <paramref name="hasBias"/> in a bias of the weight's
    /// shape, side by side on one axis. One pass where all elements of a group have one weight, or all groups the same
    /// weights along the last axes. Sums over many groups are made of those of blocks, which depend on the shapes alone.
    /// </summary>
    public static NDArray StandardiseGradients(
        NDArray x,
        NDArray weight,
        NDArray c,
        bool hasBias,
        ReadOnlySpan<int> axes,
        double epsilon,
        bool isCentred
    )
    {
        CheckTypes(x, weight, c);
        var result = NDArray.Allocate(x.DType, Shape.Of(x.Length + weight.Length * (hasBias ? 2 : 1)));
        weight = weight.Contiguous();
        c = c.BroadcastTo(x.Shape);
        var (ofWeight, ofBias) = Gradients(x, weight, c, axes, epsilon, isCentred, result);
        Place(SumTo(ofWeight, weight.Shape), result, x.Length);
        if (hasBias)
            Place(SumTo(ofBias, weight.Shape), result, x.Length + weight.Length);
        return result;
    }

    // Writes the gradient in x, and returns those in weight and bias, stretched towards the shape of x.
    private static (NDArray, NDArray) Gradients(
        NDArray x,
        NDArray weight,
        NDArray c,
        ReadOnlySpan<int> axes,
        double epsilon,
        bool isCentred,
        NDArray result
    )
    {
        var stretched = weight.BroadcastTo(x.Shape);
        var steps = stretched.Strides;
        var groups = ReducedShape.Of(x.Shape, axes, keepAxes: true);
        if (x.Length > 0 && GroupPlan.TryOf(x.Shape, axes, steps, steps) is { } plan)
        {
            var sums =
                plan.IsUniform ? NDArray.Allocate(x.DType, Shape.Of(2, groups.Length))
                : plan.AreRowsAlike
                    ? NDArray.Allocate(x.DType, Shape.Of(RowBlocks.Count(plan.Groups), 2, (int)plan.Length))
                : null;
            Groups(plan, x.Contiguous(), stretched, stretched, c.Contiguous(), sums, result, epsilon, isCentred);
            if (sums is not null)
                return plan.IsUniform ? Halves(sums, groups) : Halves(Reduction.Sum(sums, [0], false), weight.Shape);
        }
        else if (x.Length > 0 && ColumnPlan.TryOf(x.Shape, axes, steps, steps) is { } columns)
        {
            var sums = Columns(
                columns,
                x.Contiguous(),
                stretched,
                stretched,
                c.Contiguous(),
                result,
                epsilon,
                isCentred
            );
            return Halves(sums!.Permute([1, 0, 2]).Contiguous(), groups);
        }
        else
            Place(StandardiseGradient(x, weight, c, axes, epsilon, isCentred), result, 0);
        var (one, zero) = (NDArray.Scalar(x.DType, 1), NDArray.Scalar(x.DType, 0));
        return (Elementwise.Multiply(c, Standardise(x, one, zero, axes, epsilon, isCentred)), c);
    }

    private static (NDArray, NDArray) Halves(NDArray sums, Shape shape)
    {
        sums = sums.Reshape(Shape.Of(2, shape.Length));
        NDArray Half(int half) => sums.Slice([half, 0], [1, shape.Length], [1, 1]).Reshape(shape);
        return (Half(0), Half(1));
    }

    // Adds up what belongs to the same element of an array of the shape that was stretched.
    private static NDArray SumTo(NDArray x, Shape shape)
    {
        if (x.Length == shape.Length)
            return x.Reshape(shape);
        Span<int> axes = stackalloc int[x.Rank];
        var count = 0;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var own = axis - (x.Rank - shape.Rank);
            if (own < 0 || shape[own] == 1)
                axes[count++] = axis;
        }
        return Reduction.Sum(x, axes[..count], false).Reshape(shape);
    }

    private static void Place(NDArray part, NDArray result, int start) =>
        Copy.Into(result.Slice([start], [part.Length], [1]).Reshape(part.Shape), part);
}
