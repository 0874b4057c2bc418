using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Divides the gradient by the root of the sum of all squared gradients. Source: Duchi, Hazan and Singer (2011), the diagonal
/// form, as in PyTorch.
/// </summary>
public sealed class Adagrad : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lrDecay">Divides the learning rate of step n, counted from 0, by 1 + n times this.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="initialAccumulatorValue">What the sums start from.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Adagrad(
        IEnumerable<Tensor> parameters,
        double lr = 0.01,
        double lrDecay = 0,
        double weightDecay = 0,
        double initialAccumulatorValue = 0,
        double eps = 1e-10,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="lrDecay">Divides the learning rate of step n, counted from 0, by 1 + n times this.</param>
    /// <param name="weightDecay">Added to the gradient, times the parameter.</param>
    /// <param name="initialAccumulatorValue">What the sums start from.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Adagrad(
        IEnumerable<ParameterGroup> groups,
        double lr = 0.01,
        double lrDecay = 0,
        double weightDecay = 0,
        double initialAccumulatorValue = 0,
        double eps = 1e-10,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["lr_decay"] = lrDecay,
                ["weight_decay"] = weightDecay,
                ["initial_accumulator_value"] = initialAccumulatorValue,
                ["eps"] = eps,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Adagrad<CoreTensor>(
            new(group.Lr, group.LrDecay, group.WeightDecay, group.InitialAccumulatorValue, group.Eps, group.Maximize)
        );

    private protected override string[] SlotNames(ParameterGroup group) => ["sum"];
}
