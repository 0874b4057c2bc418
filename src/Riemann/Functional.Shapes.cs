using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>The axes from the first to the last given as one. Raises where they are in the wrong order.</summary>
    public static Tensor Flatten(Tensor x, int startAxis = 1, int endAxis = -1) =>
        Tensor.Wrap(Core.FlattenModule.apply(new Core.Flatten(startAxis, endAxis), x.Operand));

    /// <summary>
    /// One axis as several of these lengths, of which one may be -1. Raises where the product does not fit.
    /// </summary>
    public static Tensor Unflatten(Tensor x, int axis, params int[] sizes) =>
        Tensor.Wrap(Core.UnflattenModule.apply(new Core.Unflatten(axis, [.. sizes]), x.Operand));

    /// <summary>
    /// The cosine of the angle between vectors along an axis, which goes: a b / (|a| |b|), with norms of at least
    /// <paramref name="eps"/>. Shapes broadcast.
    /// </summary>
    public static Tensor CosineSimilarity(Tensor x1, Tensor x2, int axis = 1, double eps = 1e-8) =>
        Tensor.Wrap(Core.CosineSimilarityModule.apply(new Core.CosineSimilarity(axis, eps), x1.Operand, x2.Operand));

    /// <summary>
    /// The distance of vectors along the last axis, which goes unless it is kept: the p-norm of x1 - x2 + eps. Shapes
    /// broadcast.
    /// </summary>
    public static Tensor PairwiseDistance(
        Tensor x1,
        Tensor x2,
        double p = 2,
        double eps = 1e-6,
        bool keepAxis = false
    ) =>
        Tensor.Wrap(
            Core.PairwiseDistanceModule.apply(new Core.PairwiseDistance(p, eps, keepAxis), x1.Operand, x2.Operand)
        );
}
