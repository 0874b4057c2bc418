using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Adam whose weight decay stays out of the means and so is the same for every parameter. Source: Loshchilov and Hutter
/// (2019), algorithm 2, with the decay times the learning rate as in PyTorch.
/// </summary>
public sealed class AdamW : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Taken from the parameter at each step, times the learning rate and the parameter.</param>
    /// <param name="amsgrad">Divides by the largest mean squared gradient so far.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public AdamW(
        IEnumerable<Tensor> parameters,
        double lr = 1e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0.01,
        bool amsgrad = false,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, betas, eps, weightDecay, amsgrad, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">The parts of the two means that remain after a step; (0.9, 0.999) unless given.</param>
    /// <param name="eps">What keeps steps finite where gradients vanish.</param>
    /// <param name="weightDecay">Taken from the parameter at each step, times the learning rate and the parameter.</param>
    /// <param name="amsgrad">Divides by the largest mean squared gradient so far.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public AdamW(
        IEnumerable<ParameterGroup> groups,
        double lr = 1e-3,
        (double Beta1, double Beta2)? betas = null,
        double eps = 1e-8,
        double weightDecay = 0.01,
        bool amsgrad = false,
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
                ["amsgrad"] = amsgrad,
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.AdamW<CoreTensor>(
            new(
                group.Lr,
                group.Betas.Beta1,
                group.Betas.Beta2,
                group.Eps,
                group.WeightDecay,
                group.Amsgrad,
                group.Maximize
            )
        );

    private protected override string[] SlotNames(ParameterGroup group) =>
        group.Amsgrad ? ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"] : ["exp_avg", "exp_avg_sq"];
}
