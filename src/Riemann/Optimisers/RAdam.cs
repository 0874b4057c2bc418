using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Adam that goes along the mean gradient alone in the first steps and rectifies the variance of the later ones. Source: Liu
/// et al. (2020), algorithm 2, in PyTorch's form.
/// </summary>
public sealed class RAdam : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public RAdam(
        IEnumerable<Tensor> parameters,
        double lr = 1e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0
    )
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public RAdam(
        IEnumerable<ParameterGroup> groups,
        double lr = 1e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["betas"] = betas ?? (0.9, 0.999),
                ["eps"] = eps,
                ["weight_decay"] = weightDecay,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.RAdam<CoreTensor>(new(group.Lr, group.Betas.Beta1, group.Betas.Beta2, group.Eps, group.WeightDecay));

    private protected override string[] SlotNames(ParameterGroup group) => ["exp_avg", "exp_avg_sq"];
}
