using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Adam with Nesterov's look ahead and a momentum that grows towards the first beta. Source: Dozat (2016), algorithm 8, in
/// the form that PyTorch documents.
/// </summary>
public sealed class NAdam : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentumDecay">How fast the momentum approaches the first beta.</param>
    public NAdam(
        IEnumerable<Tensor> parameters,
        double lr = 2e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0,
        double momentumDecay = 4e-3
    )
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, momentumDecay) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentumDecay">How fast the momentum approaches the first beta.</param>
    public NAdam(
        IEnumerable<ParameterGroup> groups,
        double lr = 2e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0,
        double momentumDecay = 4e-3
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["betas"] = betas ?? (0.9, 0.999),
                ["eps"] = eps,
                ["weight_decay"] = weightDecay,
                ["momentum_decay"] = momentumDecay,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.NAdam<CoreTensor>(
            new(group.Lr, group.Betas.Beta1, group.Betas.Beta2, group.Eps, group.WeightDecay, group.MomentumDecay)
        );

    private protected override string[] SlotNames(ParameterGroup group) => ["exp_avg", "exp_avg_sq"];

    private protected override string ExtraName(string name) => name == "MomentumProduct" ? "mu_product" : name;
}
