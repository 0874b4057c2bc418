using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Goes by the sign of a mean of the gradients, so that every element moves by the learning rate. Source: Chen et al. (2023),
/// algorithm 2.
/// </summary>
public sealed class Lion : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.99) unless given.</param>
    /// <param name="weightDecay">Taken from the parameter at each step, times the learning rate and the parameter.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Lion(
        IEnumerable<Tensor> parameters,
        double lr = 1e-4,
        (double Beta1, double Beta2)? betas = null,
        double weightDecay = 0,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, betas, weightDecay, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.99) unless given.</param>
    /// <param name="weightDecay">Taken from the parameter at each step, times the learning rate and the parameter.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Lion(
        IEnumerable<ParameterGroup> groups,
        double lr = 1e-4,
        (double Beta1, double Beta2)? betas = null,
        double weightDecay = 0,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["betas"] = betas ?? (0.9, 0.99),
                ["weight_decay"] = weightDecay,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Lion<CoreTensor>(
            new(group.Lr, group.Betas.Beta1, group.Betas.Beta2, group.WeightDecay, group.Maximize)
        );

    private protected override string[] SlotNames(ParameterGroup group) => ["exp_avg"];
}
