using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// The mean of -log softmax of the labels' classes, for logits [n, classes, ..] and labels [n, ..], or probabilities of
/// the logits' shape. Raises for labels that are no class.
/// </summary>
public sealed class CrossEntropyLoss : Module
{
    private readonly long ignoreIndex;
    private readonly Reduction reduction;
    private readonly double labelSmoothing;

    /// <summary>
    /// A loss with a weight for each class, which counts in the mean too; labels of <paramref name="ignoreIndex"/>
    /// count for nothing; <paramref name="labelSmoothing"/> is the share that all classes divide among themselves.
    /// </summary>
    public CrossEntropyLoss(
        Tensor? weight = null,
        long ignoreIndex = -100,
        Reduction reduction = Reduction.Mean,
        double labelSmoothing = 0
    )
    {
        (this.ignoreIndex, this.reduction, this.labelSmoothing) = (ignoreIndex, reduction, labelSmoothing);
        RegisterBuffer("weight", weight);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.CrossEntropy(input, target, BufferParts.Find(this, "weight"), ignoreIndex, reduction, labelSmoothing);
}

/// <summary><see cref="CrossEntropyLoss"/> of labels for what <see cref="LogSoftmax"/> gives.</summary>
public sealed class NLLLoss : Module
{
    private readonly long ignoreIndex;
    private readonly Reduction reduction;

    /// <summary>
    /// A loss with a weight for each class, which counts in the mean too; labels of <paramref name="ignoreIndex"/>
    /// count for nothing.
    /// </summary>
    public NLLLoss(Tensor? weight = null, long ignoreIndex = -100, Reduction reduction = Reduction.Mean)
    {
        (this.ignoreIndex, this.reduction) = (ignoreIndex, reduction);
        RegisterBuffer("weight", weight);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.NllLoss(input, target, BufferParts.Find(this, "weight"), ignoreIndex, reduction);
}
