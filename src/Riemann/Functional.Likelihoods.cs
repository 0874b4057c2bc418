using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// t (log t - x) for log-probabilities x and probabilities t, or their logarithms with
    /// <paramref name="logTarget"/>: the divergence of Kullback and Leibler when summed over a distribution.
    /// </summary>
    public static Tensor KlDiv(
        Tensor input,
        Tensor target,
        Reduction reduction = Reduction.Mean,
        bool logTarget = false
    ) =>
        Tensor.Wrap(
            Losing.KullbackLeibler(
                new Core.KullbackLeibler(reduction.ToCore(), logTarget),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// -log of the probability of counts under Poisson distributions with these rates, or logarithms of rates with
    /// <paramref name="logInput"/>, but for what depends on the counts alone, which <paramref name="full"/> adds by
    /// Stirling's approximation.
    /// </summary>
    public static Tensor PoissonNllLoss(
        Tensor input,
        Tensor target,
        bool logInput = true,
        bool full = false,
        double eps = 1e-8,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.PoissonLikelihood(
                new Core.PoissonLikelihood(reduction.ToCore(), logInput, full, eps),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// -log of the density of targets under normal distributions with these means and variances, which are held at
    /// <paramref name="eps"/>; <paramref name="full"/> adds the constant. Raises for negative variances.
    /// </summary>
    public static Tensor GaussianNllLoss(
        Tensor input,
        Tensor target,
        Tensor variance,
        bool full = false,
        double eps = 1e-6,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.GaussianLikelihood(
                new Core.GaussianLikelihood(reduction.ToCore(), full, eps),
                target.Operand,
                input.Operand,
                variance.Operand
            )
        );
}
