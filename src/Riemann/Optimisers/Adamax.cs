using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Divides the mean gradient by the largest magnitude of recent gradients. Source: Kingma and Ba (2015), algorithm 2.
/// </summary>
public sealed class Adamax : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Adamax(
        IEnumerable<Tensor> parameters,
        double lr = 2e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Adamax(
        IEnumerable<ParameterGroup> groups,
        double lr = 2e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["betas"] = betas ?? (0.9, 0.999),
                ["eps"] = eps,
                ["weight_decay"] = weightDecay,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Adamax<CoreTensor>(
            new(group.Lr, group.Betas.Beta1, group.Betas.Beta2, group.Eps, group.WeightDecay, group.Maximize)
        );

    private protected override string[] SlotNames(ParameterGroup group) => ["exp_avg", "exp_inf"];
}
