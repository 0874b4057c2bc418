using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Scales the gradient so that moves are as large as recent moves. Source: Zeiler (2012), algorithm 1.
/// </summary>
public sealed class Adadelta : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">The part of the mean squares that remains after a step.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Adadelta(
        IEnumerable<Tensor> parameters,
        double lr = 1,
        double rho = 0.9,
        double eps = 1e-6,
        double weightDecay = 0,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, rho, eps, weightDecay, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="rho">The part of the mean squares that remains after a step.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Adadelta(
        IEnumerable<ParameterGroup> groups,
        double lr = 1,
        double rho = 0.9,
        double eps = 1e-6,
        double weightDecay = 0,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["rho"] = rho,
                ["eps"] = eps,
                ["weight_decay"] = weightDecay,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Adadelta<CoreTensor>(new(group.Lr, group.Rho, group.Eps, group.WeightDecay, group.Maximize));

    private protected override string[] SlotNames(ParameterGroup group) => ["square_avg", "acc_delta"];
}
