using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// The mean of -(t log p + (1 - t) log(1 - p)) for probabilities p and targets t. Raises where p is not from 0 to 1.
/// </summary>
public sealed class BCELoss : Module
{
    private readonly Reduction reduction;

    /// <summary>A loss whose elements count by weights, which broadcast.</summary>
    public BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean)
    {
        this.reduction = reduction;
        RegisterBuffer("weight", weight);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.BinaryCrossEntropy(input, target, BufferParts.Find(this, "weight"), reduction);
}

/// <summary><see cref="BCELoss"/> of the sigmoids of logits, exact for large ones too.</summary>
public sealed class BCEWithLogitsLoss : Module
{
    private readonly Reduction reduction;

    /// <summary>
    /// A loss whose elements count by weights, which broadcast, and whose targets of 1 count
    /// <paramref name="posWeight"/> times.
    /// </summary>
    public BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? posWeight = null)
    {
        this.reduction = reduction;
        RegisterBuffer("weight", weight);
        RegisterBuffer("pos_weight", posWeight);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.BinaryCrossEntropyWithLogits(
            input,
            target,
            BufferParts.Find(this, "weight"),
            reduction,
            BufferParts.Find(this, "pos_weight")
        );
}
