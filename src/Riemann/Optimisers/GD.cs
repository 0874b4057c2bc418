using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Gradient descent: the learning rate times the gradient, and nothing is remembered. Source: Cauchy (1847).
/// </summary>
public sealed class GD : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public GD(IEnumerable<Tensor> parameters, double lr = 0.01, double weightDecay = 0)
        : this([new ParameterGroup(parameters)], lr, weightDecay) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    public GD(IEnumerable<ParameterGroup> groups, double lr = 0.01, double weightDecay = 0)
        : base(groups, new() { ["lr"] = lr, ["weight_decay"] = weightDecay }) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Gd<CoreTensor>(new(group.Lr, group.WeightDecay));

    private protected override string[] SlotNames(ParameterGroup group) => [];
}
