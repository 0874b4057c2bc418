using F = Riemann.Functional;

namespace Riemann;

/// <summary>max(0, margin - y (x1 - x2)): which of two is to be larger, by signs y.</summary>
/// <param name="margin">By how much.</param>
/// <param name="reduction">How the losses become one.</param>
public sealed class MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>The loss of two inputs for signs.</summary>
    public override Tensor Forward(Tensor input1, Tensor input2, Tensor target) =>
        F.MarginRankingLoss(input1, input2, target, margin, reduction);
}

/// <summary>Distances where the sign is 1, and max(0, margin - distance) where it is -1.</summary>
/// <param name="margin">How far apart is far enough.</param>
/// <param name="reduction">How the losses become one.</param>
public sealed class HingeEmbeddingLoss(double margin = 1, Reduction reduction = Reduction.Mean) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.HingeEmbeddingLoss(input, target, margin, reduction);
}

/// <summary>1 - cos where the sign is 1, and max(0, cos - margin) where it is -1, for rows of two tensors.</summary>
/// <param name="margin">The cosine from which on rows are too near.</param>
/// <param name="reduction">How the losses become one.</param>
public sealed class CosineEmbeddingLoss(double margin = 0, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>The loss of two inputs for signs.</summary>
    public override Tensor Forward(Tensor input1, Tensor input2, Tensor target) =>
        F.CosineEmbeddingLoss(input1, input2, target, margin, reduction);
}

/// <summary>The mean of log(1 + exp(-y x)) for signs y.</summary>
/// <param name="reduction">How the losses become one.</param>
public sealed class SoftMarginLoss(Reduction reduction = Reduction.Mean) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => F.SoftMarginLoss(input, target, reduction);
}
