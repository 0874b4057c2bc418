using F = Riemann.Functional;

namespace Riemann;

/// <summary>The mean over classes of <see cref="BCEWithLogitsLoss"/>: any number of classes may be right.</summary>
public sealed class MultiLabelSoftMarginLoss : Module
{
    private readonly Reduction reduction;

    /// <summary>A loss with a weight for each class.</summary>
    public MultiLabelSoftMarginLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        this.reduction = reduction;
        RegisterBuffer("weight", weight);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.MultilabelSoftMarginLoss(input, target, BufferParts.Find(this, "weight"), reduction);
}

/// <summary>How far the other classes' scores come within the margin of the label's, as a mean over classes.</summary>
public sealed class MultiMarginLoss : Module
{
    private readonly int p;
    private readonly double margin;
    private readonly Reduction reduction;

    /// <summary>A loss to the power <paramref name="p"/> of 1 or 2, with a weight for each class.</summary>
    public MultiMarginLoss(int p = 1, double margin = 1, Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        (this.p, this.margin, this.reduction) = (p, margin, reduction);
        RegisterBuffer("weight", weight);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.MultiMarginLoss(input, target, p, margin, BufferParts.Find(this, "weight"), reduction);
}

/// <summary>
/// max(0, margin + |a - p| - |a - n|) for anchors a that are to be nearer to p than to n.
/// Source: Schroff, Kalenichenko and Philbin (2015), equation 3, without its squares.
/// </summary>
/// <param name="margin">By how much.</param>
/// <param name="p">The order of the norm.</param>
/// <param name="eps">Added to each difference.</param>
/// <param name="swap">Whether the smaller of |a - n| and |p - n| counts.</param>
/// <param name="reduction">How the losses become one.</param>
public sealed class TripletMarginLoss(
    double margin = 1,
    double p = 2,
    double eps = 1e-6,
    bool swap = false,
    Reduction reduction = Reduction.Mean
) : Module
{
    /// <summary>The loss of anchors for what is to be near them and what is not.</summary>
    public override Tensor Forward(Tensor anchor, Tensor positive, Tensor negative) =>
        F.TripletMarginLoss(anchor, positive, negative, margin, p, eps, swap, reduction);
}
