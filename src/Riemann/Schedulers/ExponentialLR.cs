using Riemann.Bridge;

namespace Riemann;

/// <summary>The learning rate times <paramref name="gamma"/> after each epoch.</summary>
/// <param name="optimizer">The optimiser whose learning rates change.</param>
/// <param name="gamma">The factor, 0 or more.</param>
/// <param name="lastEpoch">The number of the last step of an earlier run to go on from, or -1.</param>
public sealed class ExponentialLR(Optimizer optimizer, double gamma, int lastEpoch = -1)
    : ScheduledLR(optimizer, lastEpoch, Scheduling.Exponential(gamma));
