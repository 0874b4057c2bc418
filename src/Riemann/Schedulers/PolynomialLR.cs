using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times (1 - epoch / totalIters)^power, and then 0.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="totalIters">The number of epochs, 1 or more.</param>
/// <param name="power">The power, 0 or more.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class PolynomialLR(Optimizer optimizer, int totalIters = 5, double power = 1, int lastEpoch = -1)
    : ScheduledLR(optimizer, lastEpoch, Scheduling.Polynomial(totalIters, power));
