using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Gradient descent, with momentum where it is not 0. The first direction is the gradient, undampened. Source: Sutskever,
/// Martens, Dahl and Hinton (2013), in PyTorch's form.
/// </summary>
public sealed class SGD : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">The part of the last step's direction that goes on.</param>
    /// <param name="dampening">The part of the gradient that does not enter the direction.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="nesterov">Looks ahead along the direction; needs momentum and no dampening.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public SGD(
        IEnumerable<Tensor> parameters,
        double lr = 1e-3,
        double momentum = 0,
        double dampening = 0,
        double weightDecay = 0,
        bool nesterov = false,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, momentum, dampening, weightDecay, nesterov, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="momentum">The part of the last step's direction that goes on.</param>
    /// <param name="dampening">The part of the gradient that does not enter the direction.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="nesterov">Looks ahead along the direction; needs momentum and no dampening.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public SGD(
        IEnumerable<ParameterGroup> groups,
        double lr = 1e-3,
        double momentum = 0,
        double dampening = 0,
        double weightDecay = 0,
        bool nesterov = false,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["momentum"] = momentum,
                ["dampening"] = dampening,
                ["weight_decay"] = weightDecay,
                ["nesterov"] = nesterov,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Sgd<CoreTensor>(
            new(group.Lr, group.Momentum, group.Dampening, group.Nesterov, group.WeightDecay, group.Maximize)
        );

    private protected override string[] SlotNames(ParameterGroup group) =>
        group.Momentum == 0 ? [] : ["momentum_buffer"];
}
