using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Resilient backpropagation: goes by the sign of the gradient alone, with a step size for each element that grows while the
/// sign stays and shrinks when it changes. For gradients of all data, not of batches. The learning rate is the first step
/// size, so that schedulers have no effect. Source: Riedmiller and Braun (1993), without backtracking.
/// </summary>
public sealed class Rprop : FunctionalOptimizer
{
    /// <summary>Trains parameters that all have the same settings. Raises where one is out of range.</summary>
    /// <param name="parameters">The tensors to train, such as <c>model.Parameters()</c>.</param>
    /// <param name="lr">The step size of every element at first.</param>
    /// <param name="etas">The factors of a step size where the sign has changed and where not; (0.5, 1.2) unless given.</param>
    /// <param name="stepSizes">The smallest and the largest step size; (1e-6, 50) unless given.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Rprop(
        IEnumerable<Tensor> parameters,
        double lr = 0.01,
        (double Minus, double Plus)? etas = null,
        (double Smallest, double Largest)? stepSizes = null,
        bool maximize = false
    )
        : this([new ParameterGroup(parameters)], lr, etas, stepSizes, maximize) { }

    /// <summary>Trains groups of parameters; the settings here are those of groups that do not say otherwise.</summary>
    /// <param name="groups">Parameters with settings of their own.</param>
    /// <param name="lr">The step size of every element at first.</param>
    /// <param name="etas">The factors of a step size where the sign has changed and where not; (0.5, 1.2) unless given.</param>
    /// <param name="stepSizes">The smallest and the largest step size; (1e-6, 50) unless given.</param>
    /// <param name="maximize">Goes up in place of down.</param>
    public Rprop(
        IEnumerable<ParameterGroup> groups,
        double lr = 0.01,
        (double Minus, double Plus)? etas = null,
        (double Smallest, double Largest)? stepSizes = null,
        bool maximize = false
    )
        : base(
            groups,
            new()
            {
                ["lr"] = lr,
                ["etas"] = etas ?? (0.5, 1.2),
                ["step_sizes"] = stepSizes ?? (1e-6, 50),
                ["maximize"] = maximize,
            }
        ) { }

    private protected override Core.Optimiser<CoreTensor> Rule(ParameterGroup group) =>
        Optimising.Rprop<CoreTensor>(
            new(
                group.Lr,
                group.Etas.Minus,
                group.Etas.Plus,
                group.StepSizes.Smallest,
                group.StepSizes.Largest,
                group.Maximize
            )
        );

    private protected override string[] SlotNames(ParameterGroup group) => ["prev", "step_size"];
}
