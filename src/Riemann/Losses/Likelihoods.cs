using F = Riemann.Functional;

namespace Riemann;

/// <summary>The divergence of Kullback and Leibler: the mean of t (log t - x) for log-probabilities x.</summary>
/// <param name="reduction">How the losses become one; <see cref="Reduction.BatchMean"/> is the divergence.</param>
/// <param name="logTarget">Whether the targets are logarithms too.</param>
public sealed class KLDivLoss(Reduction reduction = Reduction.Mean, bool logTarget = false) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) => F.KlDiv(input, target, reduction, logTarget);
}

/// <summary>-log of the probability of counts under Poisson distributions.</summary>
/// <param name="logInput">Whether the inputs are logarithms of rates.</param>
/// <param name="full">Whether what depends on the counts alone is added.</param>
/// <param name="eps">Added to rates before their logarithm.</param>
/// <param name="reduction">How the losses become one.</param>
public sealed class PoissonNLLLoss(
    bool logInput = true,
    bool full = false,
    double eps = 1e-8,
    Reduction reduction = Reduction.Mean
) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, Tensor target) =>
        F.PoissonNllLoss(input, target, logInput, full, eps, reduction);
}

/// <summary>-log of the density of targets under normal distributions with given means and variances.</summary>
/// <param name="full">Whether the constant is added.</param>
/// <param name="eps">What variances are held at.</param>
/// <param name="reduction">How the losses become one.</param>
public sealed class GaussianNLLLoss(bool full = false, double eps = 1e-6, Reduction reduction = Reduction.Mean) : Module
{
    /// <summary>The loss of means for targets, with variances.</summary>
    public override Tensor Forward(Tensor input, Tensor target, Tensor variance) =>
        F.GaussianNllLoss(input, target, variance, full, eps, reduction);
}
