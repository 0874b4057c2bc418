using F = Riemann.Functional;

namespace Riemann;

/// <summary>The cosine of the angle between vectors along an axis, which goes. Shapes broadcast.</summary>
/// <param name="axis">The axis of the vectors.</param>
/// <param name="eps">What norms are at least.</param>
public sealed class CosineSimilarity(int axis = 1, double eps = 1e-8) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second) => F.CosineSimilarity(first, second, axis, eps);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("axis", axis), ("eps", eps));
}

/// <summary>The distance of vectors along the last axis: the p-norm of their difference. Shapes broadcast.</summary>
/// <param name="p">The order of the norm.</param>
/// <param name="eps">Added to each difference.</param>
/// <param name="keepAxis">Whether the axis is kept, with length 1.</param>
public sealed class PairwiseDistance(double p = 2, double eps = 1e-6, bool keepAxis = false) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor first, Tensor second) => F.PairwiseDistance(first, second, p, eps, keepAxis);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("p", p), ("eps", eps), ("keepAxis", keepAxis));
}
