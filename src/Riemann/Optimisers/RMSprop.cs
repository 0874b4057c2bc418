using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Divides the gradient by the root of the mean squared gradient. Source: Hinton (2012), lecture 6e; centred, Graves (2013),
/// equation 40, with <c>eps</c> outside the root as in PyTorch.
/// </summary>
public sealed class RMSprop : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">The part of the means that remains after a step.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentum">The part of the last step's direction that goes on.</param>
    /// <param name="centered">Divides by the root of the variance in place of the mean square.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public RMSprop(
        IEnumerable<Tensor> parameters,
        double lr = 0.01,
        double alpha = 0.99,
        double eps = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, alpha, eps, weightDecay, momentum, centered, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="alpha">The part of the means that remains after a step.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="momentum">The part of the last step's direction that goes on.</param>
    /// <param name="centered">Divides by the root of the variance in place of the mean square.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public RMSprop(
        IEnumerable<ParameterGroup> groups,
        double lr = 0.01,
        double alpha = 0.99,
        double eps = 1e-8,
        double weightDecay = 0,
        double momentum = 0,
        bool centered = false,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["alpha"] = alpha,
                ["eps"] = eps,
                ["weight_decay"] = weightDecay,
                ["momentum"] = momentum,
                ["centered"] = centered,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.RmsProp<CoreTensor>(
            new(group.Lr, group.Alpha, group.Eps, group.WeightDecay, group.Momentum, group.Centered, group.Maximize)
        );

    private protected override string[] SlotNames(ParameterGroup group) =>
        (group.Centered, group.Momentum > 0) switch
        {
            (false, false) => ["square_avg"],
            (true, false) => ["square_avg", "grad_avg"],
            (false, true) => ["square_avg", "momentum_buffer"],
            (true, true) => ["square_avg", "grad_avg", "momentum_buffer"],
        };
}
